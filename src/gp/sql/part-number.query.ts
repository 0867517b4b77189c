import type { Kysely } from 'kysely';
import type { AccountNumber, Sku } from '../../values/identifiers.js';
import type { GpTables } from './gp-tables.js';
import { charKey, charKeys, KEY_LENGTH, keyTable } from './keys.js';

/** Parameters for each product in the query of part numbers. */
export const PART_NUMBER_PARAMETERS = 2;

/** Customers' own numbers of items. */
export function partNumbersQuery(
  db: Kysely<GpTables>,
  keys: readonly { readonly accountNumber: AccountNumber; readonly sku: Sku }[],
) {
  const rows = keys.map(({ accountNumber, sku }) => ({ CUSTNMBR: accountNumber, ITEMNMBR: sku }));
  return db
    .selectFrom(keyTable('k', { CUSTNMBR: KEY_LENGTH.customer, ITEMNMBR: KEY_LENGTH.item }, rows))
    .innerJoin('SOP60300 as p', (join) => join.onRef('p.CUSTNMBR', '=', 'k.CUSTNMBR').onRef('p.ITEMNMBR', '=', 'k.ITEMNMBR'))
    .select(['p.CUSTNMBR', 'p.ITEMNMBR', 'p.CUSTITEMNMBR']);
}

/** The items that a customer calls by some numbers. */
export function partCodesQuery(db: Kysely<GpTables>, accountNumber: AccountNumber, codes: readonly string[]) {
  return db
    .selectFrom('SOP60300')
    .where('CUSTNMBR', '=', charKey(accountNumber, KEY_LENGTH.customer))
    .where('CUSTITEMNMBR', 'in', charKeys(codes, KEY_LENGTH.item))
    .select(['CUSTITEMNMBR', 'ITEMNMBR']);
}
