import { type Kysely, sql } from 'kysely';
import type { CalendarDate } from '../../values/calendar-date.js';
import type { Sku } from '../../values/identifiers.js';
import { dateAsText } from './as-text.js';
import type { GpTables } from './gp-tables.js';
import { charKey, charKeys, KEY_LENGTH } from './keys.js';
import { Together } from './together.js';

/** Parameters for each SKU, which is in every part of the query. */
export const PRICE_ROWS_PARAMETERS = 4;

/**
 * All rows with prices of items: of their lists (IV00108, IV00107), and of all price sheets (SOP10110, IV10401, IV10402), by
 * their own lines and by those of their price groups (IV10400).
 */
export function priceRowsQuery(db: Kysely<GpTables>, skus: readonly Sku[]) {
  const keys = charKeys(skus, KEY_LENGTH.item);
  const line = ['l.PRCSHID', 'l.ACTIVE', 'l.PRODTCOD', 'l.PROMOTYP', 'l.PROMOLVL'] as const;
  const values = [...line, 'v.UOFM', 'v.QTYFROM', 'v.QTYTO', 'v.PSITMVAL', 'v.EQUOMQTY'] as const;
  const dates = [dateAsText('s.STRTDATE').as('STRTDATE'), dateAsText('s.ENDDATE').as('ENDDATE')] as const;
  const sheet = ['s.ACTIVE as sheetIsActive', 's.PROMO', 's.CURNCYID', ...dates] as const;
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

interface Turning {
  readonly after: CalendarDate;
  readonly until: CalendarDate;
  readonly from: string;
  readonly limit: number;
}

/**
 * Items, in their order, on active sheets (SOP10110) that have their first day or the one after their last from the day behind
 * `after` to `until`: by their own lines (IV10401) and by those of their price groups (IV10400).
 */
export function turningItemsQuery(db: Kysely<GpTables>, { after, until, from, limit }: Turning) {
  const [first, last] = [day(after), day(until)];
  const key = charKey(from, KEY_LENGTH.item);
  const lines = db
    .selectFrom('SOP10110 as s')
    .innerJoin('IV10401 as l', 'l.PRCSHID', 's.PRCSHID')
    .where('s.ACTIVE', '=', 1)
    .where(({ eb, or, and }) =>
      or([
        and([eb('s.STRTDATE', '>', first), eb('s.STRTDATE', '<=', last)]),
        and([eb('s.ENDDATE', '>=', first), eb('s.ENDDATE', '<', last)]),
      ]),
    );
  const own = lines.where('l.EPITMTYP', '=', sql<string>`'I'`).where('l.ITEMNMBR', '>', key).select('l.ITEMNMBR');
  const ofGroup = lines
    .where('l.EPITMTYP', '=', sql<string>`'G'`)
    .innerJoin('IV10400 as g', 'g.PRCGRPID', 'l.ITEMNMBR')
    .where('g.ITEMNMBR', '>', key)
    .select('g.ITEMNMBR');
  return db.selectFrom(own.union(ofGroup).as('i')).select('i.ITEMNMBR').orderBy('i.ITEMNMBR').offset(0).fetch(limit);
}

function day(date: CalendarDate) {
  return sql<Date>`cast(${date.replaceAll('-', '')} as datetime)`;
}
