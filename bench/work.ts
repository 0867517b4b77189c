import { ACCOUNTS, type BenchAccount, skuAt } from './company.js';

const PAGES = 50;
export const PAGE_SIZE = 24;
/** Pages lie apart in the catalogue by so many products. */
const PAGE_STEP = 40;

/** What a storefront's product listing asks for. */
export const QUERY = `query Page($skus: [ID!]!, $near: LocationInput) {
  viewer {
    account { number name }
    permissions {
      seePrices { allowed denials }
      placeOrders { allowed denials }
      purchaseOnAccount { allowed denials }
      requestQuotes { allowed denials }
      payInvoices { allowed denials }
      asOf
      source
    }
  }
  products(skus: $skus) {
    sku
    name
    description
    defaultUnitOfMeasure
    media { url }
    price {
      __typename
      ... on Price {
        unitPrice { amount currency }
        breaks { fromQuantity toQuantity unitPrice { amount currency } }
        priceLevel
        asOf
        source
      }
      ... on Unavailable { reason }
    }
    availability(near: $near) {
      __typename
      ... on Availability {
        status
        totalAvailable
        unitOfMeasure
        warehouses { warehouse { code name } available distanceKm }
        asOf
        source
      }
      ... on Unavailable { reason }
    }
  }
}`;

/** An account with the access token of its user. */
export interface Shopper extends BenchAccount {
  readonly token: string;
}

export interface PageRequest {
  readonly shopper: Shopper;
  readonly page: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How many products the pages hold altogether. */
export const PAGED_PRODUCTS = PAGES * PAGE_SIZE;

/** The products of all pages, from 0 on. */
export function pagedSkuAt(index: number): string {
  return skuAt(Math.floor(index / PAGE_SIZE) * PAGE_STEP + (index % PAGE_SIZE));
}

/** A page's SKUs, or some of them. */
export function skusOf(page: number, from = 0, to = PAGE_SIZE): string[] {
  return Array.from({ length: to - from }, (_, index) => skuAt(page * PAGE_STEP + from + index));
}

export function pageRequest(shopper: Shopper, page: number, skus: readonly string[] = skusOf(page)): PageRequest {
  return {
    shopper,
    page,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${shopper.token}` },
    body: JSON.stringify({ query: QUERY, variables: { skus, near: { postalCode: shopper.postalCode } } }),
  };
}

/** Every page for every account, each request another account and another page than the one before. */
export function allRequests(shoppers: readonly Shopper[]): PageRequest[] {
  return Array.from({ length: ACCOUNTS * PAGES }, (_, index) => {
    const account = index % ACCOUNTS;
    const shopper = shoppers[account];
    if (!shopper) throw new RangeError(`there is no account ${account}`);
    return pageRequest(shopper, (7 * account + Math.floor(index / ACCOUNTS)) % PAGES);
  });
}
