import { type Kysely, sql } from 'kysely';
import { Exact, ZERO } from '../../values/exact.js';
import { type AccountNumber, asAccountNumber, asSku, type Sku } from '../../values/identifiers.js';
import { asText } from '../sql/as-text.js';
import type { GpTables } from '../sql/gp-tables.js';
import { charKeys, KEY_LENGTH } from '../sql/keys.js';
import { SqlCompanySource } from '../sql/sql-company-source.js';
import { SqlPriceSheetSource } from '../sql/sql-price-sheet-source.js';
import { SqlPriceSource } from '../sql/sql-price-source.js';
import { PRICE_PROCEDURE } from '../used-objects.js';
import { type Check, type CheckedCompany, type CheckedSettings, GRANTS_TODO, note, ok, warning } from './check.js';
import { gpsPrice, isSamePrice, priceCall, priceCallTrouble } from './gps-price.js';
import { ownPrices } from './own-price.js';
import { activeCustomers, pricedItems, termsOf } from './price-samples.js';

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
  readonly customer: AccountNumber | null;
  readonly priced: readonly Priced[];
  /** Why GP's own prices cannot be asked for; null where they can. */
  readonly trouble: string | null;
}

/** Prices of a few items for a customer, the gateway's beside GP's own. */
export const priceCheck: Check<Prices> = {
  name: 'price',
  of: 'sqlServer',
  ask: async (company, settings, signal) => {
    const trouble = await priceCallTrouble(company.handingOver, signal);
    if (trouble !== null) return { customer: null, priced: [], trouble };
    const customer = await anyCustomer(company.gp, signal);
    return { customer, priced: customer === null ? [] : await prices(company, settings, customer, signal), trouble };
  },
  judge: ({ customer, priced, trouble }) => {
    if (trouble !== null) return [note(`prices are not compared: ${trouble}`, GRANTS_TODO)];
    if (customer === null || priced.length === 0)
      return [note('there is no active customer, or no item with a price, to compare prices')];
    const different = priced.filter(({ own, gps }) => !isSamePrice(typeof own === 'string' ? null : own, gps));
    if (different.length === 0) return [ok(`prices of ${priced.length} items for ${customer} are GP's own (${PRICE_PROCEDURE})`)];
    return different.map(({ sku, unit, own, gps }) =>
      warning(
        `${sku} costs ${customer} ${typeof own === 'string' ? `nothing that the gateway knows (${own})` : own.toFixed()} in the unit ${unit}, and ${gps?.toFixed() ?? 'nothing'} in GP`,
        "npm run gp -- drift compares more prices; look for another vendor's pricing engine in GP; else send this line to the gateway's makers",
      ),
    );
  },
};

async function anyCustomer(gp: Kysely<GpTables>, signal: AbortSignal): Promise<AccountNumber | null> {
  const customers = activeCustomers(gp).where('HOLD', '=', 0).orderBy('CUSTNMBR').offset(0).fetch(1);
  const [row] = await customers.execute({ signal });
  return row ? asAccountNumber(row.key) : null;
}

async function prices(
  { gp, handingOver, databaseName, today }: CheckedCompany,
  { currencyCodes, promotions }: CheckedSettings,
  customer: AccountNumber,
  signal: AbortSignal,
): Promise<readonly Priced[]> {
  const company = await new SqlCompanySource(gp, databaseName, currencyCodes).company(signal);
  const found = pricedItems(gp, company.usesExtendedPricing).orderBy('i.ITEMNMBR').offset(0).fetch(SAMPLES);
  const skus = (await found.execute({ signal })).map(({ key }) => asSku(key));
  const terms = (await termsOf(gp, [customer], signal)).get(customer);
  if (!terms || skus.length === 0) return [];
  const sources = { prices: new SqlPriceSource(gp), sheets: new SqlPriceSheetSource(gp) };
  const priced: Priced[] = [];
  for (const item of (await sources.prices.items(skus, signal)).values()) {
    const basis = { company, terms, item, today, promotions };
    const price = (await ownPrices(sources, basis, signal))(ONE);
    // GP's procedure does not convert: it tells the functional amount.
    if (price.kind === 'rateMissing') continue;
    const own = price.kind === 'price' ? new Exact(price.unitPrice.amount) : price.kind === 'noPrice' ? price.message : '';
    const gps = await gpsPrice(handingOver, priceCall(basis, ONE), signal);
    priced.push({ sku: item.sku, unit: item.sellingUnit, own, gps });
  }
  return priced;
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
