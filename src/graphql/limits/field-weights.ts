import type { GraphQLField } from 'graphql';
import { traitsOf } from '../execution/field-traits.js';

/**
 * Facts that a field has to ask for, each with how many keys one question takes at most: the batch size of its live policy.
 * Facts that a job keeps warm for all, such as the company's setup and its warehouses, are asked for by no operation.
 */
export const KEYS_PER_QUESTION = {
  'account.customer': 500,
  'account.addresses': 200,
  'catalog.product': 500,
  'catalog.listing': 1,
  'catalog.categories': 1,
  'catalog.family': 1,
  'pricing.item': 500,
  'pricing.price-list': 500,
  'inventory.stock': 500,
  'ordering.order': 100,
  'ordering.orders': 1,
  /** One by one in the gateway's own database: sessions, users, orders handed over. */
  'database.record': 1,
} as const;

export type Fact = keyof typeof KEYS_PER_QUESTION;

/** A number, or an argument: its path, such as "input.lines", and the most that the gateway takes of it. */
export type Size = number | { readonly argument: string; readonly most: number };

/** What a field makes the gateway do. */
export interface Weight {
  /** Facts that are asked for each time the field is resolved: a key, and a row, of each. */
  readonly asks?: readonly Fact[];
  /** Facts that are asked for each entry of the field's list, or each line of its input. */
  readonly asksForEach?: readonly Fact[];
  /** How many entries the list has: what an argument says, else what is usual in GP. */
  readonly size?: Size;
  /** The same for the lists of the object that the field gives: `nodes` and `edges` of a connection, `lines` of a cart. */
  readonly pageSize?: Size;
  /** Work of another kind, in the rows that take as long. */
  readonly rows?: number;
}

/** What a page of a list holds at most. */
const LARGEST_PAGE = 100;
const FREE: Weight = {};
const FIRST: Size = { argument: 'first', most: LARGEST_PAGE };
const LINES: Size = { argument: 'input.lines', most: 500 };
const CUSTOM_FIELDS: Weight = { size: 10 };
const USER_ERRORS: Weight = { size: 5 };
/** Hashing a password is made to take long. */
const PASSWORD_ROWS = 500;

/**
 * What each field costs, by type. Whatever has a resolver or is a list of objects stands here; everything else is a property
 * of an object that was paid for where it was asked for. What an account or an order holds came with its record.
 */
