import type { Kysely } from 'kysely';
import { type BuyingTerms, currencyOf } from '../../account/index.js';
import {
  type AcceptedReview,
  checkAmounts,
  InvalidOrderJson,
  orderOfJson,
  type SalesOrder,
  salesOrderOf,
} from '../../ordering/index.js';
import type { FreeItem, ItemPricing } from '../../pricing/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { decimalString, truncateTo, ZERO } from '../../values/exact.js';
import {
  type AccountNumber,
  asAccountNumber,
  asCurrencyId,
  asPriceLevel,
  asWarehouseCode,
  type Sku,
  sameUnit,
  type WarehouseCode,
} from '../../values/identifiers.js';
import { keyOrNull } from '../sql/decode.js';
import type { GpTables } from '../sql/gp-tables.js';
import { charKey, KEY_LENGTH } from '../sql/keys.js';
import { SqlCompanySource } from '../sql/sql-company-source.js';
import { SqlExchangeRateSource } from '../sql/sql-exchange-rate-source.js';
import { SqlPriceSheetSource } from '../sql/sql-price-sheet-source.js';
import { SqlPriceSource } from '../sql/sql-price-source.js';
import type { CheckedCompany } from './check.js';
import { ownPrices, type PriceBasis } from './own-price.js';

/** Whose order it is: an account's, or a new customer's whom the order itself names. */
export interface Ordering {
  readonly accountNumber: AccountNumber | null;
  readonly today: CalendarDate;
  /** GP_PROMOTIONS. */
  readonly promotions: PriceBasis['promotions'];
}

/** The order cannot be written as it is. The message has a line for each problem, with its place. */
export class UnusableOrder extends Error {}

interface Customer extends BuyingTerms {
  readonly accountNumber: AccountNumber;
  readonly warehouse: WarehouseCode | null;
}

/** What comes with a line for nothing, from the line's site. */
interface Gift {
  readonly ofLine: number;
  readonly freeItem: FreeItem;
  readonly warehouse: { readonly code: WarehouseCode };
}

/** A visitor whom GP does not know yet buys at the company's default level. */
const VISITOR: BuyingTerms = { accountNumber: null, customerClass: null, priceLevel: null, currency: asCurrencyId('') };

/**
 * The order of a PlaceOrderInput, as it would be handed to GP, for a rehearsal. It has the given prices, at the levels and in the
 * units that the gateway would choose, and everything ships now: differences in price, stock and credit are left to GP here.
 * @throws {UnusableOrder} the JSON is no PlaceOrderInput, or GP lacks what it names
 */
