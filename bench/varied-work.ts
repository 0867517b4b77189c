import { ACCOUNTS } from './company.js';
import { PAGE_SIZE, PAGED_PRODUCTS, type PageRequest, pagedSkuAt, pageRequest, type Shopper } from './work.js';

/** Of Zipf's law: the product of rank r is asked for in proportion to 1 / r to this power. */
const EXPONENT = 0.9;

/** The share of all that is asked for that falls on the products up to each rank. */
const CUMULATIVE = cumulativeShares();

/**
 * Pages as shops ask for them: each holds 24 products of 1,200, drawn by popularity, for one of 200 accounts, and is asked
 * for once. The same sequence in every run.
 */
export class VariedPages {
  private next: number;

  /** @param first the number of the first page: pages of other numbers are other pages */
  constructor(
    private readonly shoppers: readonly Shopper[],
    first = 0,
  ) {
    this.next = first;
  }

  take(): PageRequest {
    const number = this.next++;
    const random = pseudoRandom(number);
    const shopper = this.shoppers[Math.floor(random() * ACCOUNTS)] as Shopper;
    const products = new Set<number>();
    while (products.size < PAGE_SIZE) products.add(rankAt(random()));
    return pageRequest(shopper, number, [...products].map(productAt));
  }

  takeMany(count: number): PageRequest[] {
    return Array.from({ length: count }, () => this.take());
  }
}

/** Popular products lie anywhere in the catalogue. 7 and 1,200 have no common divisor. */
function productAt(rank: number): string {
  return pagedSkuAt((rank * 7) % PAGED_PRODUCTS);
}

function cumulativeShares(): Float64Array {
  const shares = new Float64Array(PAGED_PRODUCTS);
  let sum = 0;
  for (let rank = 0; rank < PAGED_PRODUCTS; rank++) {
    sum += (rank + 1) ** -EXPONENT;
    shares[rank] = sum;
  }
  return shares.map((share) => share / sum);
}

function rankAt(share: number): number {
  let low = 0;
  let high = CUMULATIVE.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((CUMULATIVE[middle] as number) < share) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** mulberry32: even enough for a load, and the same everywhere. */
function pseudoRandom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
