import { type Kysely, sql } from 'kysely';
import type { BuyingTerms, Company } from '../../account/index.js';
import type { ItemPricing } from '../../pricing/index.js';
import { decimalString, Exact } from '../../values/exact.js';
import { asAccountNumber, asCurrencyId, asPriceLevel, asSku, type Sku } from '../../values/identifiers.js';
import { keyOrNull } from '../sql/decode.js';
import type { GpTables } from '../sql/gp-tables.js';
import { SqlCompanySource } from '../sql/sql-company-source.js';
import { SqlPriceSheetSource } from '../sql/sql-price-sheet-source.js';
import { SqlPriceSource } from '../sql/sql-price-source.js';
import { PRICE_PROCEDURE } from '../used-objects.js';
import type { CheckedCompany } from './check.js';
import { gpsPrice, isSamePrice } from './gps-price.js';
import { ownPrice, type PriceBasis, type PriceSources } from './own-price.js';

/** Customers and items among which the samples are taken. More are not needed to see a rule that differs. */
const MOST_CUSTOMERS = 5_000;
const MOST_ITEMS = 50_000;
const ONE = new Exact(1);

export interface DriftOptions {
  /** Pairs of a customer and an item. */
  readonly samples: number;
  /** GP_PROMOTIONS. */
  readonly promotions: 'apply' | 'show' | 'ignore';
  readonly currencyCodes: ReadonlyMap<string, string>;
  /** Where among the customers and items the samples begin: another number takes other ones. */
  readonly start: number;
}

/** A price that is not GP's. */
export interface PriceDifference {
  readonly sku: string;
  readonly customer: string;
  readonly quantity: string;
  readonly unit: string;
  /** The gateway's price; null where it has none. */
  readonly own: string | null;
  /** Why the gateway has none. */
  readonly why: string | null;
  readonly gps: string | null;
}

export interface PriceDrift {
  readonly engine: 'standard' | 'extended';
  readonly compared: number;
  readonly differences: readonly PriceDifference[];
  /** Why nothing can be compared; null where it can. */
  readonly trouble: string | null;
}

/**
 * Prices of customers and items from all over the company, each at one piece and on both sides of its first break, beside GP's own
 * (taItemListPrice), which only reads. @param found is told of each difference as it is found
 */
export async function priceDrift(
  { gp, handingOver, databaseName, today }: CheckedCompany,
  { samples, promotions, currencyCodes, start }: DriftOptions,
  signal: AbortSignal,
  found: (difference: PriceDifference) => void = () => undefined,
): Promise<PriceDrift> {
  const company = await new SqlCompanySource(gp, databaseName, currencyCodes).company(signal);
  const engine = company.usesExtendedPricing ? 'extended' : 'standard';
  const sources: PriceSources = { prices: new SqlPriceSource(gp), sheets: new SqlPriceSheetSource(gp) };
  const [customers, skus] = [await customersOf(gp, signal), await pricedItems(gp, engine, MOST_ITEMS, signal)];
  const differences: PriceDifference[] = [];
  let compared = 0;
  for (const { customer, sku } of pairsOf(customers, skus, samples, start)) {
    const item = (await sources.prices.items([sku], signal)).get(sku);
    if (!item) continue;
    const basis = { company, terms: customer, item, today, promotions };
    for (const quantity of await quantitiesOf(sources, basis, signal)) {
      const answer = await ownPrice(sources, basis, { quantity, unit: null }, signal);
      const own = answer.kind === 'price' ? new Exact(answer.unitPrice.amount) : answer.kind === 'noPrice' ? answer.message : '';
      const call = callOf(company, customer, item, { quantity, date: today, withPromotions: promotions === 'apply' });
      const gps = await gpsPrice(handingOver, call, signal);
      if (gps === 'notCallable') {
        return { engine, compared, differences, trouble: `${PRICE_PROCEDURE} may not be called, or is not there` };
      }
      compared++;
      if (isSamePrice(own, gps)) continue;
      const difference = {
        sku,
        customer: call.customer,
        quantity: decimalString(quantity),
        unit: call.unit,
        own: typeof own === 'string' ? null : decimalString(own),
        why: typeof own === 'string' ? own : null,
        gps: gps && decimalString(gps),
      };
      differences.push(difference);
      found(difference);
    }
  }
  const trouble = compared === 0 ? 'there is no active customer, or no item with a price' : null;
  return { engine, compared, differences, trouble };
}

