import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { BuyingTerms } from '../../account/index.js';
import type { PriceSample } from '../../pricing/index.js';
import { type AccountNumber, asAccountNumber, asCurrencyId, asPriceLevel, asSku, type Sku } from '../../values/identifiers.js';
import { keyOrNull } from '../sql/decode.js';
import type { GpTables } from '../sql/gp-tables.js';
import { charKeys, KEY_LENGTH } from '../sql/keys.js';

/** Items that the company's engine has a row for: of a price list, or of a price sheet by themselves or by their group. */
export function pricedItems(gp: Kysely<GpTables>, usesExtendedPricing: boolean) {
  return gp
    .selectFrom('IV00101 as i')
    .where((eb) =>
      usesExtendedPricing
        ? eb.or([
            eb.exists(
              eb
                .selectFrom('IV10401 as l')
                .whereRef('l.ITEMNMBR', '=', 'i.ITEMNMBR')
                .where('l.EPITMTYP', '=', sql<string>`'I'`)
                .select('l.ITEMNMBR'),
            ),
            eb.exists(eb.selectFrom('IV10400 as g').whereRef('g.ITEMNMBR', '=', 'i.ITEMNMBR').select('g.ITEMNMBR')),
          ])
        : eb.exists(eb.selectFrom('IV00108 as r').whereRef('r.ITEMNMBR', '=', 'i.ITEMNMBR').select('r.ITEMNMBR')),
    )
    .select('i.ITEMNMBR as key');
}

export function activeCustomers(gp: Kysely<GpTables>) {
  return gp.selectFrom('RM00101').where('INACTIVE', '=', 0).select('CUSTNMBR as key');
}

/** On what terms customers buy. One that is not there is absent from the map. */
export async function termsOf(
  gp: Kysely<GpTables>,
  accountNumbers: readonly AccountNumber[],
  signal: AbortSignal,
): Promise<ReadonlyMap<AccountNumber, BuyingTerms & { readonly accountNumber: AccountNumber }>> {
  const rows = await gp
    .selectFrom('RM00101')
    .where('CUSTNMBR', 'in', charKeys([...new Set(accountNumbers)], KEY_LENGTH.customer))
    .select(['CUSTNMBR', 'PRCLEVEL', 'CURNCYID'])
    .execute({ signal });
  return new Map(
    rows.map(({ CUSTNMBR, PRCLEVEL, CURNCYID }) => {
      const accountNumber = asAccountNumber(CUSTNMBR);
      const priceLevel = keyOrNull(PRCLEVEL, asPriceLevel);
      return [accountNumber, { accountNumber, customerClass: null, priceLevel, currency: asCurrencyId(CURNCYID) }];
    }),
  );
}

/** Pairs from all over the company, none twice. @param start another number takes other ones */
export async function priceSamples(
  gp: Kysely<GpTables>,
  usesExtendedPricing: boolean,
  most: number,
  start: number,
  signal: AbortSignal,
): Promise<readonly PriceSample[]> {
  const customers = await spread(gp, activeCustomers(gp), most, start).execute({ signal });
  const items = await spread(gp, pricedItems(gp, usesExtendedPricing), most, start).execute({ signal });
  return pairsOf(
    customers.map(({ key }) => asAccountNumber(key)),
    items.map(({ key }) => asSku(key)),
    { most, start },
  );
}

type Keys = SelectQueryBuilder<GpTables, never, { readonly key: string }>;

/**
 * At most so many of the keys, each as far from the next. With as many starts that follow each other as keys lie between two of
 * them, each key has its turn. SQL Server numbers the keys, so that no more of them come over the line.
 */
function spread(gp: Kysely<GpTables>, keys: Keys, most: number, start: number) {
  const numbered = gp
    .selectFrom(keys.as('k'))
    .select([
      'k.key',
      sql<number>`row_number() over (order by ${sql.ref('k.key')})`.as('place'),
      sql<number>`count(*) over ()`.as('total'),
    ]);
  const step: RawBuilder<number> = sql`((${sql.ref('n.total')} + ${sql.lit(most - 1)}) / ${sql.lit(most)})`;
  return gp
    .selectFrom(numbered.as('n'))
    .where(sql<boolean>`(${sql.ref('n.place')} + ${start}) % ${step} = 0`)
    .select('n.key')
    .orderBy('n.key');
}

interface Sampling {
  readonly most: number;
  readonly start: number;
}

/**
 * Pairs of customers and items, none twice. They are taken along the diagonals of their table, so that as many as there are of
 * the longer list have each of both lists among them.
 */
export function pairsOf(
  customers: readonly AccountNumber[],
  skus: readonly Sku[],
  { most, start }: Sampling,
): readonly PriceSample[] {
  const all = customers.length * skus.length;
  const diagonal = all / greatestCommonDivisor(customers.length, skus.length);
  const count = Math.min(most, all);
  return Array.from({ length: count }, (_, index) => {
    const place = (start * count + index) % all;
    const accountNumber = customers[(place + Math.floor(place / diagonal)) % customers.length];
    const sku = skus[place % skus.length];
    return accountNumber !== undefined && sku !== undefined ? [{ accountNumber, sku }] : [];
  }).flat();
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
