import { type CustomerRecord, creditAccountOf as limitHolderOf } from '../account/index.js';
import type { Claim, ClaimKey, LockKey, Taken } from '../submissions/index.js';
import { decimalString, Exact, ZERO } from '../values/exact.js';
import type { AccountNumber, Sku, WarehouseCode } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';
import type { StockSplit } from './allocation.js';
import type { CartReview } from './cart-review.service.js';
import { onAccountAmount } from './order-amounts.js';
import type { OrderRequest } from './order-request.js';
import type { OrderTotals } from './totals.js';

/** The kind of claims on credit. */
export const CREDIT = 'credit';
const STOCK = 'stock';

/** The sum of what accepted orders claim of a key. */
export type Claimed = (key: ClaimKey) => Exact;

/** The credit of an account. Its amounts are in the functional currency. */
export function creditKey(creditAccount: string): ClaimKey {
  return { kind: CREDIT, key: creditAccount };
}

/** The stock of an item at a site. Its amounts are in base units. The site comes first, as a SKU might contain a line break. */
export function stockKey(sku: Sku, warehouse: WarehouseCode): ClaimKey {
  return { kind: STOCK, key: `${warehouse}\n${sku}` };
}

/** The keys on which an order's acceptance depends: the customer's credit and the stock of every item that it takes. */
export function locksOf(review: CartReview, creditAccount: string): LockKey[] {
  const skus = takesOf(review).map(({ sku }) => ({ kind: STOCK, key: sku, isPooled: true }));
  return [{ kind: CREDIT, key: creditAccount }, ...skus];
}

export function claimsOf(
  { payments }: OrderRequest,
  review: CartReview,
  { subtotal }: OrderTotals,
  splits: readonly StockSplit[],
  creditAccount: string,
): Claim[] {
  // The amount that GP will count: the subtotal on order, less deposits received (RM00103.ONORDAMT, DEPRECV).
  const deposits = payments
    .filter(({ method }) => method === 'BANK_TRANSFER' || method === 'CHECK')
    .reduce((sum, { amount }) => sum.plus(amount), ZERO);
  const credit = isFunctional(review) ? Exact.max(subtotal.minus(deposits), ZERO) : ZERO;
  const stock = [...review.lines, ...review.freeLines].flatMap(({ wish }, index) => {
    const now = splits[index]?.now ?? ZERO;
    if (!wish || now.isZero()) return [];
    const { warehouse, takes } = wish;
    return takes.map(({ sku, quantity }) => ({ ...stockKey(sku, warehouse), amount: decimalString(now.times(quantity)) }));
  });
  return credit.isZero() ? stock : [{ ...creditKey(creditAccount), amount: decimalString(credit) }, ...stock];
}

/** The keys of the stocks that a cart takes. */
export function stockKeysOf(review: CartReview): ClaimKey[] {
  return takesOf(review).map(({ sku, warehouse }) => stockKey(sku, warehouse));
}

/** The key of the credit that pays an order; null where no part of it is on account. */
export function creditKeyOf(request: OrderRequest, { customer }: CartReview): ClaimKey | null {
  const creditAccount = creditAccountOf(customer?.value ?? null);
  return creditAccount === null || onAccountAmount(request).isZero() ? null : creditKey(creditAccount);
}

/**
 * Reads, in one query, the claims of accepted orders that a fact read from GP at `since` does not show yet.
 * @throws {StoreUnavailable}
 */
export async function claimedOf(keys: readonly ClaimKey[], taken: Taken, since: Instant): Promise<Claimed> {
  const asked = [...new Map(keys.map((key) => [textOf(key), key])).values()];
  const amounts = await taken.of(asked, since);
  const claimed = new Map(asked.map((key, index) => [textOf(key), amounts[index] ?? ZERO]));
  return (key) => claimed.get(textOf(key)) ?? ZERO;
}

/** The account whose limit an order counts against; null for a visitor without an account. */
export function creditAccountOf(customer: CustomerRecord | null): AccountNumber | null {
  return customer && limitHolderOf(customer);
}

/** Whether the customer buys in the functional currency, in which credit is kept. Another currency would need GP's rate. */
export function isFunctional({ customer, company }: CartReview): boolean {
  return !customer || customer.value.currency === '' || customer.value.currency === company.functionalCurrency;
}

/** Every item whose stock the lines take, kits' components included, with the warehouse. */
function takesOf({ lines, freeLines }: CartReview): { readonly sku: Sku; readonly warehouse: WarehouseCode }[] {
  return [...lines, ...freeLines].flatMap(({ wish }) =>
    wish ? wish.takes.map(({ sku }) => ({ sku, warehouse: wish.warehouse })) : [],
  );
}

function textOf({ kind, key }: ClaimKey): string {
  return `${kind}\n${key}`;
}
