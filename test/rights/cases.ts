import { createHash } from 'node:crypto';
import { globalId } from '../../src/values/global-id.js';
import { cursorOf } from '../../src/values/page.js';
import type { Person } from './people.js';

/** What belongs to somebody and was made for the tests. */
export interface Belongings {
  /** Of Nell. */
  readonly userId: string;
  readonly refreshToken: string;
  /** An order that Nell placed for HARGATE, and one that a guest placed. */
  readonly submissionId: string;
  readonly guestSubmissionId: string;
  /** A payment that Tess prepared for NORTHFLD-01, and another one that was made. */
  readonly paymentKey: string;
  readonly paymentSubmissionId: string;
}

export const KEY = 'an-order-of-nell';
export const GUEST = 'guest@example.com';
export const GUEST_KEY = 'an-order-of-a-guest';
/** GP numbers customers as the company likes. The account has an order with Nell's key. */
export const NUMBERED_ACCOUNT = '40070';
export const COLLEAGUES_PASSWORD = 'known to the colleague';

/** A question about something that is somebody's. */
export interface RightsCase {
  /** The input that names it, as identifyingInputs has it. */
  readonly covers: string;
  readonly what: string;
  readonly query: string;
  /** Where not given, the one variable $value. */
  readonly variables?: (value: string, by: Person) => Record<string, unknown>;
  readonly theirs: string | ((belongings: Belongings) => string);
  /** Of the same form, and of nothing that exists. */
  readonly nobodys: string;
  /** Who gets it; a reason where nobody does. */
  readonly owners: readonly Person[] | string;
  /** What an owner gives in place of `theirs`, where that is what a thief would have. */
  readonly own?: (belongings: Belongings) => string;
  /** For whom it is as what does not exist. */
  readonly others: readonly Person[];
}

const NOT_HARGATE = ['visitor', 'marta', 'tess', 'ruth'] as const;
const NOT_GOVERNMENT = ['visitor', 'nell', 'marta', 'tess'] as const;
const NOT_NORTHFLD = ['visitor', 'nell', 'marta', 'ruth'] as const;
const NOT_TRADE = ['visitor', 'ty'] as const;
const NOT_CABLE = ['visitor', 'ty', 'tess'] as const;

const GOVERNMENT_SKU = 'GSA-CASE-7';
const TRADE_SKU = 'PAT-LOAD-27R';
const CABLE = 'THHN-14-BK';

export function node(typename: string, rest: Omit<RightsCase, 'covers' | 'what' | 'query'>): RightsCase[] {
  return [
    {
      covers: `Query.node(id) ${typename}`,
      what: 'fetched by its ID',
      query: 'query ($value: ID!) { node(id: $value) { __typename id } }',
      ...rest,
    },
    {
      covers: `Query.nodes(ids) ${typename}`,
      what: 'fetched among others',
      query: 'query ($value: ID!) { nodes(ids: [$value, "x", $value]) { __typename id } }',
      ...rest,
    },
  ];
}

/** The same question of the viewer's own account and of its parent. */
function account(
  field: string,
  selection: string,
  { theirs, nobodys, ofParent }: { theirs: string; nobodys: string; ofParent: string },
  others: readonly Person[] = NOT_HARGATE,
): RightsCase[] {
  return [
    {
      covers: `Account.${field}`,
      what: "asked of the viewer's account",
      query: `query ($value: String!) { viewer { account { ${selection} } accounts { ${selection} } } }`,
      theirs,
      nobodys,
      owners: ['nell', 'colleague'],
      others,
    },
    {
      covers: `Account.${field}`,
      what: 'asked of a parent that is not theirs',
      query: `query ($value: String!) { viewer { account { parent { number ${selection} } } } }`,
      theirs: ofParent,
      nobodys,
      owners: ['head'],
      others: ['tessOfBranch'],
    },
  ];
}

const CHECK = `query ($input: CartInput!) { checkCart(input: $input) {
  lines { product { sku } price { __typename } warehouse { code } quantityAvailable quantityBackordered } subtotal { amount }
  problems { code message field }
} }`;

