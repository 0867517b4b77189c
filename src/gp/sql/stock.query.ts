import type { Kysely } from 'kysely';
import type { Sku } from '../../values/identifiers.js';
import { asText } from './as-text.js';
import type { GpTables } from './gp-tables.js';
import { charKeys, KEY_LENGTH } from './keys.js';

export const STOCK_PARAMETERS = 1;

/** Quantities of items at every site (IV00102), in base units. */
export function stockQuery(db: Kysely<GpTables>, skus: readonly Sku[]) {
  return (
    db
      .selectFrom('IV00102')
      .where('ITEMNMBR', 'in', charKeys(skus, KEY_LENGTH.item))
      // One row per site; type 1 is the sum over all sites.
      .where('RCRDTYPE', '=', 2)
      .select([
        'ITEMNMBR',
        'LOCNCODE',
        asText('QTYONHND').as('onHand'),
        asText('ATYALLOC').as('allocated'),
        asText('QTYONORD').as('onOrder'),
        asText('QTYBKORD').as('backordered'),
        asText('ORDRPNTQTY').as('orderPoint'),
        'INACTIVE',
      ])
  );
}

/** All sites (IV40700). */
export function warehousesQuery(db: Kysely<GpTables>) {
  return db
    .selectFrom('IV40700')
    .select([
      'LOCNCODE',
      'LOCNDSCR',
      'ADDRESS1',
      'ADDRESS2',
      'ADDRESS3',
      'CITY',
      'STATE',
      'ZIPCODE',
      'COUNTRY',
      'CCode',
      'PHONE1',
      'INACTIVE',
    ]);
}
