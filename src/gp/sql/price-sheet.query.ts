import { type Kysely, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import { MOST_OWN_VALUES } from '../../pricing/index.js';
import type { AccountNumber, PriceSheetId, Sku } from '../../values/identifiers.js';
import { dateAsText } from './as-text.js';
import type { GpTables } from './gp-tables.js';
import { charKeys, KEY_LENGTH, keyTable } from './keys.js';
import { Together } from './together.js';

/** A customer is in each of four parts. */
export const SHEET_LINKS_PARAMETERS = 4;

const SHEET = ['s.PRCSHID', 's.ACTIVE', 's.PROMO', 's.CURNCYID'] as const;
const DATES = [dateAsText('s.STRTDATE').as('STRTDATE'), dateAsText('s.ENDDATE').as('ENDDATE')] as const;

const LINE = ['l.ITEMNMBR', 'l.ACTIVE', 'l.PRODTCOD', 'l.PROMOTYP', 'l.PROMOLVL'] as const;
const VALUE = ['v.UOFM', 'v.QTYFROM', 'v.QTYTO', 'v.PSITMVAL', 'v.EQUOMQTY', 'f.FREEITEM', 'f.FREEUOFM', 'f.MAXQTYFR'] as const;

/**
 * The sheets (SOP10110) that are linked (RM00500) to customers and to their books (SOP10205), and those of the base book
 * (SOP10109). GP's column PRODTCOD means another thing in each table: here 'C' is a customer, and 'P' a price book.
 *
 * Sheets that no other customer has, and that are not large, come with all of their lines.
 */
export function sheetLinksQuery(db: Kysely<GpTables>, customers: readonly AccountNumber[], withBaseBook: boolean) {
  const keys = customers.length > 0 ? charKeys(customers, KEY_LENGTH.customer) : undefined;
  const ofCustomer = sql<string>`'C'`;
  const ofBook = sql<string>`'P'`;
  return new Together({
    own: keys
      ? db
          .selectFrom('RM00500 as r')
          .innerJoin('SOP10110 as s', 's.PRCSHID', 'r.PRCSHID')
          .where('r.PRODTCOD', '=', ofCustomer)
          .where('r.LINKCODE', 'in', keys)
          .select(['r.LINKCODE', ...SHEET])
          .select(DATES)
      : undefined,
    ownLine: keys
      ? db
          .selectFrom('RM00500 as r')
          .innerJoin('IV10401 as l', 'l.PRCSHID', 'r.PRCSHID')
          .where('r.PRODTCOD', '=', ofCustomer)
          .where('r.LINKCODE', 'in', keys)
          .where(isOfOneCustomer)
          .where(isSmall('IV10401'))
          .where(isSmall('IV10402'))
          .$call(withValues)
          .select(['r.LINKCODE', 'l.PRCSHID', 'l.EPITMTYP', ...LINE, ...VALUE])
      : undefined,
    book: keys
      ? db
          .selectFrom('SOP10205 as b')
          .where('b.PRODTCOD', '=', ofCustomer)
          .where('b.LINKCODE', 'in', keys)
          .select(['b.LINKCODE', 'b.PRCBKID'])
      : undefined,
    bookSheet: keys
      ? db
          .selectFrom('SOP10205 as b')
          .innerJoin('RM00500 as r', (join) => join.onRef('r.LINKCODE', '=', 'b.PRCBKID').on('r.PRODTCOD', '=', ofBook))
          .innerJoin('SOP10110 as s', 's.PRCSHID', 'r.PRCSHID')
          .where('b.PRODTCOD', '=', ofCustomer)
          .where('b.LINKCODE', 'in', keys)
          .select(['b.LINKCODE', ...SHEET])
          .select(DATES)
      : undefined,
    base: withBaseBook
      ? db
          .selectFrom('SOP10109 as k')
          .innerJoin('RM00500 as r', (join) => join.onRef('r.LINKCODE', '=', 'k.PRCBKID').on('r.PRODTCOD', '=', ofBook))
          .innerJoin('SOP10110 as s', 's.PRCSHID', 'r.PRCSHID')
          .where('k.ISBASE', '=', 1)
          .select(SHEET)
          .select(DATES)
      : undefined,
  });
}

/**
 * What each of the sheets says of each of the items, by its own line and by that of its price group (IV10401, IV10402, IV10403,
 * IV10400). A page asks about all of its items in all sheets of the customer, so that sheets and items are two lists of keys.
 */
export function sheetPricesQuery(db: Kysely<GpTables>, sheets: readonly PriceSheetId[], skus: readonly Sku[]) {
  const asked = db
    .selectFrom(
      keyTable(
        'w',
        { sheet: KEY_LENGTH.priceSheet },
        sheets.map((sheet) => ({ sheet })),
      ),
    )
    .crossJoin(
      keyTable(
        'i',
        { sku: KEY_LENGTH.item },
        skus.map((sku) => ({ sku })),
      ),
    );
  return new Together({
    item: asked
      .innerJoin('IV10401 as l', (join) =>
        join.onRef('l.PRCSHID', '=', 'w.sheet').on('l.EPITMTYP', '=', sql<string>`'I'`).onRef('l.ITEMNMBR', '=', 'i.sku'),
      )
      .$call(withValues)
      .select(['w.sheet', 'i.sku', ...LINE, ...VALUE]),
    group: asked
      .innerJoin('IV10400 as g', 'g.ITEMNMBR', 'i.sku')
      .innerJoin('IV10401 as l', (join) =>
        join.onRef('l.PRCSHID', '=', 'w.sheet').on('l.EPITMTYP', '=', sql<string>`'G'`).onRef('l.ITEMNMBR', '=', 'g.PRCGRPID'),
      )
      .$call(withValues)
      .select(['w.sheet', 'i.sku', ...LINE, ...VALUE]),
  });
}

/** Whether no other customer has the linked sheet `r`. */
const isOfOneCustomer = sql<SqlBool>`not exists (select 1 from "RM00500" as o where o."PRCSHID" = r."PRCSHID"
  and not (o."PRODTCOD" = r."PRODTCOD" and o."LINKCODE" = r."LINKCODE"))`;

/** Whether the linked sheet `r` has at most MOST_OWN_VALUES rows in a table. No more of them are counted. */
function isSmall(table: 'IV10401' | 'IV10402') {
  return sql<SqlBool>`not exists (select 1 from ${sql.table(table)} as m where m."PRCSHID" = r."PRCSHID"
    order by m."PRCSHID" offset ${sql.lit(MOST_OWN_VALUES)} rows fetch next 1 rows only)`;
}

type WithLine = GpTables & { l: GpTables['IV10401'] };

function withValues<DB extends WithLine, TB extends keyof DB>(lines: SelectQueryBuilder<DB, TB, object>) {
  const query = lines as unknown as SelectQueryBuilder<
    WithLine & { w: { sheet: string }; i: { sku: string }; r: GpTables['RM00500'] },
    'l' | 'w' | 'i' | 'r',
    object
  >;
  return query
    .leftJoin('IV10402 as v', (join) =>
      join.onRef('v.PRCSHID', '=', 'l.PRCSHID').onRef('v.EPITMTYP', '=', 'l.EPITMTYP').onRef('v.ITEMNMBR', '=', 'l.ITEMNMBR'),
    )
    .leftJoin('IV10403 as f', (join) =>
      join
        .onRef('f.PRCSHID', '=', 'v.PRCSHID')
        .onRef('f.EPITMTYP', '=', 'v.EPITMTYP')
        .onRef('f.ITEMNMBR', '=', 'v.ITEMNMBR')
        .onRef('f.UOFM', '=', 'v.UOFM')
        .onRef('f.QTYFROM', '=', 'v.QTYFROM')
        .onRef('f.QTYTO', '=', 'v.QTYTO'),
    );
}
