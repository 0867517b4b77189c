export type { ChangeSource, StateRow } from './changes/change-source.js';
export { CHANGED_TABLES } from './changes/changed-facts.js';
export type { CheckedCompany, CheckedSettings, Finding } from './check/check.js';
export { withoutAnswer } from './check/no-answer.js';
export { type PriceDrift, priceDrift } from './check/price-drift.js';
export { salesOrderOfJson, UnusableOrder } from './check/rehearsed-order.js';
export { type CheckResult, checkCompany } from './check/run-checks.js';
export { SqlPriceComparison } from './check/sql-price-comparison.js';
export { CompanyTables } from './company-tables.js';
export { type EConnect, isRefused, ProcedureMissing, type Refused, TransactionGone } from './econnect/econnect.js';
export { rehearseOrder, type WrittenOrder, type WrittenRow } from './econnect/order-rehearsal.js';
export type { OrderSetup } from './econnect/order-setup.js';
export { asServerText, type NumberCall, type ParameterValue, type ProcedureCall, valuesOf } from './econnect/procedure-call.js';
export {
  isNewer,
  NUMBER_PROCEDURES,
  type NumberProcedureName,
  type ParameterType,
  PROCEDURES,
  type ProcedureName,
  parameterTypes,
} from './econnect/procedures.js';
export type { Refusal } from './econnect/refusal.js';
export { TABLES_OF_ORDER } from './econnect/rehearsal.query.js';
export { GpModule } from './gp.module.js';
export { GpCompany } from './gp-company.js';
export { type GrantsOptions, grantsScript } from './grants-script.js';
export { DATABASE_FACTS, TABLE_OF_EVERY_COMPANY } from './sql/database-facts.js';
export type { GpTables } from './sql/gp-tables.js';
export { quietDriver } from './sql/quiet-driver.js';
export { SqlCompanySource } from './sql/sql-company-source.js';
export { SqlCustomerSource } from './sql/sql-customer-source.js';
export { SqlServerCompiler } from './sql/sql-server-compiler.js';
