import { type Contract, inputFaults } from '../contract/index.js';
import { characterName, withoutBlanksAround } from '../values/blank.js';
import { type CalendarDate, FIRST_DATE } from '../values/calendar-date.js';
import { hasNetworkCardNumber } from '../values/card-number.js';
import { isEmailAddress } from '../values/email-address.js';
import { Exact, ZERO } from '../values/exact.js';
import { asSku, asUnitCode, asWarehouseCode } from '../values/identifiers.js';
import { asCurrencyCode, type CurrencyCode } from '../values/money.js';
import { quantityProblem, TOO_MUCH } from '../values/quantity.js';
import { keptTexts } from './kept-text.js';
import { type OrderProblem, problem } from './order-problem.js';
import type {
  CartRequest,
  ChargeRequest,
  DiscountRequest,
  FeeRequest,
  OrderLineRequest,
  OrderRequest,
  PaymentRequest,
  TaxRequest,
} from './order-request.js';
import type { NamedText, NewCustomer, ShipTo } from './sales-order.js';
import { textProblems } from './text-limits.js';

/** Each line is a call of eConnect. More lines would take longer than a transaction may. */
const MAX_LINES = 500;
const MAX_CHARGES = 50;
const MAX_PAYMENTS = 20;
const SHORTEST_KEY = 8;
/** In characters. */
export const LONGEST_KEY = 64;

type Path = readonly (string | number)[];

export interface ReadInput<Request> {
  readonly request: Request;
  /** All problems of the input that are found before GP is asked. */
  readonly problems: readonly OrderProblem[];
}

/** Reads a cart from the contract's input. */
export function readCart(input: Contract.CartInput): ReadInput<CartRequest> {
  const problems = faults(input);
  if (input.lines.length > MAX_LINES) problems.push(tooMany(['lines'], MAX_LINES));
  // A cart with too many lines is refused. Only the first MAX_LINES lines are read.
  const { lines, shipTo, warehouse } = keptTexts({ ...input, lines: input.lines.slice(0, MAX_LINES) });
  lines.forEach(({ quantity }, index) => {
    problems.push(...quantityProblems(quantity, ['lines', index, 'quantity']));
  });
  const request = {
    lines: lines.map((line) => ({
      sku: asSku(line.sku),
      quantity: line.quantity ?? ZERO,
      unit: line.unitOfMeasure ? asUnitCode(line.unitOfMeasure) : null,
      warehouse: line.warehouse ? asWarehouseCode(line.warehouse) : null,
      shipTo: null,
    })),
    billTo: null,
    shipTo: shipTo ? readShipTo(shipTo) : null,
    warehouse: warehouse ? asWarehouseCode(warehouse) : null,
  };
  return { request, problems: [...problems, ...textProblems({ lines, shipTo, warehouse })] };
}

