import { type Patience, Trail } from '../live/index.js';
import type { Sku } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';
import { Lately } from '../values/lately.js';
import type { MaybePromise } from '../values/maybe-promise.js';
import type { Product } from './product.js';

type Products = readonly (Product | null)[];

interface Found {
  readonly skus: readonly Sku[];
  readonly products: Products;
  readonly trail: Trail;
  times: number;
}

/** Of the SKUs of so many letters two generations are remembered: some thousands of pages. */
const LETTERS_OF_A_GENERATION = 1024 * 1024;
const MOST_LETTERS = 4_096;
/** Once in so many times they are looked up all the same, so that they count as used and are not forgotten. */
const TIMES_BEFORE_LOOKED_UP = 64;

/** Products that were found together lately, for as long as each of them is the same: pages are asked for again and again. */
export class FoundTogether {
  private readonly lately = new Lately<Found>(LETTERS_OF_A_GENERATION, ({ length }) => length);

  /**
   * @param visible tells what the viewer sees of them: the same for all who see the same
   * @param find looks each of them up, in the order of the SKUs
   */
  get(
    visible: string,
    skus: readonly Sku[],
    patience: Patience,
    now: Instant,
    find: () => MaybePromise<Products>,
  ): MaybePromise<Products> {
    const text = `${visible}\n${skus.join('\n')}`;
    if (text.length > MOST_LETTERS || patience.insistsOnFresh) return find();
    const found = this.lately.get(text);
    if (found && isGood(found, skus, patience, now)) {
      patience.trail?.follows(found.trail);
      return found.products;
    }
    const trail = new Trail();
    const products = patience.noting(trail, find);
    if (!(products instanceof Promise) && trail.holds(now)) this.lately.add(text, { skus, products, trail, times: 0 });
    return products;
  }
}

function isGood(found: Found, skus: readonly Sku[], { since }: Patience, now: Instant): boolean {
  // What stands between SKUs may stand in one.
  if (skus.length !== found.skus.length || skus.some((sku, index) => sku !== found.skus[index])) return false;
  return found.trail.newest < since && found.trail.holds(now) && ++found.times % TIMES_BEFORE_LOOKED_UP !== 0;
}
