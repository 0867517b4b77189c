import { byName, type Check, changesOf, type ExtensionPoint, ofForm, orNull, WrongAnswer } from '../extensions/index.js';
import { parseCalendarDate } from '../values/calendar-date.js';
import { decimalString } from '../values/exact.js';
import { asAccountNumber, asCurrencyId, asPriceLevel, asSku, asUnitCode, asWarehouseCode } from '../values/identifiers.js';
import { asCurrencyCode } from '../values/money.js';
import { oneLine, severalLines } from './kept-text.js';
import type { NamedText, NewCustomer, SalesOrder } from './sales-order.js';
import { fitsIntoNote, textProblem } from './text-limits.js';

/** What a merchant may make of an order on its way to GP. What is left out stays as it was accepted. */
export interface OrderChanges {
  readonly purchaseOrderNumber?: string | null;
  /** The comment of the document. */
  readonly comment?: string | null;
  /** A date such as "2026-12-24". */
  readonly requestedShipDate?: string | null;
  /** Fields of the order in the document's note, by their names: added to those of the storefront; null takes one away. */
  readonly customFields?: Readonly<Record<string, string | null>>;
  /** The batch in GP that it is put into. */
  readonly batch?: string;
  /** The user-defined texts of the document, by their numbers. The first one has the storefront's order number. */
  readonly userDefined?: Readonly<Partial<Record<'2' | '3' | '4' | '5', string>>>;
}

/** What a merchant may make of a customer to be created in GP. What is left out stays as it is. */
export interface CustomerChanges {
  readonly name?: string;
  readonly company?: string | null;
  readonly phone?: string | null;
  readonly taxRegistration?: string | null;
  /** A customer class of GP's. */
  readonly customerClass?: string;
  /** A sales territory of GP's. */
  readonly territory?: string;
  /** A salesperson of GP's, by their ID. */
  readonly salesperson?: string;
}

/** What is decided about a customer, with the order for which the customer is created. */
export interface CustomerOfOrder {
  readonly customer: NewCustomer;
  readonly order: SalesOrder;
}

const ORDER_CHECKS = {
  purchaseOrderNumber: orNull(kept(oneLine, 20)),
  comment: orNull(kept(severalLines, 500)),
  requestedShipDate: orNull(date),
  customFields: byName(/^[\w .-]{1,60}$/, orNull(kept(severalLines, 500)), 50),
  batch: code(),
  userDefined: byName(/^[2-5]$/, kept(oneLine, 20), 4),
};

const CUSTOMER_CHECKS = {
  name: kept(oneLine, 60),
  company: orNull(kept(oneLine, 64)),
  phone: orNull(kept(oneLine, 21)),
  taxRegistration: orNull(kept(oneLine, 25)),
  customerClass: code(),
  territory: code(),
  salesperson: code(),
};

const SAMPLE_CUSTOMER: NewCustomer = {
  email: 'ann.example@example.com',
  name: 'Ann Example',
  company: 'Example Builders',
  phone: '312 555 0100',
  taxRegistration: null,
  emailVerified: true,
};

