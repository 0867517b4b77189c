import { type Kysely, sql } from 'kysely';
import type { PriceLevel, Sku } from '../../values/identifiers.js';
import type { GpTables } from './gp-tables.js';
import { charKeys, KEY_LENGTH, keyTable } from './keys.js';
import { Together } from './together.js';

/** Parameters for each SKU, which is in every part of the query. */
export const ITEM_PRICING_PARAMETERS = 5;
/** A SKU and a level, and each is in both parts of the query. */
export const PRICE_LIST_PARAMETERS = 4;

/**
 * The facts that prices depend on: the item (IV00101), its price group (IV10400), units (IV40202), currencies (IV00105) and
 * components (IV00104).
 */
export function itemPricingQuery(db: Kysely<GpTables>, skus: readonly Sku[]) {
  const keys = charKeys(skus, KEY_LENGTH.item);
  return new Together({
    item: db
      .selectFrom('IV00101 as i')
      .leftJoin('IV40201 as s', 's.UOMSCHDL', 'i.UOMSCHDL')
      .leftJoin('IV10400 as g', 'g.ITEMNMBR', 'i.ITEMNMBR')
      .where('i.ITEMNMBR', 'in', keys)
      .select([
        'i.ITEMNMBR',
        'i.ITEMTYPE',
        'i.PRICMTHD',
        'i.CURRCOST',
        'i.STNDCOST',
        'i.SELNGUOM',
        's.BASEUOFM',
        's.UMDPQTYS',
        'i.DECPLQTY',
        'i.DECPLCUR',
        'i.PRCLEVEL',
        'g.PRCGRPID',
      ]),
    unit: db
      .selectFrom('IV00101 as i')
      .innerJoin('IV40201 as s', 's.UOMSCHDL', 'i.UOMSCHDL')
      .innerJoin('IV40202 as u', (join) => join.onRef('u.UOMSCHDL', '=', 's.UOMSCHDL').onRef('u.EQUIVUOM', '=', 's.BASEUOFM'))
      .where('i.ITEMNMBR', 'in', keys)
      .select(['i.ITEMNMBR', 'u.UOFM', 'u.QTYBSUOM']),
    currency: db
      .selectFrom('IV00105 as c')
      .where('c.ITEMNMBR', 'in', keys)
      .select(['c.ITEMNMBR', 'c.CURNCYID', 'c.LISTPRCE', 'c.DECPLCUR']),
    component: db
      .selectFrom('IV00104 as k')
      .innerJoin('IV00101 as i', 'i.ITEMNMBR', 'k.CMPTITNM')
      .where('k.ITEMNMBR', 'in', keys)
      .select(['k.ITEMNMBR', 'k.CMPITQTY', 'i.CURRCOST', 'i.STNDCOST'])
      .select((eb) =>
        eb
          .selectFrom('IV40202 as u')
          .whereRef('u.UOMSCHDL', '=', 'i.UOMSCHDL')
          .whereRef('u.UOFM', '=', 'k.CMPITUOM')
          .select(eb.fn.countAll<number>().as('rows'))
          .as('unitRows'),
      ),
    pricedByCurrency: db
      .selectFrom('IV00108 as r')
      .where('r.ITEMNMBR', 'in', keys)
      .where('r.CURNCYID', '<>', sql<string>`''`)
      .groupBy('r.ITEMNMBR')
      .select('r.ITEMNMBR'),
  });
}

const ROW = ['r.ITEMNMBR', 'r.PRCLEVEL', 'r.CURNCYID', 'r.UOFM', 'r.FROMQTY', 'r.TOQTY', 'r.UOMPRICE', 'r.QTYBSUOM'] as const;
const OPTION = [
  'o.ITEMNMBR',
  'o.PRCLEVEL',
  'o.CURNCYID',
  'o.UOFM',
  'o.QTYBSUOM',
  'o.UMSLSOPT',
  'o.ROUNDTO',
  'o.ROUNDHOW',
  'o.RNDGAMNT',
] as const;

/**
 * Price lists (IV00108 with the options of IV00107) of items at levels. A null level is the item's own default level
 * (IV00101), whose name the caller need not know.
 */
export function priceListsQuery(
  db: Kysely<GpTables>,
  lists: readonly { readonly sku: Sku; readonly level: PriceLevel | null }[],
) {
  const asked = keyTable(
    'w',
    { sku: KEY_LENGTH.item, level: KEY_LENGTH.priceLevel },
    lists.map(({ sku, level }) => ({ sku, level: level ?? '' })),
  );
  const wanted = db.selectFrom(asked).leftJoin('IV00101 as i', (join) =>
    // Joined where no level was asked for by its name.
    join.onRef('i.ITEMNMBR', '=', 'w.sku').on('w.level', '=', sql<string>`''`),
  );
  const level = sql<string>`coalesce(${sql.ref('i.PRCLEVEL')}, ${sql.ref('w.level')})`;
  return new Together({
    row: wanted
      .innerJoin('IV00108 as r', (join) => join.onRef('r.ITEMNMBR', '=', 'w.sku').on('r.PRCLEVEL', '=', level))
      .select([...ROW, 'w.level as asked']),
    option: wanted
      .innerJoin('IV00107 as o', (join) => join.onRef('o.ITEMNMBR', '=', 'w.sku').on('o.PRCLEVEL', '=', level))
      .select([...OPTION, 'w.level as asked']),
  });
}