/** Reads an order from the contract's input. Problems of single amounts are found here; the sums are checked later. */
export function readOrder(given: Contract.PlaceOrderInput): ReadInput<OrderRequest> {
  const problems = faults(given);
  const input = keptTexts(given);
  const idempotencyKey = keptKey(input.idempotencyKey);
  problems.push(...textProblems(input), ...keyProblems(idempotencyKey));
  if (input.lines.length > MAX_LINES) problems.push(tooMany(['lines'], MAX_LINES));

  const amount = amountReader(problems);
  const currency = (code: string | null, path: Path): CurrencyCode => {
    if (code === null) problems.push(invalid('must not be blank', path));
    return asCurrencyCode(code ?? '');
  };
  const date = (value: CalendarDate | null | undefined, path: Path): CalendarDate | null => {
    if (value && value < FIRST_DATE) problems.push(invalid(`must not be before ${FIRST_DATE}, where GP's dates begin`, path));
    return value ?? null;
  };
  const discount = (given: Contract.DiscountInput | null | undefined, path: Path): DiscountRequest | null =>
    given ? { amount: amount(given.amount, [...path, 'amount'], { zero: false }), code: given.code ?? null } : null;
  const few = <Given>(given: readonly Given[] | null | undefined, path: Path): readonly Given[] => {
    if (given && given.length > MAX_CHARGES) problems.push(tooMany(path, MAX_CHARGES));
    return (given ?? []).slice(0, MAX_CHARGES);
  };
  const taxes = (given: readonly Contract.TaxInput[] | null | undefined, path: Path): TaxRequest[] =>
    few(given, path).map((tax, index) => ({
      detail: tax.detail.trim(),
      amount: amount(tax.amount, [...path, index, 'amount']),
      taxableAmount: amount(tax.taxableAmount, [...path, index, 'taxableAmount']),
      provider: tax.provider ?? null,
      transactionId: tax.transactionId ?? null,
    }));
  const fees = (given: readonly Contract.FeeInput[] | null | undefined, name: string): FeeRequest[] =>
    few(given, [name]).map((fee, index) => ({
      code: fee.code,
      description: fee.description ?? null,
      amount: amount(fee.amount, [name, index, 'amount']),
      taxes: taxes(fee.taxes, [name, index, 'taxes']),
    }));
  const line = (given: Contract.OrderLineInput, index: number): OrderLineRequest => {
    const path = ['lines', index];
    problems.push(...quantityProblems(given.quantity, [...path, 'quantity']));
    return {
      sku: asSku(given.sku),
      quantity: given.quantity ?? ZERO,
      unit: given.unitOfMeasure ? asUnitCode(given.unitOfMeasure) : null,
      warehouse: given.warehouse ? asWarehouseCode(given.warehouse) : null,
      shipTo: given.shipTo ? readShipTo(given.shipTo) : null,
      unitPrice: amount(given.unitPrice, [...path, 'unitPrice']),
      discount: discount(given.discount, [...path, 'discount']),
      requestedShipDate: date(given.requestedShipDate, [...path, 'requestedShipDate']),
      taxCode: given.taxCode ?? null,
      taxes: taxes(given.taxes, [...path, 'taxes']),
      attributes: namedTexts(few(given.attributes, [...path, 'attributes'])),
      comment: given.comment ?? null,
    };
  };
  const freight = ({ amount: value, taxes: given, discount: off }: Contract.ChargeInput): ChargeRequest => ({
    amount: amount(value, ['freight', 'amount']),
    taxes: taxes(given, ['freight', 'taxes']),
    discount: discount(off, ['freight', 'discount']),
  });
  // Where all quantities are zero, payments of zero would report the same mistake again.
  const isOfNothing = input.lines.every(({ quantity }) => !quantity?.gt(ZERO));
  const request: OrderRequest = {
    idempotencyKey,
    reference: input.reference,
    purchaseOrderNumber: input.purchaseOrderNumber ?? null,
    newCustomer: input.customer ? newCustomer(input.customer, problems) : null,
    lines: input.lines.slice(0, MAX_LINES).map(line),
    billTo: input.billTo ? readShipTo(input.billTo) : null,
    shipTo: input.shipTo ? readShipTo(input.shipTo) : null,
    shippingMethod: input.shippingMethod ?? null,
    requestedShipDate: date(input.requestedShipDate, ['requestedShipDate']),
    warehouse: input.warehouse ? asWarehouseCode(input.warehouse) : null,
    freight: input.freight ? freight(input.freight) : null,
    fees: fees(input.fees, 'fees'),
    duties: fees(input.duties, 'duties'),
    discount: discount(input.discount, ['discount']),
    taxes: taxes(input.taxes, ['taxes']),
    payments: readPayments(input.payments, problems, isOfNothing),
    total: {
      amount: amount(input.total.amount, ['total', 'amount']),
      currency: currency(input.total.currency, ['total', 'currency']),
    },
    comment: input.comment ?? null,
    customFields: namedTexts(few(input.customFields, ['customFields'])),
  };
  return { request, problems };
}

type ReadAmount = (value: Exact | null, path: Path, options?: { readonly zero?: boolean }) => Exact;

/** Reads amounts, and tells the problems of single ones. */
function amountReader(problems: OrderProblem[]): ReadAmount {
  return (value, path, { zero = true } = {}) => {
    // The scalar gives null for a blank text.
    if (value === null) {
      problems.push(invalid('must not be blank', path));
      return ZERO;
    }
    if (value.lt(ZERO) || (!zero && value.isZero())) {
      problems.push(invalid(zero ? 'must not be negative' : 'must be greater than zero', path));
    }
    if (value.gte(TOO_MUCH)) problems.push(invalid('is too large', path));
    return value;
  };
}

/**
 * Reads the payments of an order.
 * @param problems gets their problems
 * @param isOfNothing whether an amount of zero is no problem
 */
