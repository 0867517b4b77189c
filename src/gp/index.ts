export type { CallProcedure, EConnect, ProcedureResult } from './econnect/econnect.js';
export { GpModule } from './gp.module.js';
export { GpCompany } from './gp-company.js';
export { type GrantsOptions, grantsScript } from './grants-script.js';
export type { GpTables } from './sql/gp-tables.js';
export { quietDriver } from './sql/quiet-driver.js';
export { SqlCustomerSource } from './sql/sql-customer-source.js';
