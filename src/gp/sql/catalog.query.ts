import { type Kysely, sql } from 'kysely';
import type { ItemKey } from '../../catalog/index.js';
import type { ChangeStamp } from '../../values/change-stamp.js';
import { asText, dateAsText } from './as-text.js';
import { type CustomColumn, customColumn } from './custom-fields.js';
import type { GpTables } from './gp-tables.js';
import { charKey, charKeys, KEY_LENGTH } from './keys.js';

/** GP's own clock, in UTC. */
export function clockQuery(db: Kysely<GpTables>) {
  return db.selectNoFrom(sql<Date>`getutcdate()`.as('now'));
}

export interface VersionsAsk {
  readonly changedSince: ChangeStamp | null;
  readonly after: ItemKey | null;
  readonly limit: number;
}

/** An item with its unit schedule (IV40201) and its row of the internet information (SY01200). */
function itemParts(db: Kysely<GpTables>) {
  return db
    .selectFrom('IV00101 as i')
    .leftJoin('IV40201 as s', 's.UOMSCHDL', 'i.UOMSCHDL')
    .leftJoin('SY01200 as n', (join) =>
      join
        .on('n.Master_Type', '=', charKey('ITM', 3))
        .onRef('n.Master_ID', '=', 'i.ITEMNMBR')
        .on('n.ADRSCODE', '=', charKey('', 15)),
    );
}

/**
 * The change stamps of items after a key, in the order of their keys: the item's own, those of its unit schedule and units
 * (IV40202), and that of its texts. The query covers all items, or those changed since a stamp. GP's triggers stamp an item
 * whose components change.
 */
export function itemVersionsQuery(db: Kysely<GpTables>, { changedSince, after, limit }: VersionsAsk) {
  let query = itemParts(db)
    .select(['i.ITEMNMBR', 'i.DEX_ROW_TS as item', 's.DEX_ROW_TS as schedule', 'n.DEX_ROW_TS as text'])
    .select((eb) =>
      eb
        .selectFrom('IV40202 as u')
        .whereRef('u.UOMSCHDL', '=', 'i.UOMSCHDL')
        .select(({ fn }) => fn.max('u.DEX_ROW_TS').as('stamp'))
        .as('units'),
    )
    .orderBy('i.ITEMNMBR')
    .offset(0)
    .fetch(limit);
  if (after !== null) query = query.where('i.ITEMNMBR', '>', charKey(after, KEY_LENGTH.item));
  if (changedSince === null) return query;
  const since = sql<Date>`cast(${changedSince} as datetime)`;
  return query.where((eb) =>
    eb.or([
      eb('i.DEX_ROW_TS', '>', since),
      eb('s.DEX_ROW_TS', '>', since),
      eb('n.DEX_ROW_TS', '>', since),
      eb.exists(
        eb
          .selectFrom('IV40202 as u')
          .whereRef('u.UOMSCHDL', '=', 'i.UOMSCHDL')
          .where('u.DEX_ROW_TS', '>', since)
          .select('u.UOMSCHDL'),
      ),
    ]),
  );
}

/** Items by their keys, with further columns of the item master. */
export function itemsQuery(db: Kysely<GpTables>, keys: readonly ItemKey[], fields: readonly CustomColumn[]) {
  return itemParts(db)
    .where('i.ITEMNMBR', 'in', charKeys(keys, KEY_LENGTH.item))
    .select([
      'i.ITEMNMBR',
      'i.ITEMDESC',
      'i.ITEMTYPE',
      'i.INACTIVE',
      'i.ITMCLSCD',
      'i.ITMGEDSC',
      'i.USCATVLS_1',
      'i.USCATVLS_2',
      'i.USCATVLS_3',
      'i.USCATVLS_4',
      'i.USCATVLS_5',
      'i.USCATVLS_6',
      'i.UOMSCHDL',
      's.BASEUOFM',
      'i.SELNGUOM',
      'i.DECPLQTY',
      'i.ITEMSHWT',
      'i.ALWBKORD',
      'i.ALTITEM1',
      'i.ALTITEM2',
      dateAsText('i.CREATDDT').as('created'),
      'n.INET4',
      'n.INETINFO',
    ])
    .select(fields.map((column, index) => customColumn('i', column).as(`field${index}`)));
}

/** The units of schedules, those that convert to the schedule's base unit, in their order (IV40202). */
export function unitsQuery(db: Kysely<GpTables>, schedules: readonly string[]) {
  return db
    .selectFrom('IV40202 as u')
    .innerJoin('IV40201 as s', (join) => join.onRef('s.UOMSCHDL', '=', 'u.UOMSCHDL').onRef('s.BASEUOFM', '=', 'u.EQUIVUOM'))
    .where('u.UOMSCHDL', 'in', charKeys(schedules, KEY_LENGTH.schedule))
    .orderBy('u.UOMSCHDL')
    .orderBy('u.SEQNUMBR')
    .select(['u.UOMSCHDL', 'u.UOFM', asText('u.QTYBSUOM').as('baseQuantity')]);
}

/** The components of kits, in their order (IV00104). */
export function componentsQuery(db: Kysely<GpTables>, kits: readonly ItemKey[]) {
  return db
    .selectFrom('IV00104')
    .where('ITEMNMBR', 'in', charKeys(kits, KEY_LENGTH.item))
    .orderBy('ITEMNMBR')
    .orderBy('SEQNUMBR')
    .select(['ITEMNMBR', 'CMPTITNM', 'CMPITUOM', asText('CMPITQTY').as('quantity')]);
}

/** The keys of the items that follow a key, in their order. */
export function itemKeysQuery(
  db: Kysely<GpTables>,
  { after, limit }: { readonly after: ItemKey | null; readonly limit: number },
) {
  const query = db.selectFrom('IV00101').select('ITEMNMBR').orderBy('ITEMNMBR').offset(0).fetch(limit);
  return after === null ? query : query.where('ITEMNMBR', '>', charKey(after, KEY_LENGTH.item));
}

/** Item classes (IV40400). */
export function itemClassesQuery(db: Kysely<GpTables>) {
  return db.selectFrom('IV40400').select(['ITMCLSCD', 'ITMCLSDC']).orderBy('ITMCLSCD');
}

/** The labels of the user categories (IV40100). */
export function categoryLabelsQuery(db: Kysely<GpTables>) {
  return db.selectFrom('IV40100').select(['USCATDSC_1', 'USCATDSC_2', 'USCATDSC_3', 'USCATDSC_4', 'USCATDSC_5', 'USCATDSC_6']);
}

/** The values of the user categories (IV40600). */
export function categoryValuesQuery(db: Kysely<GpTables>) {
  return db
    .selectFrom('IV40600')
    .select(['USCATNUM', 'USCATVAL', 'UserCatLongDescr', 'Image_URL'])
    .orderBy('USCATNUM')
    .orderBy('USCATVAL');
}
