import { createHash } from 'node:crypto';
import { type Contract } from '../contract/index.js';
import { decimalString, Exact } from '../values/exact.js';
import type { OrderRequest } from './order-request.js';
import type { ShipTo } from './sales-order.js';

/**
 * SHA-256 of an order's content, by which a repeated call is told from another one with the same key. Inputs with the same
 * meaning have the same hash: decimals and texts have one form, codes ignore case, and empty lists, blank texts, nulls,
 * defaults and freight of zero are left out.
 */
export function contentHash(request: OrderRequest): string {
  return hashOfContent({
    ...request,
    ...inUpperCase(request, ['shippingMethod']),
    idempotencyKey: null,
    billTo: placeOf(request.billTo),
    shipTo: placeOf(request.shipTo),
    freight: request.freight && !isNothing(request.freight) ? { ...request.freight, taxes: taxesOf(request.freight) } : null,
    fees: request.fees.map((fee) => ({ ...fee, taxes: taxesOf(fee) })),
    duties: request.duties.map((duty) => ({ ...duty, taxes: taxesOf(duty) })),
    taxes: taxesOf(request),
    payments: request.payments.map((payment) => ({ ...payment, ...inUpperCase(payment, ['account']) })),
    lines: request.lines.map((line) => ({
      ...line,
      ...inUpperCase(line, ['unit']),
      shipTo: placeOf(line.shipTo),
      taxes: taxesOf(line),
    })),
  });
}

/**
 * The hashes of the input as earlier releases computed them, so that an order that they accepted is recognised. They hashed
 * every text in the Unicode form in which it was sent.
 * @param keys the forms in which the key may have been sent
 * @param emails the forms of the customer's e-mail address; empty where there is no customer
 */
export function formerContentHashes(
  input: Contract.PlaceOrderInput,
  keys: readonly string[],
  emails: readonly string[],
): string[] {
  const { customer, ...sent } = canonical(input, () => true) as Record<string, unknown>;
  const customers = emails.length === 0 ? [customer] : emails.map((email) => ({ ...(customer as object), email }));
  return keys.flatMap((idempotencyKey) =>
    customers.map((each) => hashOfContent({ ...sent, idempotencyKey, customer: each }, () => true)),
  );
}

function taxesOf({ taxes }: Pick<OrderRequest, 'taxes'>) {
  return taxes.map((tax) => ({ ...tax, ...inUpperCase(tax, ['detail']) }));
}

export function placeOf(place: ShipTo | null): unknown {
  return place && 'addressCode' in place ? { addressCode: place.addressCode.toUpperCase() } : place;
}

function isNothing({ amount, taxes, discount }: NonNullable<OrderRequest['freight']>): boolean {
  return amount.isZero() && taxes.length === 0 && discount === null;
}

/** GP compares codes without regard to case. */
function inUpperCase<T, Name extends keyof T>(of: T, names: readonly Name[]): Partial<T> {
  return Object.fromEntries(
    names.map((name) => [name, typeof of[name] === 'string' ? of[name].toUpperCase() : of[name]]),
  ) as Partial<T>;
}

/**
 * SHA-256 of a value, whose objects may have their fields in any order.
 * @param isKept which empty values count as content
 */
export function hashOfContent(
  value: unknown,
  isKept = (each: unknown) => each !== '' && !(Array.isArray(each) && each.length === 0),
): string {
  const text = JSON.stringify(canonical(value, isKept));
  return createHash('sha256').update(text).digest('base64url');
}

function canonical(value: unknown, isKept: (each: unknown) => boolean): unknown {
  if (value instanceof Exact) return decimalString(value);
  if (Array.isArray(value)) return value.map((each) => canonical(each, isKept));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined && each !== null && isKept(each));
  return Object.fromEntries(
    entries.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([name, each]) => [name, canonical(each, isKept)]),
  );
}
