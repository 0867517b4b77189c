import { type Contract } from '../../src/contract/index.js';
import type { Random } from '../../src/sandbox/generator/random.js';
import { globalId } from '../../src/values/global-id.js';
import type { AccountNumber } from '../../src/values/identifiers.js';
import { type AskedPrice, CLOSEST_WITH, type Near } from './oracle.js';

const MONEY = 'amount currency';
const ACCOUNT = `fragment Known on Account {
  number name class priceLevel currency
  status { ... on AccountStatus { onHold inactive asOf source } ... on Unavailable { reason } }
  credit {
    ... on CreditStatus {
      limitType limit { ${MONEY} } balance { ${MONEY} } onOrder { ${MONEY} } available { ${MONEY} } asOf
    }
    ... on Unavailable { reason }
  }
  parent { number name class priceLevel }
  shippingAddress { code }
  defaultWarehouse { code }
}`;
const PERMISSION = 'allowed denials';
const ME = `fragment Me on Viewer {
  user { email name role }
  account { ...Known }
  permissions {
    seePrices { ${PERMISSION} } placeOrders { ${PERMISSION} } purchaseOnAccount { ${PERMISSION} }
    requestQuotes { ${PERMISSION} } payInvoices { ${PERMISSION} }
    asOf source
  }
} ${ACCOUNT}`;
const PRICED = `fragment Priced on Product {
  price(quantity: $quantity) {
    ... on Price {
      unitPrice { ${MONEY} } listPrice { ${MONEY} } priceLevel unitOfMeasure quantity
      breaks { fromQuantity toQuantity unitPrice { ${MONEY} } }
      asOf source
    }
    ... on Unavailable { reason message }
  }
}`;
const COUNTED = `fragment Counted on Product {
  availability(near: $near) {
    ... on Availability {
      status totalAvailable asOf source
      warehouses { warehouse { code } onHand allocated available distanceKm }
      closestWith(quantity: "${CLOSEST_WITH}") { warehouse { code } }
    }
    ... on Unavailable { reason message }
  }
}`;

const PAGE = `query Page($skus: [ID!]!, $quantity: Decimal!, $near: LocationInput, $prices: Boolean!, $stock: Boolean!) {
  viewer { ...Me }
  products(skus: $skus) { sku ...Priced @include(if: $prices) ...Counted @include(if: $stock) }
} ${ME} ${PRICED} ${COUNTED}`;
/** The same product twice, asked for on its own. */
const PRODUCT = `query Product($sku: ID!, $quantity: Decimal!, $near: LocationInput) {
  product(sku: $sku) { sku ...Priced ...Counted }
  again: product(sku: $sku) { sku ...Priced }
  viewer { ...Me }
} ${ME} ${PRICED} ${COUNTED}`;
const CATALOG = `query Catalog($query: String, $first: Int!, $quantity: Decimal!) {
  catalog(query: $query, first: $first, sort: SKU) { totalCount nodes { sku ...Priced } }
  warehouses { code }
} ${PRICED}`;
const ACCOUNTS = `query Accounts($ids: [ID!]!, $order: String!) {
  viewer { ...Me accounts { ...Known } }
  nodes(ids: $ids) { __typename ... on Account { ...Known } ... on Warehouse { code } ... on Product { sku } }
  order(number: $order) { ... on Order { number } ... on Unavailable { reason } }
} ${ME}`;
const ORDERS = `query Orders { viewer { ...Me account { orders(first: 5) { nodes { number } } } } } ${ME}`;

export type AskedAccount = Pick<Contract.Account, 'number' | 'name' | 'class' | 'priceLevel' | 'currency'> & {
  readonly status: Partial<Contract.AccountStatus>;
  readonly credit: Partial<Contract.CreditStatus>;
  readonly parent: Pick<Contract.Account, 'number' | 'name' | 'class' | 'priceLevel'> | null;
  readonly defaultWarehouse: { readonly code: string } | null;
  readonly orders?: { readonly nodes: readonly { readonly number: string }[] };
};

export type Priced = Partial<AskedPrice> &
  Partial<Pick<Contract.Price, 'source'>> & {
    readonly asOf?: string;
    readonly reason?: string;
    readonly message?: string;
  };
export type Counted = Partial<Pick<Contract.Availability, 'status' | 'totalAvailable' | 'source'>> & {
  readonly warehouses?: readonly Contract.WarehouseStock[];
  readonly closestWith?: { readonly warehouse: { readonly code: string } } | null;
  readonly asOf?: string;
  readonly reason?: string;
};

export interface AskedProduct {
  readonly sku: string;
  readonly price?: Priced;
  readonly availability?: Counted;
}

/** What the questions are answered; what a question does not ask for is not there. */
export interface Told {
  readonly viewer?:
    | (Pick<Contract.Viewer, 'user'> & {
        readonly account: AskedAccount;
        readonly accounts?: readonly AskedAccount[];
        readonly permissions: Contract.Permissions;
      })
    | null;
  readonly products?: readonly (AskedProduct | null)[];
  readonly product?: AskedProduct | null;
  readonly again?: AskedProduct | null;
  readonly catalog?: { readonly totalCount: number; readonly nodes: readonly AskedProduct[] };
  readonly warehouses?: readonly { readonly code: string }[];
  readonly nodes?: readonly ((AskedAccount | { readonly code: string } | { readonly sku: string }) & {
    readonly __typename: string;
  })[];
  readonly order?: { readonly number?: string } | null;
}

export interface Question {
  readonly query: string;
  readonly variables: {
    readonly quantity?: string;
    readonly near?: Near;
    readonly ids?: readonly string[];
    readonly [name: string]: unknown;
  };
}

const QUANTITIES = ['1', '10'];
const PLACES: readonly Near[] = [null, { addressCode: 'PRIMARY' }, { postalCode: '60601' }];

/** The questions of the test: few enough that the same viewer asks the same one again and again. */
export class Questions {
  private readonly pages: readonly (readonly string[])[];
  private readonly ids: readonly string[];

  constructor(
    private readonly skus: readonly string[],
    accounts: readonly AccountNumber[],
    warehouses: readonly string[],
    private readonly orders: readonly string[],
  ) {
    const half = Math.ceil(skus.length / 2);
    // Nothing is hidden in the short ones, so that their lists are put together as wholes.
    this.pages = [skus, skus.slice(0, half), skus.slice(half), skus.slice(0, 3), skus.slice(3, 7)];
    this.ids = [
      ...accounts.map((number) => globalId('Account', number)),
      ...warehouses.map((code) => globalId('Warehouse', code)),
      ...skus.map((sku) => globalId('Product', sku)),
    ];
  }

  pick(random: Random): Question {
    const quantity = random.pick(QUANTITIES);
    const near = random.pick(PLACES);
    switch (random.whole(0, 11)) {
      case 0:
        return { query: PRODUCT, variables: { sku: random.pick(this.skus), quantity, near } };
      case 1:
        return { query: CATALOG, variables: { query: random.pick([null, 'hex']), first: random.pick([24, 100]), quantity } };
      case 2:
        return { query: ACCOUNTS, variables: { ids: random.pickSome(this.ids, 20), order: random.pick(this.orders) } };
      case 3:
        return { query: ORDERS, variables: {} };
      default: {
        const prices = random.perMille(900);
        return {
          query: PAGE,
          variables: { skus: random.pick(this.pages), quantity, near, prices, stock: !prices || random.perMille(700) },
        };
      }
    }
  }
}
