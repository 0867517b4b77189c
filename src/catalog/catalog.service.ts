import { Injectable } from '@nestjs/common';
import { AccountService } from '../account/index.js';
import { CatalogRules } from '../config/index.js';
import { StoreUnavailable } from '../faults/index.js';
import { type Known, type Live, type LiveReader, LiveReaders, PerRequest, type RequestBudget } from '../live/index.js';
import type { Sku } from '../values/identifiers.js';
import { allOf, andThen, type MaybePromise } from '../values/maybe-promise.js';
import { cursorOf, type Page } from '../values/page.js';
import type { Viewer } from '../values/viewer.js';
import { categoriesPolicy, familyPolicy, listingPolicy, productPolicy } from './catalog.policy.js';
import type { Category } from './category.js';
import { cursorList, type Listing, type ListingResult } from './listing.js';
import type { Product } from './product.js';
import { ProductStore } from './product-store.js';
import { isVisible, type Visibility, visibilityFor } from './visibility.js';

const SKU_LENGTH = 30;

export interface ProductPage extends Page<Product> {
  readonly totalCount: number;
}

/** The catalogue as one viewer sees it. A product that a rule hides from them does not exist for them in any query. */
@Injectable()
export class CatalogService {
  private readonly visibilities = new PerRequest<Visibility>();
  private readonly productReader: LiveReader<Sku, Product>;
  private readonly listingReader: LiveReader<Listing, ListingResult>;
  private readonly categoryReader: LiveReader<Visibility, readonly Category[]>;
  private readonly familyReader: LiveReader<string, readonly Sku[]>;

  constructor(
    live: LiveReaders,
    private readonly store: ProductStore,
    private readonly accounts: AccountService,
    private readonly rules: CatalogRules,
  ) {
    this.productReader = live.reader(productPolicy, String, (skus) => store.products(skus));
    this.listingReader = live.reader(listingPolicy, listingText, (listings) => each(listings, (listing) => store.list(listing)));
    this.categoryReader = live.reader(
      categoriesPolicy,
      ({ key }) => key,
      (kinds) => each(kinds, (kind) => store.categories(kind)),
    );
    this.familyReader = live.reader(familyPolicy, String, (families) => each(families, (family) => store.family(family)));
  }

  /** A product that the viewer sees; null where it does not exist, is hidden or is not known now. */
  product(viewer: Viewer, sku: Sku, budget: RequestBudget): MaybePromise<Product | null> {
    if (!canBe(sku)) return null;
    return andThen(this.visibility(viewer, budget), (visibility) =>
      andThen(this.productReader.read(sku, budget), (live) => shownIn(visibility, live)),
    );
  }

  /** Several products that the viewer sees, in the order asked for; null as with `product`. */
  products(viewer: Viewer, skus: readonly Sku[], budget: RequestBudget): MaybePromise<(Product | null)[]> {
    return andThen(this.visibility(viewer, budget), (visibility) => {
      const seen = (live: Live<Product | null>) => shownIn(visibility, live);
      return allOf(skus.map((sku) => (canBe(sku) ? andThen(this.productReader.read(sku, budget), seen) : null)));
    });
  }

  /** A product that the viewer sees, for callers that must distinguish "does not exist" (null) from "not known now". */
  async lookUp(viewer: Viewer, sku: Sku, budget: RequestBudget): Promise<Product | null | 'unknown'> {
    const product = await this.product(viewer, sku, budget);
    if (product || !canBe(sku)) return product;
    const [live, terms] = await Promise.all([this.productReader.read(sku, budget), this.accounts.terms(viewer, budget)]);
    if (!live.known) return 'unknown';
    if (live.value === null) return null;
    // What was not known a moment ago may be known by now.
    if (isVisible(visibilityFor(this.rules, terms.known ? terms.value : null), live.value)) return live.value;
    return terms.known ? null : 'unknown';
  }

  /**
   * The products that the viewer sees by codes other than their SKUs: a SKU without its separators, or a value of one of the
   * custom fields. Codes without a product are absent.
   * @param fields names of custom fields whose values are codes, such as bar codes
   */
  async productsOfCodes(
    viewer: Viewer,
    codes: readonly string[],
    fields: readonly string[],
    budget: RequestBudget,
  ): Promise<ReadonlyMap<string, readonly Product[]> | 'unknown'> {
    try {
      const found = await this.store.skusOfCodes(codes, fields);
      const entries = [...found].map(async ([code, skus]) => [code, await this.visibleProducts(viewer, skus, budget)] as const);
      return new Map((await Promise.all(entries)).filter(([, products]) => products.length > 0));
    } catch (cause) {
      if (cause instanceof StoreUnavailable) return 'unknown';
      throw cause;
    }
  }