const SAMPLE: SalesOrder = {
  customer: { accountNumber: asAccountNumber('EXAMPLE') },
  reference: 'WEB-1001',
  purchaseOrderNumber: 'PO-4711',
  // biome-ignore lint/style/noNonNullAssertion: it is a date.
  date: parseCalendarDate('2026-03-31')!,
  currency: { id: asCurrencyId('Z-US$'), code: asCurrencyCode('USD'), decimals: 2 },
  lines: [
    {
      sku: asSku('BOLT-38-2'),
      unit: asUnitCode('BOX'),
      quantity: decimalString(2),
      quantityBackordered: decimalString(0),
      unitPrice: decimalString('12.50', 2),
      extendedPrice: decimalString('25.00', 2),
      priceDecimals: 2,
      priceLevel: asPriceLevel('RETAIL'),
      discount: null,
      shipTo: null,
      warehouse: asWarehouseCode('MAIN'),
      requestedShipDate: null,
      taxCode: null,
      taxes: [],
      attributes: [],
      comment: null,
    },
  ],
  billTo: null,
  shipTo: {
    address: {
      contactName: 'Ann Example',
      line1: '1 Example Street',
      line2: null,
      line3: null,
      city: 'Chicago',
      region: 'IL',
      postalCode: '60601',
      country: 'US',
      phone: null,
      email: null,
    },
  },
  shippingMethod: 'GROUND',
  requestedShipDate: null,
  warehouse: asWarehouseCode('MAIN'),
  freight: null,
  fees: [],
  duties: [],
  discount: null,
  taxes: [],
  payments: [
    {
      method: 'ON_ACCOUNT',
      amount: decimalString('25.00', 2),
      transactionId: null,
      authorizationCode: null,
      account: null,
      recurrence: null,
    },
  ],
  total: decimalString('25.00', 2),
  comment: null,
  customFields: [{ name: 'gift', value: 'yes' }],
  onAccount: true,
};

const OF_VISITOR: SalesOrder = {
  ...SAMPLE,
  customer: { newCustomer: SAMPLE_CUSTOMER, isLookedUp: true },
  purchaseOrderNumber: null,
  payments: [
    {
      method: 'CARD',
      amount: decimalString('25.00', 2),
      transactionId: 'txn_1001',
      authorizationCode: '017701',
      account: 'VISA',
      recurrence: null,
    },
  ],
  onAccount: false,
};

export const orderPoint: ExtensionPoint<SalesOrder> = {
  export: 'mapOrder',
  member: null,
  about: 'an order on its way to GP',
  samples: { 'an order of an account': SAMPLE, 'an order of a visitor': OF_VISITOR },
  argumentsOf: (order) => [order],
  applied: (order, answer) => {
    const { customFields, requestedShipDate, ...changes } = changesOf(answer, ORDER_CHECKS);
    const changed: SalesOrder = {
      ...order,
      ...changes,
      ...(requestedShipDate !== undefined && { requestedShipDate }),
      ...(customFields && { customFields: fieldsOf(order.customFields, customFields) }),
    };
    if (!fitsIntoNote(changed)) throw new WrongAnswer('customFields: expected less, since all fields are in one note of GP');
    return changed;
  },
};

export const customerPoint: ExtensionPoint<CustomerOfOrder> = {
  export: 'mapCustomer',
  member: null,
  about: 'a customer to be created in GP, with the order',
  samples: { 'a visitor': { customer: SAMPLE_CUSTOMER, order: OF_VISITOR } },
  argumentsOf: ({ customer, order }) => [customer, order],
  applied: ({ customer, order }, answer) => ({ customer: { ...customer, ...changesOf(answer, CUSTOMER_CHECKS) }, order }),
};

/** A text that GP keeps whole. */
function kept(form: (text: string) => string, longest: number): Check<string> {
  const expected = `a text of at most ${longest} characters of Windows-1252, which GP keeps`;
  return (value, place) => {
    if (typeof value !== 'string' || textProblem(form(value), longest, []).length > 0) {
      throw new WrongAnswer(`${place}: expected ${expected}`);
    }
    return form(value);
  };
}

/** A key of GP's. */
function code(): Check<string> {
  return ofForm(/^[\x21-\x7e](?:[\x20-\x7e]{0,13}[\x21-\x7e])?$/, 'an ID of GP of at most 15 characters');
}

function date(value: unknown, place: string) {
  const found = typeof value === 'string' ? parseCalendarDate(value) : undefined;
  if (!found) throw new WrongAnswer(`${place}: expected a date such as 2026-12-24`);
  return found;
}

/** The storefront's fields with those of a function in their place or after them. */
function fieldsOf(fields: readonly NamedText[], changes: Readonly<Record<string, string | null>>): readonly NamedText[] {
  const others = fields.filter(({ name }) => !Object.hasOwn(changes, name));
  const changed = Object.entries(changes).flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
  return [...others, ...changed];
}