export function callOf(
  { functionalCurrency }: Company,
  { accountNumber, currency }: BuyingTerms,
  { sku, sellingUnit }: ItemPricing,
  rest: Pick<Parameters<typeof gpsPrice>[1], 'quantity' | 'date' | 'withPromotions'>,
) {
  return { sku, unit: String(sellingUnit), currency: currency || functionalCurrency, customer: accountNumber ?? '', ...rest };
}

/** One piece, and the quantities on both sides of the first break. */
async function quantitiesOf(sources: PriceSources, basis: PriceBasis, signal: AbortSignal): Promise<readonly Exact[]> {
  const price = await ownPrice(sources, basis, { quantity: ONE, unit: null }, signal);
  const [first, second] = price.kind === 'price' ? price.breaks : [];
  const sides = first?.toQuantity && second ? [first.toQuantity, second.fromQuantity] : [];
  return [ONE, ...sides.filter((quantity) => !quantity.eq(ONE))];
}

async function customersOf(gp: Kysely<GpTables>, signal: AbortSignal): Promise<readonly BuyingTerms[]> {
  const rows = await gp
    .selectFrom('RM00101')
    .where('INACTIVE', '=', 0)
    .select(['CUSTNMBR', 'PRCLEVEL', 'CURNCYID'])
    .orderBy('CUSTNMBR')
    .offset(0)
    .fetch(MOST_CUSTOMERS)
    .execute({ signal });
  return rows.map(({ CUSTNMBR, PRCLEVEL, CURNCYID }) => ({
    accountNumber: asAccountNumber(CUSTNMBR.trimEnd()),
    customerClass: null,
    priceLevel: keyOrNull(PRCLEVEL, asPriceLevel),
    currency: asCurrencyId(CURNCYID.trimEnd()),
  }));
}

/** Items that the company's engine has a row for: of a price list, or of a price sheet by themselves or by their group. */
export async function pricedItems(
  gp: Kysely<GpTables>,
  engine: PriceDrift['engine'],
  most: number,
  signal: AbortSignal,
): Promise<readonly Sku[]> {
  const rows =
    engine === 'standard'
      ? await gp
          .selectFrom('IV00108')
          .select('ITEMNMBR')
          .groupBy('ITEMNMBR')
          .orderBy('ITEMNMBR')
          .offset(0)
          .fetch(most)
          .execute({ signal })
      : await gp
          .selectFrom('IV00101 as i')
          .where((eb) =>
            eb.or([
              eb.exists(
                eb
                  .selectFrom('IV10401 as l')
                  .whereRef('l.ITEMNMBR', '=', 'i.ITEMNMBR')
                  .where('l.EPITMTYP', '=', sql<string>`'I'`)
                  .select('l.ITEMNMBR'),
              ),
              eb.exists(eb.selectFrom('IV10400 as g').whereRef('g.ITEMNMBR', '=', 'i.ITEMNMBR').select('g.ITEMNMBR')),
            ]),
          )
          .select('i.ITEMNMBR')
          .orderBy('i.ITEMNMBR')
          .offset(0)
          .fetch(most)
          .execute({ signal });
  return rows.map(({ ITEMNMBR }) => asSku(ITEMNMBR.trimEnd()));
}

/** Pairs from all over both lists: two neighbouring samples have neither the customer nor the item in common. */
function pairsOf(customers: readonly BuyingTerms[], skus: readonly Sku[], samples: number, start: number) {
  const count = Math.min(samples, customers.length * skus.length);
  return Array.from({ length: count }, (_, index) => {
    const customer = customers[(start + Math.floor((index * customers.length) / count) + index) % customers.length];
    const sku = skus[(start + Math.floor((index * skus.length) / count)) % skus.length];
    return customer && sku ? { customer, sku } : undefined;
  }).filter((pair) => pair !== undefined);
}