  /** A product regardless of its visibility, for rules that need it; null where there is none. */
  anyProduct(sku: Sku, budget: RequestBudget): MaybePromise<Live<Product | null>> {
    return this.productReader.read(sku, budget);
  }

  /** The products that the viewer sees, in the order asked for, without the others. */
  visibleProducts(viewer: Viewer, skus: readonly Sku[], budget: RequestBudget): MaybePromise<Product[]> {
    return andThen(this.products(viewer, skus, budget), (products) => products.filter((product) => product !== null));
  }

  /** One page of a listing of products that the viewer sees. */
  list(viewer: Viewer, ask: Omit<Listing, 'visibility'>, budget: RequestBudget): MaybePromise<Live<ProductPage>> {
    return andThen(this.visibility(viewer, budget), (visibility) =>
      andThen(this.listingReader.read({ ...ask, visibility }, budget), (live) =>
        live.known && live.value ? this.pageOf(visibility, ask, { ...live, value: live.value }, budget) : (live as Live<never>),
      ),
    );
  }

  /** The categories in which the viewer sees a product, and their ancestors. */
  categories(viewer: Viewer, budget: RequestBudget): MaybePromise<readonly Category[]> {
    return andThen(this.visibility(viewer, budget), (visibility) =>
      andThen(this.categoryReader.read(visibility, budget), (live) => (live.known && live.value) || []),
    );
  }

  /** The products that differ from this one only in their variant attributes. */
  variants(viewer: Viewer, product: Product, budget: RequestBudget): MaybePromise<Product[]> {
    if (product.variantFamily === null) return [];
    return andThen(this.familyReader.read(product.variantFamily, budget), (live) => {
      const others = ((live.known && live.value) || []).filter((sku) => sku !== product.sku);
      return this.visibleProducts(viewer, others, budget);
    });
  }

  /** Forgets products and listings that were read before the snapshot changed. */
  snapshotChanged(): void {
    this.productReader.forgetAll();
    this.listingReader.forgetAll();
    this.categoryReader.forgetAll();
    this.familyReader.forgetAll();
  }

  private visibility(viewer: Viewer, budget: RequestBudget): MaybePromise<Visibility> {
    return this.visibilities.get(budget, viewer, undefined, () =>
      andThen(this.accounts.terms(viewer, budget), (terms) => visibilityFor(this.rules, terms.known ? terms.value : null)),
    );
  }

  private pageOf(
    visibility: Visibility,
    { sort, after }: Omit<Listing, 'visibility'>,
    found: Known<ListingResult>,
    budget: RequestBudget,
  ): MaybePromise<Live<ProductPage>> {
    const { entries, hasNextPage, totalCount } = found.value;
    return andThen(allOf(entries.map(({ sku }) => this.productReader.read(sku, budget))), (products) => {
      // A page without the missing product would look complete to the caller.
      const missing = products.find((product) => !product.known);
      if (missing && !missing.known) return missing;
      return {
        ...found,
        value: {
          items: entries.flatMap(({ sortKey }, index) => {
            const product = products[index];
            const node = product?.known ? product.value : null;
            return node && isVisible(visibility, node) ? [{ node, cursor: cursorOf(cursorList(sort), sortKey) }] : [];
          }),
          hasNextPage,
          hasPreviousPage: after !== null,
          totalCount,
        },
      };
    });
  }
}

function shownIn(visibility: Visibility, live: Live<Product | null>): Product | null {
  return live.known && live.value && isVisible(visibility, live.value) ? live.value : null;
}

/** Whether a SKU fits in GP's item number. A longer one is not looked up: cut off, it could match another item. */
function canBe(sku: Sku): boolean {
  return sku !== '' && sku.length <= SKU_LENGTH;
}

/** The listing as a key. The visibility is named by its key, so that viewers with the same rules share results. */
function listingText({ visibility, ...rest }: Listing): string {
  return JSON.stringify([visibility.key, rest]);
}

async function each<K, V>(keys: readonly K[], ask: (key: K) => Promise<V>): Promise<ReadonlyMap<K, V>> {
  return new Map(await Promise.all(keys.map(async (key) => [key, await ask(key)] as const)));
}