export const FIELD_WEIGHTS: Readonly<Record<string, Readonly<Record<string, Weight>>>> = {
  Query: {
    // Told from memory, at some length.
    __schema: { rows: 1_500 },
    __type: { rows: 100 },
    node: { asks: ['catalog.product'] },
    nodes: { size: { argument: 'ids', most: 100 }, asksForEach: ['catalog.product'] },
    viewer: { asks: ['database.record', 'account.customer'] },
    product: { asks: ['catalog.product'] },
    products: { size: { argument: 'skus', most: 100 }, asksForEach: ['catalog.product'] },
    catalog: { asks: ['catalog.listing'], pageSize: FIRST },
    categories: { asks: ['catalog.categories'], size: 20 },
    category: { asks: ['catalog.categories'] },
    warehouses: { size: 10 },
    order: { asks: ['ordering.order'] },
    checkCart: {
      asks: ['account.customer'],
      pageSize: LINES,
      asksForEach: ['catalog.product', 'pricing.item', 'pricing.price-list', 'inventory.stock'],
    },
    orderSubmission: { asks: ['database.record'] },
  },
  Mutation: {
    ping: FREE,
    login: { asks: ['database.record', 'account.customer'], rows: PASSWORD_ROWS },
    loginWithIdentityToken: { asks: ['database.record', 'account.customer'], rows: PASSWORD_ROWS },
    refreshSession: { asks: ['database.record', 'account.customer'] },
    selectAccount: { asks: ['database.record', 'account.customer'] },
    logout: { asks: ['database.record'] },
    placeOrder: {
      asks: ['account.customer', 'account.addresses', 'database.record', 'ordering.order'],
      pageSize: LINES,
      asksForEach: ['catalog.product', 'pricing.item', 'pricing.price-list', 'inventory.stock'],
    },
  },
  SessionPayload: { userErrors: USER_ERRORS },
  LogoutPayload: { userErrors: USER_ERRORS },
  Viewer: {
    account: FREE,
    accounts: { size: 5, asksForEach: ['account.customer'] },
    permissions: FREE,
  },
  User: { id: FREE },
  Account: {
    id: FREE,
    number: FREE,
    name: FREE,
    class: FREE,
    status: FREE,
    credit: FREE,
    currency: FREE,
    priceLevel: FREE,
    tradeDiscountPercent: FREE,
    paymentTerms: FREE,
    taxExemptions: FREE,
    taxSchedule: FREE,
    shippingMethod: FREE,
    salesperson: FREE,
    defaultWarehouse: FREE,
    parent: { asks: ['account.customer'] },
    addresses: { asks: ['account.addresses'], pageSize: FIRST },
    address: { asks: ['account.addresses'] },
    billingAddress: { asks: ['account.addresses'] },
    shippingAddress: { asks: ['account.addresses'] },
    contacts: { asks: ['account.addresses'], size: 10 },
    customFields: CUSTOM_FIELDS,
    // Two questions: the open documents and the historical ones.
    orders: { asks: ['ordering.orders', 'ordering.orders'], pageSize: FIRST },
  },
  Category: {
    id: FREE,
    parent: FREE,
    children: { size: 20 },
    products: { asks: ['catalog.listing'], pageSize: FIRST },
  },
  Product: {
    id: FREE,
    categories: { size: 5 },
    defaultUnitOfMeasure: FREE,
    unitsOfMeasure: { size: 5 },
    attributes: { size: 10 },
    media: { size: 5 },
    variants: { asks: ['catalog.family'], size: 20 },
    associations: { size: 5, asksForEach: ['catalog.product'] },
    components: { size: 10, asksForEach: ['catalog.product'] },
    customFields: CUSTOM_FIELDS,
    price: { asks: ['pricing.item', 'pricing.price-list'] },
    availability: { asks: ['inventory.stock'] },
  },
  Price: { breaks: { size: 5 }, explanation: { size: 5 } },
  Availability: { warehouses: { size: 10 }, closestWith: { rows: 1 } },
  Warehouse: { id: FREE },
  Order: {
    id: FREE,
    number: FREE,
    reference: FREE,
    purchaseOrderNumber: FREE,
    status: FREE,
    date: FREE,
    requestedShipDate: FREE,
    lines: { size: 20 },
    subtotal: FREE,
    discount: FREE,
    freight: FREE,
    miscellaneous: FREE,
    tax: FREE,
    total: FREE,
    deposit: FREE,
    billTo: { asks: ['account.addresses'] },
    shipTo: FREE,
    shippingMethod: FREE,
    comment: FREE,
    customFields: CUSTOM_FIELDS,
  },
  OrderLine: {
    unitOfMeasure: FREE,
    product: { asks: ['catalog.product'] },
    warehouse: FREE,
    attributes: { size: 5 },
  },
  CartCheck: { problems: USER_ERRORS },
  PlaceOrderPayload: { userErrors: USER_ERRORS },
  OrderSubmission: { id: FREE, orderNumber: FREE, rejection: FREE, order: { asks: ['ordering.order'] } },
};

/** A resolver that has no weight is taken for a question: it may be dear. */
const UNKNOWN: Weight = { asks: ['database.record'] };

export function weightOf(typeName: string, field: GraphQLField<unknown, unknown>): Weight {
  return FIELD_WEIGHTS[typeName]?.[field.name] ?? (traitsOf(field)?.isProperty === false ? UNKNOWN : FREE);
}
