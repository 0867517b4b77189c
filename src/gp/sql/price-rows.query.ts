import { type Kysely, sql } from 'kysely';
import type { Sku } from '../../values/identifiers.js';
import { dateAsText } from './as-text.js';
import type { GpTables } from './gp-tables.js';
import { charKeys, KEY_LENGTH } from './keys.js';
import { Together } from './together.js';

/** Parameters for each SKU, which is in every part of the query. */
export const PRICE_ROWS_PARAMETERS = 4;

/**
 * All rows with prices of items: of their lists (IV00108, IV00107), and of all price sheets (SOP10110, IV10401, IV10402), by
 * their own lines and by those of their price groups (IV10400).
 */
export function priceRowsQuery(db: Kysely<GpTables>, skus: readonly Sku[]) {
  const keys = charKeys(skus, KEY_LENGTH.item);
  const values = ['l.PRCSHID', 'l.ACTIVE', 'l.PROMOTYP', 'v.UOFM', 'v.QTYFROM', 'v.QTYTO', 'v.PSITMVAL'] as const;
  const sheet = ['s.CURNCYID', dateAsText('s.STRTDATE').as('STRTDATE'), dateAsText('s.ENDDATE').as('ENDDATE')] as const;
  return new Together({
    list: db
      .selectFrom('IV00108 as r')
      .where('r.ITEMNMBR', 'in', keys)
      .select(['r.ITEMNMBR', 'r.PRCLEVEL', 'r.CURNCYID', 'r.UOFM', 'r.FROMQTY', 'r.TOQTY', 'r.UOMPRICE', 'r.QTYBSUOM']),
    option: db
      .selectFrom('IV00107 as o')
      .where('o.ITEMNMBR', 'in', keys)
      .select(['o.ITEMNMBR', 'o.PRCLEVEL', 'o.CURNCYID', 'o.UOFM', 'o.UMSLSOPT', 'o.ROUNDTO', 'o.ROUNDHOW', 'o.RNDGAMNT']),
    sheet: db
      .selectFrom('IV10401 as l')
      .innerJoin('SOP10110 as s', 's.PRCSHID', 'l.PRCSHID')
      .innerJoin('IV10402 as v', (join) =>
        join.onRef('v.PRCSHID', '=', 'l.PRCSHID').onRef('v.EPITMTYP', '=', 'l.EPITMTYP').onRef('v.ITEMNMBR', '=', 'l.ITEMNMBR'),
      )
      .where('l.EPITMTYP', '=', sql<string>`'I'`)
      .where('l.ITEMNMBR', 'in', keys)
      .select(['l.ITEMNMBR', ...values, ...sheet]),
    sheetOfGroup: db
      .selectFrom('IV10400 as g')
      .innerJoin('IV10401 as l', (join) => join.onRef('l.ITEMNMBR', '=', 'g.PRCGRPID').on('l.EPITMTYP', '=', sql<string>`'G'`))
      .innerJoin('SOP10110 as s', 's.PRCSHID', 'l.PRCSHID')
      .innerJoin('IV10402 as v', (join) =>
        join.onRef('v.PRCSHID', '=', 'l.PRCSHID').onRef('v.EPITMTYP', '=', 'l.EPITMTYP').onRef('v.ITEMNMBR', '=', 'l.ITEMNMBR'),
      )
      .where('g.ITEMNMBR', 'in', keys)
      .select(['g.ITEMNMBR', ...values, ...sheet]),
  });
}