export async function salesOrderOfJson(
  { gp, databaseName }: Pick<CheckedCompany, 'gp' | 'databaseName'>,
  currencyCodes: ReadonlyMap<string, string>,
  json: unknown,
  { accountNumber, today, promotions }: Ordering,
  signal: AbortSignal,
): Promise<SalesOrder> {
  const { request, problems } = readOrder(json);
  const company = await new SqlCompanySource(gp, databaseName, currencyCodes).company(signal);
  const customer = accountNumber === null ? null : await customerOf(gp, accountNumber, signal);
  if (customer === undefined) throw new UnusableOrder(`GP has no customer ${accountNumber}.`);
  if (!customer && !request.newCustomer) throw new UnusableOrder('The order has no "customer": name an account with --account.');
  const currency = currencyOf(company, customer?.currency ?? asCurrencyId(''));
  if (!currency) throw new UnusableOrder(`The currency of the customer ${accountNumber} has no ISO code (GP_CURRENCY_CODES).`);
  const amounts = checkAmounts(request, currency);
  const wrong = [...problems, ...amounts.problems];
  if (wrong.length > 0) {
    throw new UnusableOrder(
      wrong
        .map(({ field, message }) => (message.includes('"') || !field ? message : `input.${field.join('.')}: ${message}`))
        .join('\n'),
    );
  }

  const sources = { prices: new SqlPriceSource(gp), sheets: new SqlPriceSheetSource(gp), rates: new SqlExchangeRateSource(gp) };
  const items = await sources.prices.items([...new Set(request.lines.map(({ sku }) => sku))], signal);
  const terms = customer ?? VISITOR;
  const usual = request.warehouse ?? customer?.warehouse ?? company.defaultWarehouse;
  const lines: AcceptedReview['lines'][number][] = [];
  const gifts: Gift[] = [];
  for (const [index, { sku, unit, unitPrice, warehouse, quantity }] of request.lines.entries()) {
    const item = items.get(sku);
    if (!item) throw new UnusableOrder(`input.lines.${index}.sku: GP has no item ${sku}.`);
    const code = warehouse ?? usual;
    if (!code) throw new UnusableOrder(`input.lines.${index}.warehouse: GP has no default site, so the order has to name one.`);
    const own = (await ownPrices(sources, { company, terms, item, today, promotions }, signal))(quantity, unit);
    if (own.kind !== 'price') {
      throw new UnusableOrder(`input.lines.${index}: ${own.kind === 'noPrice' ? own.message : 'The price is not known.'}`);
    }
    const { unitOfMeasure, priceLevel, pricedBy, promotion } = own;
    const price = { unitPrice: { amount: decimalString(unitPrice) }, unitOfMeasure, priceLevel, pricedBy, promotion };
    lines.push({ price: { kind: 'price', price }, warehouse: { code } });
    if (promotion?.applied && promotion.freeItem)
      gifts.push({ ofLine: index, freeItem: promotion.freeItem, warehouse: { code } });
  }
  const free = freeLinesOf(
    gifts,
    await sources.prices.items(
      gifts.map(({ freeItem }) => freeItem.sku),
      signal,
    ),
  );
  return salesOrderOf({
    customer: customer
      ? { accountNumber: customer.accountNumber }
      : { newCustomer: newCustomerOf(request.newCustomer), isLookedUp: true },
    request,
    review: { company, currency, warehouse: usual, customer: customer && { value: customer }, lines, freeLines: free.lines },
    names: { shippingMethod: request.shippingMethod, payments: request.payments },
    totals: amounts.totals,
    splits: [...request.lines.map(({ quantity }) => quantity), ...free.quantities].map((now) => ({
      now,
      later: ZERO,
      short: ZERO,
    })),
    date: today,
  });
}

/** As in a checkout, what GP does not keep, or not in the unit that is given away, is not given. */
function freeLinesOf(gifts: readonly Gift[], items: ReadonlyMap<Sku, ItemPricing>) {
  const given = gifts.flatMap(({ ofLine, freeItem, warehouse }) => {
    const item = items.get(freeItem.sku);
    const unit = item?.units.find(({ code }) => sameUnit(code, freeItem.unitOfMeasure))?.code;
    const quantity = truncateTo(freeItem.quantity, item?.quantityDecimals ?? 0);
    if (!item || !unit || quantity.isZero()) return [];
    return [{ line: { ofLine, product: { sku: item.sku }, unit, warehouse }, quantity }];
  });
  return { lines: given.map(({ line }) => line), quantities: given.map(({ quantity }) => quantity) };
}

function readOrder(json: unknown) {
  try {
    return orderOfJson(json);
  } catch (cause) {
    if (!(cause instanceof InvalidOrderJson)) throw cause;
    throw new UnusableOrder(cause.message, { cause });
  }
}

function newCustomerOf<T>(newCustomer: T | null): T {
  if (newCustomer === null) throw new TypeError('The order has no customer');
  return newCustomer;
}

async function customerOf(gp: Kysely<GpTables>, number: AccountNumber, signal: AbortSignal): Promise<Customer | undefined> {
  const [row] = await gp
    .selectFrom('RM00101 as c')
    .leftJoin('RM00102 as a', (join) => join.onRef('a.CUSTNMBR', '=', 'c.CUSTNMBR').onRef('a.ADRSCODE', '=', 'c.PRSTADCD'))
    .where('c.CUSTNMBR', '=', charKey(number, KEY_LENGTH.customer))
    .select(['c.CUSTNMBR', 'c.CURNCYID', 'c.PRCLEVEL', 'a.LOCNCODE'])
    .execute({ signal });
  return (
    row && {
      accountNumber: asAccountNumber(row.CUSTNMBR.trimEnd()),
      customerClass: null,
      currency: asCurrencyId(row.CURNCYID.trimEnd()),
      priceLevel: keyOrNull(row.PRCLEVEL, asPriceLevel),
      warehouse: keyOrNull(row.LOCNCODE ?? '', asWarehouseCode),
    }
  );
}