export function readPayments(
  given: readonly Contract.PaymentInput[],
  problems: OrderProblem[],
  isOfNothing = false,
): PaymentRequest[] {
  if (given.length > MAX_PAYMENTS) problems.push(tooMany(['payments'], MAX_PAYMENTS));
  const amount = amountReader(problems);
  return given.slice(0, MAX_PAYMENTS).map((payment, index) => {
    const path = ['payments', index];
    if (payment.method !== 'ON_ACCOUNT' && !payment.transactionId?.trim()) {
      problems.push(invalid("must name the payment provider's transaction", [...path, 'transactionId']));
    }
    const { recurrence } = payment;
    if (recurrence && ((recurrence.interval ?? 1) < 1 || (recurrence.occurrences ?? 1) < 1)) {
      problems.push(invalid('must repeat at least once', [...path, 'recurrence']));
    }
    return {
      method: payment.method,
      amount: amount(payment.amount, [...path, 'amount'], { zero: isOfNothing }),
      transactionId: payment.transactionId ?? null,
      authorizationCode: payment.authorizationCode ?? null,
      account: payment.account ?? null,
      recurrence: recurrence
        ? {
            every: recurrence.every,
            interval: recurrence.interval ?? 1,
            occurrences: recurrence.occurrences ?? null,
            subscriptionId: recurrence.subscriptionId ?? null,
          }
        : null,
    };
  });
}

function readShipTo({ addressCode, address }: Contract.ShipToInput): ShipTo {
  if (typeof addressCode === 'string') return { addressCode: addressCode.trim() };
  const { contactName, line1, line2, line3, city, region, postalCode, country, phone, email } = address as Contract.AddressInput;
  return {
    address: {
      contactName: contactName ?? null,
      line1,
      line2: line2 ?? null,
      line3: line3 ?? null,
      city,
      region: region ?? null,
      postalCode,
      country,
      phone: phone ?? null,
      email: email ?? null,
    },
  };
}

function newCustomer(given: Contract.NewCustomerInput, problems: OrderProblem[]): NewCustomer {
  const { email, name, company, phone, taxRegistration, emailVerified } = given;
  if (!isEmailAddress(email.trim())) problems.push(invalid('must be an e-mail address', ['customer', 'email']));
  return {
    email: email.trim().toLowerCase(),
    name: name.trim(),
    company: company ?? null,
    phone: phone ?? null,
    taxRegistration: taxRegistration ?? null,
    emailVerified: emailVerified ?? false,
  };
}

function namedTexts(given: readonly Contract.CustomFieldInput[] | null | undefined): NamedText[] {
  return (given ?? []).map(({ name, value }) => ({ name, value: value ?? '' }));
}

function quantityProblems(quantity: Exact | null, path: Path): OrderProblem[] {
  const wrong = quantity === null ? 'must not be blank' : quantityProblem(quantity);
  return wrong ? [problem('INVALID_QUANTITY', `The quantity ${wrong}.`, path)] : [];
}

/** An idempotency key in the form in which it is kept: without the blanks around it, and composed. */
export function keptKey(key: string): string {
  return withoutBlanksAround(key).normalize('NFC');
}

/** Invisible characters, which a key must not have: keys are compared and shown. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

export function keyProblems(key: string): OrderProblem[] {
  // A blank key is reported elsewhere.
  if (key === '') return [];
  const path = ['idempotencyKey'];
  const [unseen] = UNSEEN.exec(key) ?? [];
  // U+0000 is reported elsewhere.
  if (unseen !== undefined && unseen !== '\0') return [invalid(`must not have ${characterName(unseen)}`, path)];
  // A key is compared with others, so that a card's number in it cannot be masked.
  if (hasNetworkCardNumber(key)) return [invalid("must not have a card's number", path)];
  const { length } = [...key];
  const isRight = length >= SHORTEST_KEY && length <= LONGEST_KEY;
  return isRight ? [] : [invalid(`must have ${SHORTEST_KEY} to ${LONGEST_KEY} characters`, path)];
}

export function faults(input: object): OrderProblem[] {
  return inputFaults(input).map(({ field, problem }) => invalid(problem, field));
}

function tooMany(path: Path, most: number): OrderProblem {
  return invalid(`must not have more than ${most} entries`, path);
}

function invalid(what: string, path: Path): OrderProblem {
  return problem('INVALID_INPUT', `"${path.join('.')}" ${what}.`, path);
}
