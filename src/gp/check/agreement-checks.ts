import { type Kysely, sql } from 'kysely';
import type { BuyingTerms } from '../../account/index.js';
import { Exact, ZERO } from '../../values/exact.js';
import { asAccountNumber, asCurrencyId, asPriceLevel, type Sku } from '../../values/identifiers.js';
import { asText } from '../sql/as-text.js';
import { keyOrNull } from '../sql/decode.js';
import type { GpTables } from '../sql/gp-tables.js';
import { charKeys, KEY_LENGTH } from '../sql/keys.js';
import { SqlCompanySource } from '../sql/sql-company-source.js';
import { SqlPriceSheetSource } from '../sql/sql-price-sheet-source.js';
import { SqlPriceSource } from '../sql/sql-price-source.js';
import { PRICE_PROCEDURE } from '../used-objects.js';
import { type Check, type CheckedCompany, type CheckedSettings, GRANTS_TODO, note, ok, warning } from './check.js';
import { gpsPrice, isSamePrice } from './gps-price.js';
import { ownPrice } from './own-price.js';
import { callOf, pricedItems } from './price-drift.js';

/** A few are enough to see that the rules are GP's: one wrong rule shows in every item. */
const SAMPLES = 3;
const ONE = new Exact(1);

interface Priced {
  readonly sku: Sku;
  readonly unit: string;
  /** The gateway's price, or why there is none. */
  readonly own: Exact | string;
  /** GP's own price; null where GP has none. */
  readonly gps: Exact | null;
}

interface Prices {
  readonly customer: string | null;
  /** Undefined where GP's procedure may not be called, or is not there. */
  readonly priced: readonly Priced[] | undefined;
}

/** Prices of a few items for a customer, the gateway's beside GP's own. */
export const priceCheck: Check<Prices> = {
  name: 'price',
  of: 'sqlServer',
  ask: async (company, settings, signal) => {
    const customer = await anyCustomer(company.gp, signal);
    if (!customer) return { customer: null, priced: [] };
    const priced: Priced[] = [];
    for (const { own, call } of await ownPrices(company, settings, customer, signal)) {
      const gps = await gpsPrice(company.handingOver, call, signal);
      if (gps === 'notCallable') return { customer: customer.accountNumber, priced: undefined };
      priced.push({ sku: call.sku, unit: call.unit, own, gps });
    }
    return { customer: customer.accountNumber, priced };
  },
  judge: ({ customer, priced }) => {
    if (priced === undefined) return [note(`prices are not compared: ${PRICE_PROCEDURE} may not be called`, GRANTS_TODO)];
    if (customer === null || priced.length === 0)
      return [note('there is no active customer, or no item with a price, to compare prices')];
    const different = priced.filter(({ own, gps }) => !isSamePrice(own, gps));
    if (different.length === 0) return [ok(`prices of ${priced.length} items for ${customer} are GP's own (${PRICE_PROCEDURE})`)];
    return different.map(({ sku, unit, own, gps }) =>
      warning(
        `${sku} costs ${customer} ${typeof own === 'string' ? `nothing that the gateway knows (${own})` : own.toFixed()} in the unit ${unit}, and ${gps?.toFixed() ?? 'nothing'} in GP`,
        "npm run gp -- drift compares more prices; look for another vendor's pricing engine in GP; else send this line to the gateway's makers",
      ),
    );
  },
};

async function anyCustomer(gp: Kysely<GpTables>, signal: AbortSignal): Promise<BuyingTerms | undefined> {
  const [row] = await gp
    .selectFrom('RM00101')
    .where('INACTIVE', '=', 0)
    .where('HOLD', '=', 0)
    .select(['CUSTNMBR', 'PRCLEVEL', 'CURNCYID'])
    .orderBy('CUSTNMBR')
    .offset(0)
    .fetch(1)
    .execute({ signal });
  return (
    row && {
      accountNumber: asAccountNumber(row.CUSTNMBR.trimEnd()),
      customerClass: null,
      priceLevel: keyOrNull(row.PRCLEVEL, asPriceLevel),
      currency: asCurrencyId(row.CURNCYID.trimEnd()),
    }
  );
}

async function ownPrices(
  { gp, databaseName, today }: CheckedCompany,
  { currencyCodes, promotions }: CheckedSettings,
  terms: BuyingTerms,
  signal: AbortSignal,
) {
  const company = await new SqlCompanySource(gp, databaseName, currencyCodes).company(signal);
  const skus = await pricedItems(gp, company.usesExtendedPricing ? 'extended' : 'standard', SAMPLES, signal);
  const sources = { prices: new SqlPriceSource(gp), sheets: new SqlPriceSheetSource(gp) };
  const items = skus.length === 0 ? [] : [...(await sources.prices.items(skus, signal)).values()];
  const prices = [];
  for (const item of items) {
    const price = await ownPrice(sources, { company, terms, item, today, promotions }, { quantity: ONE, unit: null }, signal);
    const own = price.kind === 'price' ? new Exact(price.unitPrice.amount) : price.kind === 'noPrice' ? price.message : '';
    const call = callOf(company, terms, item, { quantity: ONE, date: today, withPromotions: promotions === 'apply' });
    prices.push({ own, call });
  }
  return prices;
}

interface Quantities {
  readonly ITEMNMBR: string;
  readonly RCRDTYPE: number;
  readonly onHand: string;
  readonly allocated: string;
}

/** The row of IV00102 that has the sum over all sites. */
const ALL_SITES = 1;

/** Stock of a few items: the sum over the sites, which the gateway shows, beside GP's own. */
export const stockCheck: Check<readonly Quantities[]> = {
  name: 'stock',
  of: 'both',
  ask: async ({ gp }, _, signal) => {
    const sampled = await gp
      .selectFrom('IV00102')
      .where('RCRDTYPE', '=', ALL_SITES)
      .where(sql<boolean>`"QTYONHND" > 0`)
      .select('ITEMNMBR')
      .orderBy('ITEMNMBR')
      .offset(0)
      .fetch(SAMPLES)
      .execute({ signal });
    if (sampled.length === 0) return [];
    return await gp
      .selectFrom('IV00102')
      .where(
        'ITEMNMBR',
        'in',
        charKeys(
          sampled.map(({ ITEMNMBR }) => ITEMNMBR.trimEnd()),
          KEY_LENGTH.item,
        ),
      )
      .select(['ITEMNMBR', 'RCRDTYPE', asText('QTYONHND').as('onHand'), asText('ATYALLOC').as('allocated')])
      .execute({ signal });
  },
  judge: (rows) => {
    const totals = rows.filter(({ RCRDTYPE }) => RCRDTYPE === ALL_SITES);
    if (totals.length === 0) return [note('nothing is in stock anywhere')];
    const wrong = totals.filter((total) => {
      const sites = rows.filter(({ ITEMNMBR, RCRDTYPE }) => ITEMNMBR === total.ITEMNMBR && RCRDTYPE !== ALL_SITES);
      const differs = (column: 'onHand' | 'allocated') =>
        !sites.reduce((sum, site) => sum.plus(site[column]), ZERO).eq(total[column]);
      return differs('onHand') || differs('allocated');
    });
    if (wrong.length === 0) return [ok(`the stock of ${totals.length} items at all sites is GP's own sum`)];
    return wrong.map(({ ITEMNMBR }) =>
      warning(
        `the sites of ${ITEMNMBR.trimEnd()} do not add up to GP's own sum (IV00102): the gateway shows those of the sites`,
        'reconcile Inventory in GP (Tools, Utilities, Inventory, Reconcile)',
      ),
    );
  },
};
