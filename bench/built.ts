import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUILT } from './place.js';

/** The gateway's own modules as they were built: what is measured is what is shipped. */
async function built<Module>(path: string): Promise<Module> {
  return (await import(pathToFileURL(join(BUILT, path)).href)) as Module;
}

export const gatewayModule = () => built<typeof import('../src/gateway.js')>('gateway.js');
export const configModule = () => built<typeof import('../src/config/index.js')>('config/index.js');
export const accountModule = () => built<typeof import('../src/account/index.js')>('account/index.js');
export const accountPolicies = () => built<typeof import('../src/account/account.policy.js')>('account/account.policy.js');
export const pricingModule = () => built<typeof import('../src/pricing/index.js')>('pricing/index.js');
export const pricePolicies = () => built<typeof import('../src/pricing/price.policy.js')>('pricing/price.policy.js');
export const inventoryModule = () => built<typeof import('../src/inventory/index.js')>('inventory/index.js');
export const stockPolicies = () => built<typeof import('../src/inventory/inventory.policy.js')>('inventory/inventory.policy.js');
export const liveModule = () => built<typeof import('../src/live/index.js')>('live/index.js');
export const memoryLevel = () => built<typeof import('../src/live/memory-level.js')>('live/memory-level.js');
export const identityModule = () => built<typeof import('../src/identity/index.js')>('identity/index.js');
export const exactModule = () => built<typeof import('../src/values/exact.js')>('values/exact.js');
export const clockModule = () => built<typeof import('../src/values/clock.js')>('values/clock.js');
export const identifiers = () => built<typeof import('../src/values/identifiers.js')>('values/identifiers.js');
export const generator = () =>
  built<typeof import('../src/sandbox/generator/generate-company.js')>('sandbox/generator/generate-company.js');
export const sqlPriceSource = () => built<typeof import('../src/gp/sql/sql-price-source.js')>('gp/sql/sql-price-source.js');
export const sqlPriceSheetSource = () =>
  built<typeof import('../src/gp/sql/sql-price-sheet-source.js')>('gp/sql/sql-price-sheet-source.js');
export const sqlStockSource = () => built<typeof import('../src/gp/sql/sql-stock-source.js')>('gp/sql/sql-stock-source.js');
export const sqlGpChanges = () => built<typeof import('../src/gp/changes/sql-gp-changes.js')>('gp/changes/sql-gp-changes.js');
export const sqlCustomerSource = () =>
  built<typeof import('../src/gp/sql/sql-customer-source.js')>('gp/sql/sql-customer-source.js');