function cart(
  field: string,
  rest: Omit<RightsCase, 'covers' | 'query' | 'variables'>,
  input: (value: string) => object,
): RightsCase {
  return { covers: `Query.checkCart(input.${field})`, query: CHECK, variables: (value) => ({ input: input(value) }), ...rest };
}

const QUICK_ORDER = `query ($value: String!) { quickOrder(lines: [{ code: $value, quantity: 1 }, { code: "CUT-4" }]) {
  match product { sku customerPartNumber } candidates { sku } unitOfMeasure problems { code message field }
} }`;

const CANCEL = `mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) {
  order { __typename } userErrors { code message field }
} }`;

const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
  submission { id idempotencyKey reference status orderNumber } userErrors { code message field }
} }`;

/** An order that is never accepted, as its price is wrong, and that tells everything else that is. */
export function order(by: Person, changes: Record<string, unknown> = {}, guest = 'curious@example.com'): Record<string, unknown> {
  const { lines, ...rest } = changes;
  return {
    idempotencyKey: 'never-accepted',
    reference: 'RIGHTS',
    lines: [{ sku: 'CUT-4', quantity: '1', unitPrice: '0.01', ...(lines as object) }],
    payments: [{ method: 'CARD', amount: '0.01', transactionId: 'txn_1', account: 'VISA' }],
    total: { amount: '0.01', currency: 'USD' },
    ...(by === 'visitor' && { customer: { email: guest, name: 'Somebody Curious' } }),
    ...rest,
  };
}

function placed(
  field: string,
  rest: Omit<RightsCase, 'covers' | 'query' | 'variables'>,
  changes: (value: string) => Record<string, unknown>,
): RightsCase {
  return {
    covers: `Mutation.placeOrder(input.${field})`,
    query: PLACE,
    variables: (value, by) => ({ input: order(by, changes(value)) }),
    ...rest,
  };
}

/** As the database keeps a token. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

const ADDRESS_CODE = { what: "another account's address", theirs: 'YARD', nobodys: 'NOWHERE' } as const;
const AGENCY_PRODUCT = { what: 'a product for government agencies', theirs: GOVERNMENT_SKU, nobodys: 'NO-SUCH-7' } as const;
const CABLE_YARD = { what: 'a warehouse that does not serve everybody', theirs: 'CABLEYARD', nobodys: 'NOWHERE' } as const;

const PRODUCT = '{ id sku name price { __typename } availability { __typename } variants { sku } associations { kind } }';
const SESSION = '{ session { accessToken } viewer { account { number } } userErrors { code message field } }';

export const CASES: readonly RightsCase[] = [
  // Whatever has an ID of its own.
  ...node('Product', {
    theirs: globalId('Product', GOVERNMENT_SKU),
    nobodys: globalId('Product', 'NO-SUCH-7'),
    owners: ['ruth'],
    others: NOT_GOVERNMENT,
  }),
  ...node('Category', {
    theirs: globalId('Category', 'class/GOVSUPPLY'),
    nobodys: globalId('Category', 'class/NONESUCH'),
    owners: ['ruth'],
    others: NOT_GOVERNMENT,
  }),
  ...node('Warehouse', {
    theirs: globalId('Warehouse', 'CABLEYARD'),
    nobodys: globalId('Warehouse', 'NOWHERE'),
    owners: ['nell'],
    others: NOT_CABLE,
  }),
  ...node('Account', {
    theirs: globalId('Account', 'HARGATE'),
    nobodys: globalId('Account', 'NO-SUCH'),
    owners: ['nell', 'colleague'],
    others: NOT_HARGATE,
  }),
  ...node('Account', {
    theirs: globalId('Account', 'NORTHFLD-HQ'),
    nobodys: globalId('Account', 'NO-SUCH'),
    owners: ['head'],
    others: ['tessOfBranch'],
  }),
  ...node('User', {
    theirs: ({ userId }) => userId,
    nobodys: globalId('User', '00000000-0000-4000-8000-000000000000'),
    owners: ['nell'],
    others: ['visitor', 'colleague', 'marta'],
  }),
  ...node('Order', {
    theirs: globalId('Order', 'ORD26-002014'),
    nobodys: globalId('Order', 'ORD26-999999'),
    owners: ['nell', 'colleague'],
    others: NOT_HARGATE,
  }),
  ...(
    [
      ['Invoice', 'INV26-0944', 'INV26-9999'],
      ['Invoice', 'DM26-0003\nDEBIT_MEMO', 'DM26-9999\nDEBIT_MEMO'],
      ['Payment', 'PYMT26-0287', 'PYMT26-9999'],
      ['Credit', 'PYMT26-0311\nPAYMENT', 'PYMT26-9999\nPAYMENT'],
    ] as const
  ).flatMap(([typename, theirs, nobodys]) =>
    node(typename, {
      theirs: globalId(typename, theirs),
      nobodys: globalId(typename, nobodys),
      owners: ['nell', 'colleague'],
      others: NOT_HARGATE,
    }),
  ),
  ...node('OrderSubmission', {
    theirs: ({ submissionId }) => submissionId,
    nobodys: globalId('OrderSubmission', '00000000-0000-4000-8000-000000000000'),
    owners: ['nell', 'colleague'],
    others: NOT_HARGATE,
  }),

  // Products that not everybody sees.
  {
    covers: 'Query.product(sku)',
    ...AGENCY_PRODUCT,
    query: `query ($value: ID!) { product(sku: $value) ${PRODUCT} }`,
    owners: ['ruth'],
    others: NOT_GOVERNMENT,
  },
  {
    covers: 'Query.product(sku)',
    what: 'a product for the trade alone',
    query: `query ($value: ID!) { product(sku: $value) ${PRODUCT} }`,
    theirs: TRADE_SKU,
    nobodys: 'NO-SUCH-7',
    owners: ['nell', 'marta'],
    others: NOT_TRADE,
  },
  {
    covers: 'Query.quickOrder(lines.code)',
    ...AGENCY_PRODUCT,
    query: QUICK_ORDER,
    owners: ['ruth'],
    others: NOT_GOVERNMENT,
  },
  {
    covers: 'Query.quickOrder(lines.code)',
    what: 'a product for government agencies, written without its hyphens',
    query: QUICK_ORDER,
    theirs: 'GSACASE7',
    nobodys: 'NOSUCH7',
    owners: ['ruth'],
    others: NOT_GOVERNMENT,
  },
  {
    covers: 'Query.quickOrder(lines.code)',
    what: "another account's own part number",
    query: QUICK_ORDER,
    theirs: 'KRF-20011',
    nobodys: 'KRF-99999',
    owners: ['marta'],
    others: ['visitor', 'nell', 'tess', 'ruth'],
  },
  {
    covers: 'Query.products(skus)',
    ...AGENCY_PRODUCT,
    query: `query ($value: ID!) { products(skus: [$value, "CUT-4", $value]) ${PRODUCT} }`,
    owners: ['ruth'],
    others: NOT_GOVERNMENT,
  },
  {
    covers: 'Query.catalog(query)',
    ...AGENCY_PRODUCT,
    // A search for words: of "NO-SUCH-7" it would find what has a 7.
    nobodys: 'QXWVUNHEARDOF',
    query: 'query ($value: String!) { catalog(query: $value) { totalCount nodes { sku } pageInfo { endCursor } } }',
    owners: ['ruth'],
    others: NOT_GOVERNMENT,
  },
  {
    covers: 'Query.catalog(after)',
    what: 'a cursor at a product for government agencies',
    query:
      'query ($value: String!) { catalog(after: $value, sort: SKU, first: 3) { totalCount nodes { sku } edges { cursor } } }',
    theirs: cursorOf('products.sku', [GOVERNMENT_SKU]),
    nobodys: cursorOf('products.sku', ['GSA-CASE-6']),
    owners: ['ruth'],
    others: NOT_GOVERNMENT,
  },
  {
    covers: 'Query.catalog(filter.categoryId)',
    what: 'a category of products for government agencies',
    query: 'query ($value: ID!) { catalog(filter: { categoryId: $value }) { totalCount nodes { sku } } }',
    theirs: 'class/GOVSUPPLY',
    nobodys: 'class/NONESUCH',
    owners: ['ruth'],
    others: NOT_GOVERNMENT,
  },
  {
    covers: 'Query.catalog(filter.attributes.name)',
    what: 'the attribute that sets products for the trade apart',
    query: `query ($value: String!) {
      catalog(filter: { attributes: [{ name: $value, anyOf: ["Trade customers only"] }] }) { totalCount nodes { sku } }
    }`,
    theirs: 'Handling',
    nobodys: 'No such attribute',
    owners: ['nell'],
    others: NOT_TRADE,
  },
  {
    covers: 'Query.catalog(filter.attributes.anyOf)',
    what: 'the value that sets products for the trade apart',
    query: `query ($value: String!) {
      catalog(filter: { attributes: [{ name: "Handling", anyOf: [$value] }] }) { totalCount nodes { sku } }
    }`,
    theirs: 'Trade customers only',
    nobodys: 'No such value',
    owners: ['nell'],
    others: NOT_TRADE,
  },
  {
    covers: 'Query.category(id)',
    what: 'a category of products for government agencies',
    query: 'query ($value: ID!) { category(id: $value) { id name parent { id } children { id } products { totalCount } } }',
    theirs: 'class/GOVSUPPLY',
    nobodys: 'class/NONESUCH',
    owners: ['ruth'],
    others: NOT_GOVERNMENT,
  },
  {
    covers: 'Category.products(after)',
    what: 'a cursor at a product for the trade alone',
    query: `query ($value: String!) {
      category(id: "class/FASTENERS") { products(after: $value, sort: SKU, first: 2) { totalCount nodes { sku } } }
    }`,
    theirs: cursorOf('products.sku', [TRADE_SKU]),
    nobodys: cursorOf('products.sku', ['PAT-LOAD-27Q']),
    owners: ['nell'],
    others: NOT_TRADE,
  },
  {
    covers: 'Product.availability(near.addressCode)',
    ...ADDRESS_CODE,
    query: `query ($value: String!) { product(sku: "CUT-4") { availability(near: { addressCode: $value }) {
      ... on Availability { totalAvailable warehouses { warehouse { code } available distanceKm } closestWith { warehouse { code } } }
    } } }`,
    owners: ['nell', 'colleague'],
    others: NOT_HARGATE,
  },

  // Accounts, their addresses and their documents.
  ...account('address(code)', 'address(code: $value) { code line1 }', {
    theirs: 'YARD',
    nobodys: 'NOWHERE',
    ofParent: 'BILLING',
  }),
  ...account('addresses(query)', 'addresses(query: $value) { totalCount nodes { code } unavailable { reason } }', {
    theirs: 'archer avenue',
    nobodys: 'no such street',
    ofParent: 'BILLING',
  }),
  {
    covers: 'Account.addresses(after)',
    what: "a cursor at another account's address",
    query: 'query ($value: String!) { viewer { account { addresses(after: $value) { totalCount nodes { code } } } } }',
    theirs: cursorOf('addresses', ['YARD']),
    nobodys: cursorOf('addresses', ['YARC']),
    owners: ['nell', 'colleague'],
    others: ['visitor', 'marta', 'tess'],
  },
  {
    covers: 'Account.addresses(after)',
    what: "a cursor at an address of a parent that is not the viewer's",
    query: `query ($value: String!) {
      viewer { account { parent { addresses(after: $value) { totalCount nodes { code } unavailable { reason } } } } }
    }`,
    theirs: cursorOf('addresses', ['BILLING']),
    nobodys: cursorOf('addresses', ['BILLINF']),
    owners: ['head'],
    others: ['tessOfBranch'],
  },
  {
    covers: 'Account.customFields(names)',
    what: 'a field of a parent that is not theirs',
    query: 'query ($value: String!) { viewer { account { parent { number customFields(names: [$value]) { name value } } } } }',
    theirs: 'territory',
    nobodys: 'nothing',
    owners: ['head'],
    others: ['tessOfBranch'],
  },
  {
    covers: 'Account.orders(after)',
    what: "a cursor at another account's order",
    query: 'query ($value: String!) { viewer { account { orders(after: $value, first: 2) { nodes { number } } } } }',
    theirs: cursorOf('orders', ['2026-11-20', 'ORD26-002014']),
    // The latest come first.
    nobodys: cursorOf('orders', ['2026-11-20', 'ORD26-0020141']),
    owners: ['nell', 'colleague'],
    others: ['visitor', 'marta', 'ruth'],
  },
  ...(
    [
      ['purchaseOrderNumber', 'PO-7815', 'PO-0000'],
      ['reference', 'WEB-100497', 'WEB-000000'],
      ['sku', 'KIT-DRILL', 'NO-SUCH-KIT'],
    ] as const
  ).map(
    ([field, theirs, nobodys]): RightsCase => ({
      covers: `Account.orders(filter.${field})`,
      what: "what is in another account's order",
      query: `query ($filter: OrderFilter!) { viewer {
        account { orders(filter: $filter) { nodes { number } } parent { orders(filter: $filter) { nodes { number } } }  }
        accounts { orders(filter: $filter) { nodes { number } } }
      } }`,
      variables: (value) => ({ filter: { [field]: value } }),
      theirs,
      nobodys,
      owners: ['nell', 'colleague'],
      others: NOT_HARGATE,
    }),
  ),
  ...(
    [
      ['invoices', ['2026-11-11', 'INV26-1001', 'INVOICE'], ['2026-11-11', 'INV26-10011', 'INVOICE']],
      ['payments', ['2026-11-03', 'PYMT26-0311', 'PAYMENT'], ['2026-11-03', 'PYMT26-03111', 'PAYMENT']],
      ['credits', ['2026-11-03', 'PYMT26-0311', 'PAYMENT'], ['2026-11-03', 'PYMT26-03111', 'PAYMENT']],
    ] as const
  ).map(
    ([list, theirs, nobodys]): RightsCase => ({
      covers: `Account.${list}(after)`,
      what: "a cursor at another account's document",
      query: `query ($value: String!) { viewer {
        account { ${list}(after: $value, first: 2) { nodes { number } } parent { ${list}(after: $value) { nodes { number } } } }
      } }`,
      theirs: cursorOf(list, theirs),
      // The latest come first.
      nobodys: cursorOf(list, nobodys),
      owners: ['nell', 'colleague'],
      others: ['visitor', 'marta', 'ruth'],
    }),
  ),
  ...['INV26-0944', 'INV26-1009', 'INV26-0640', 'DM26-0003'].map(
    (theirs): RightsCase => ({
      covers: 'Query.invoice(number)',
      what: `another account's invoice, ${theirs}`,
      query: 'query ($value: String!) { invoice(number: $value) { __typename ... on Invoice { number status lines { sku } } } }',
      theirs,
      nobodys: 'INV26-9999',
      owners: ['nell', 'colleague'],
      others: NOT_HARGATE,
    }),
  ),
  ...['ORD26-002014', 'PYMT26-0287', 'QTE26-00038', 'RTN26-0021'].map(
    (theirs): RightsCase => ({
      covers: 'Query.invoice(number)',
      what: `the number of another document of another account, ${theirs}`,
      query: 'query ($value: String!) { invoice(number: $value) { __typename ... on Invoice { number } } }',
      theirs,
      nobodys: 'INV26-9999',
      owners: 'it is the number of no invoice',
      others: NOT_HARGATE,
    }),
  ),
  {
    covers: 'Query.order(number)',
    what: "another account's order",
    query: 'query ($value: String!) { order(number: $value) { __typename ... on Order { number status lines { sku } } } }',
    theirs: 'ORD26-002014',
    nobodys: 'ORD26-999999',
    owners: ['nell', 'colleague'],
    others: NOT_HARGATE,
  },
  ...['QTE26-00038', 'INV26-1009'].map(
    (theirs): RightsCase => ({
      covers: 'Query.order(number)',
      what: `the number of another document of another account, ${theirs}`,
      query: 'query ($value: String!) { order(number: $value) { __typename ... on Order { number } } }',
      theirs,
      nobodys: 'ORD26-999999',
      owners: 'it is the number of no order',
      others: NOT_HARGATE,
    }),
  ),
  {
    covers: 'Query.orderSubmission(id)',
    what: "another account's submission",
    query: 'query ($value: ID!) { orderSubmission(id: $value) { id reference status order { __typename } } }',
    theirs: ({ submissionId }) => submissionId,
    nobodys: globalId('OrderSubmission', '00000000-0000-4000-8000-000000000000'),
    owners: ['nell', 'colleague'],
    others: NOT_HARGATE,
  },
  {
    covers: 'Query.orderSubmission(id)',
    what: "a guest's submission",
    query: 'query ($value: ID!) { orderSubmission(id: $value) { id reference status } }',
    theirs: ({ guestSubmissionId }) => guestSubmissionId,
    nobodys: globalId('OrderSubmission', '00000000-0000-4000-8000-000000000000'),
    owners: 'a guest cannot be told from anybody else; placing the order again tells them',
    others: ['visitor', 'nell', 'marta'],
  },
  {
    covers: 'Mutation.cancelOrder(input.orderNumber)',
    what: "another account's order, which was invoiced long ago",
    query: CANCEL,
    variables: (orderNumber) => ({ input: { orderNumber } }),
    theirs: 'ORD26-001988',
    nobodys: 'ORD26-999999',
    // Nell's colleague only looks.
    owners: ['nell'],
    others: NOT_HARGATE,
  },
  {
    covers: 'Mutation.cancelOrder(input.submissionId)',
    what: "another account's submission",
    query: CANCEL,
    variables: (submissionId) => ({ input: { submissionId } }),
    theirs: ({ submissionId }) => submissionId,
    nobodys: globalId('OrderSubmission', '00000000-0000-4000-8000-000000000000'),
    // Nell's colleague only looks.
    owners: ['nell'],
    others: NOT_HARGATE,
  },
  {
    covers: 'Mutation.cancelOrder(input.submissionId)',
    what: "a guest's submission",
    query: CANCEL,
    variables: (submissionId) => ({ input: { submissionId } }),
    theirs: ({ guestSubmissionId }) => guestSubmissionId,
    nobodys: globalId('OrderSubmission', '00000000-0000-4000-8000-000000000000'),
    owners: 'a guest cannot be told from anybody else',
    others: ['visitor', 'nell', 'marta'],
  },

  // Payments. A program that may confirm them names any, for nobody: in a sandbox on this machine every program may.
  ...node('PaymentSubmission', {
    theirs: ({ paymentSubmissionId }) => paymentSubmissionId,
    nobodys: globalId('PaymentSubmission', '00000000-0000-4000-8000-000000000000'),
    owners: ['tessOfBranch', 'tess', 'head'],
    others: NOT_NORTHFLD,
  }),
  ...(['invoices.invoiceNumber', 'credits'] as const).map(
    (field): RightsCase => ({
      covers: `Mutation.preparePayment(input.${field})`,
      what: "another account's document",
      query: `mutation ($input: PreparePaymentInput!) { preparePayment(input: $input) {
        prepared { amount { amount } } userErrors { code message field }
      } }`,
      variables: (value) => ({
        input:
          field === 'credits'
            ? { invoices: [{ invoiceNumber: 'INV26-0971', amount: '1' }], credits: [value] }
            : { invoices: [{ invoiceNumber: value, amount: '1' }] },
      }),
      theirs: 'INV26-0971',
      nobodys: 'INV26-9999',
      owners: field === 'credits' ? 'it is the number of no credit' : ['tessOfBranch'],
      others: [...NOT_NORTHFLD, 'tess', 'head'],
    }),
  ),
  {
    covers: 'Mutation.payInvoices(input.paymentKey)',
    what: "the key of another account's payment",
    query: `mutation ($value: ID!) { payInvoices(input: { paymentKey: $value, method: CARD, transactionId: "txn_1", amount: "1" }) {
      submission { id } userErrors { code message field }
    } }`,
    theirs: ({ paymentKey }) => paymentKey,
    nobodys: '00000000-0000-4000-8000-000000000000',
    owners: ['tessOfBranch', 'tess', 'head'],
    others: ['nell', 'marta', 'ruth'],
  },
  {
    covers: 'Mutation.releasePayment(paymentKey)',
    what: "the key of another account's payment",
    query: 'mutation ($value: ID!) { releasePayment(paymentKey: $value) { released userErrors { code message field } } }',
    theirs: ({ paymentKey }) => paymentKey,
    nobodys: '00000000-0000-4000-8000-000000000000',
    owners: ['tessOfBranch', 'tess', 'head'],
    others: NOT_NORTHFLD,
  },

  // Sessions.
  {
    covers: 'Mutation.login(input.email)',
    what: "another user's e-mail address with a wrong password",
    query: `mutation ($input: LoginInput!) { login(input: $input) ${SESSION} }`,
    variables: (value, by) => ({ input: { email: value, password: by === 'nell' ? 'try-the-sandbox' : 'made up' } }),
    theirs: 'nell.hargate@example.com',
    nobodys: 'nobody@example.com',
    owners: ['nell'],
    others: ['visitor', 'marta', 'colleague'],
  },
  {
    covers: 'Mutation.login(input.password)',
    what: "another user's password with one's own e-mail address",
    query: `mutation ($input: LoginInput!) { login(input: $input) ${SESSION} }`,
    variables: (value, by) => ({
      input: { email: by === 'colleague' ? 'colleague@example.com' : 'marta.quill@example.com', password: value },
    }),
    theirs: COLLEAGUES_PASSWORD,
    nobodys: 'known to nobody',
    owners: ['colleague'],
    others: ['visitor', 'nell', 'marta'],
  },
  {
    covers: 'Mutation.refreshSession(input.refreshToken)',
    what: "what the database keeps of another user's token",
    query: `mutation ($value: String!) { refreshSession(input: { refreshToken: $value }) ${SESSION} }`,
    theirs: ({ refreshToken }) => hashOf(refreshToken),
    nobodys: hashOf('never given'),
    owners: ['nell'],
    own: ({ refreshToken }) => refreshToken,
    others: ['visitor', 'marta', 'colleague'],
  },
  {
    covers: 'Mutation.selectAccount(input.accountNumber)',
    what: 'an account that is not theirs',
    query: `mutation ($value: String!) { selectAccount(input: { accountNumber: $value }) ${SESSION} }`,
    theirs: 'HARGATE',
    nobodys: 'NO-SUCH',
    owners: ['nell', 'colleague'],
    others: NOT_HARGATE,
  },
  {
    covers: 'Mutation.selectAccount(input.accountNumber)',
    what: 'the parent of their account',
    query: `mutation ($value: String!) { selectAccount(input: { accountNumber: $value }) ${SESSION} }`,
    theirs: 'NORTHFLD-HQ',
    nobodys: 'NO-SUCH',
    owners: ['head'],
    others: ['tessOfBranch'],
  },
  {
    covers: 'Mutation.selectAccount(input.refreshToken)',
    what: "the refresh token of another user's session",
    query: `mutation ($value: String!) { selectAccount(input: { accountNumber: "HARGATE", refreshToken: $value }) ${SESSION} }`,
    theirs: ({ refreshToken }) => refreshToken,
    nobodys: 'never given',
    owners: 'it is taken together with an access token of its own session, which nobody here has',
    others: ['visitor', 'nell', 'marta', 'colleague'],
  },

  // Carts.
  cart('lines.sku', { ...AGENCY_PRODUCT, owners: ['ruth'], others: NOT_GOVERNMENT }, (sku) => ({
    lines: [{ sku, quantity: '1' }],
  })),
  cart('lines.warehouse', { ...CABLE_YARD, owners: ['nell'], others: NOT_CABLE }, (warehouse) => ({
    lines: [{ sku: CABLE, quantity: '1', warehouse }],
  })),
  cart('warehouse', { ...CABLE_YARD, owners: ['nell'], others: NOT_CABLE }, (warehouse) => ({
    lines: [{ sku: CABLE, quantity: '1' }],
    warehouse,
  })),
  cart('shipTo.addressCode', { ...ADDRESS_CODE, owners: ['nell', 'colleague'], others: NOT_HARGATE }, (addressCode) => ({
    lines: [{ sku: 'CUT-4', quantity: '1' }],
    shipTo: { addressCode },
  })),

  // Orders.
  placed('lines.sku', { ...AGENCY_PRODUCT, owners: ['ruth'], others: NOT_GOVERNMENT }, (sku) => ({ lines: { sku } })),
  placed('lines.warehouse', { ...CABLE_YARD, owners: ['nell'], others: NOT_CABLE }, (warehouse) => ({
    lines: { sku: CABLE, warehouse },
  })),
  placed('warehouse', { ...CABLE_YARD, owners: ['nell'], others: NOT_CABLE }, (warehouse) => ({
    lines: { sku: CABLE },
    warehouse,
  })),
  placed('lines.shipTo.addressCode', { ...ADDRESS_CODE, owners: ['nell', 'colleague'], others: NOT_HARGATE }, (addressCode) => ({
    lines: { shipTo: { addressCode } },
  })),
  placed('shipTo.addressCode', { ...ADDRESS_CODE, owners: ['nell', 'colleague'], others: NOT_HARGATE }, (addressCode) => ({
    shipTo: { addressCode },
  })),
  placed('billTo.addressCode', { ...ADDRESS_CODE, owners: ['nell', 'colleague'], others: NOT_HARGATE }, (addressCode) => ({
    billTo: { addressCode },
  })),
  placed(
    'total.currency',
    {
      what: "another account's currency",
      theirs: 'CAD',
      nobodys: 'XTS',
      owners: ['tess'],
      others: ['visitor', 'nell', 'marta', 'ruth'],
    },
    (currency) => ({ total: { amount: '0.01', currency } }),
  ),
  placed(
    'idempotencyKey',
    // A colleague is told as well: the key is the account's, and whoever calls again is answered alike, whatever became of their role.
    { what: "another account's key", theirs: KEY, nobodys: 'unused-key', owners: ['nell', 'colleague'], others: NOT_HARGATE },
    (idempotencyKey) => ({ idempotencyKey }),
  ),
  {
    covers: 'Mutation.placeOrder(input.idempotencyKey)',
    what: "a guest's key",
    query: PLACE,
    variables: (idempotencyKey, by) => ({ input: order(by, { idempotencyKey }) }),
    theirs: GUEST_KEY,
    nobodys: 'unused-key',
    owners: 'it is the guest’s who names their e-mail address, as the next case does',
    others: ['visitor', 'nell', 'marta'],
  },
  {
    covers: 'Mutation.placeOrder(input.customer.email)',
    what: "the number of an account with the account's key",
    query: PLACE,
    variables: (email) => ({ input: order('visitor', { idempotencyKey: KEY }, email) }),
    theirs: NUMBERED_ACCOUNT,
    nobodys: '99999',
    owners: 'an account number is no e-mail address',
    others: ['visitor'],
  },
  {
    covers: 'Mutation.placeOrder(input.customer.email)',
    what: "a guest's e-mail address with the guest's key",
    query: PLACE,
    variables: (email, by) => ({ input: order('visitor', { idempotencyKey: GUEST_KEY }, by === 'visitor' ? email : GUEST) }),
    theirs: GUEST,
    nobodys: 'somebody.else@example.com',
    owners: ['visitor'],
    others: [],
  },
  {
    covers: 'Mutation.placeOrder(input.customer.email)',
    what: "the e-mail address of one of GP's customers",
    query: PLACE,
    variables: (email) => ({ input: order('visitor', {}, email) }),
    theirs: 'hargate.primary@example.com',
    nobodys: 'nobody.at.all@example.com',
    owners: 'whose customer it is decides once the order is in GP, and no answer tells',
    others: ['visitor'],
  },
];
