import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  AnswerIsCacheable,
  type Contract,
  connectionOf,
  emptyConnection,
  erpUnavailable,
  type NodeSource,
  NodeType,
  pageSize,
  type RequestContext,
  SharedObjects,
  unavailable,
} from '../contract/index.js';
import { InvalidInput } from '../faults/index.js';
import { isGiven } from '../values/blank.js';
import { globalId, parseGlobalId } from '../values/global-id.js';
import { asSku } from '../values/identifiers.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { CatalogService } from './catalog.service.js';
import { belongsTo, type Category, categoryRule } from './category.js';
import { type CatalogSort, type CategoryFilter, effectiveSort, type Listing, searchWords, sortKeyOf } from './listing.js';
import type { Product } from './product.js';

const MAX_SKUS = 100;
const MAX_FILTER_VALUES = 50;
const USUAL_PAGE = 24;

type ProductList = Omit<Contract.ProductConnection, 'nodes' | 'edges'> & {
  readonly nodes: readonly Product[];
  readonly edges: readonly { readonly cursor: string; readonly node: Product }[];
};

@Resolver('Product')
@AnswerIsCacheable()
@SharedObjects()
@NodeType('Product')
export class ProductResolver implements NodeSource {
  constructor(private readonly catalog: CatalogService) {}

  @Query('product')
  product(@Args('sku') sku: string, @Context() { viewer, budget }: RequestContext): MaybePromise<Product | null> {
    return this.catalog.product(viewer, asSku(sku), budget);
  }

  @Query('products')
  products(
    @Args('skus') skus: readonly string[],
    @Context() { viewer, budget }: RequestContext,
  ): MaybePromise<(Product | null)[]> {
    if (skus.length > MAX_SKUS) throw new InvalidInput('skus', `must not hold more than ${MAX_SKUS} SKUs`);
    return this.catalog.products(viewer, skus.map(asSku), budget);
  }

  @Query('catalog')
  catalogPage(@Args() args: Contract.QueryCatalogArgs, @Context() context: RequestContext): MaybePromise<ProductList> {
    return productList(this.catalog, listingOf(args), context);
  }

  node(key: string, { viewer, budget }: RequestContext): MaybePromise<Product | null> {
    return this.catalog.product(viewer, asSku(key), budget);
  }

  @ResolveField('categories')
  categories(@Parent() product: Product, @Context() { viewer, budget }: RequestContext): MaybePromise<Category[]> {
    return andThen(this.catalog.categories(viewer, budget), (categories) =>
      categories.filter(({ id }) => {
        const rule = categoryRule(id);
        return rule !== undefined && rule.kind !== 'userCategory' && belongsTo(product, rule);
      }),
    );
  }

  @ResolveField('variants')
  variants(@Parent() product: Product, @Context() { viewer, budget }: RequestContext): MaybePromise<Product[]> {
    return this.catalog.variants(viewer, product, budget);
  }

  /** GP knows substitutes (IV00101.ALTITEM1 and ALTITEM2) and no other associations. */
  @ResolveField('associations')
  associations(
    @Parent() { substitutes }: Product,
    @Args() { kind }: Contract.ProductAssociationsArgs,
    @Context() { viewer, budget }: RequestContext,
  ) {
    if (kind && kind !== 'SUBSTITUTE') return [];
    return andThen(this.catalog.visibleProducts(viewer, substitutes, budget), (products) =>
      products.map((product) => ({ kind: 'SUBSTITUTE', product })),
    );
  }

  @ResolveField('components')
  components(@Parent() { components }: Product, @Context() { viewer, budget }: RequestContext) {
    const skus = components.map(({ sku }) => sku);
    return andThen(this.catalog.products(viewer, skus, budget), (products) =>
      components.flatMap(({ quantity, unit }, index) => {
        const product = products[index];
        return product ? [{ product, quantity, unitOfMeasure: unit }] : [];
      }),
    );
  }

  @ResolveField('customFields')
  customFields(@Parent() product: Product, @Args() { names }: Contract.ProductCustomFieldsArgs): Contract.CustomField[] {
    const fields = Object.entries(product.customFields);
    return fields.filter(([name]) => !names || names.includes(name)).map(([name, value]) => ({ name, value }));
  }
}

@Resolver('Category')
@AnswerIsCacheable()
@SharedObjects()
@NodeType('Category')
export class CategoryResolver implements NodeSource {
  constructor(private readonly catalog: CatalogService) {}

  @Query('categories')
  categories(@Context() { viewer, budget }: RequestContext): MaybePromise<Category[]> {
    return andThen(this.catalog.categories(viewer, budget), (categories) =>
      categories.filter(({ parentId }) => parentId === null),
    );
  }

  @Query('category')
  category(@Args('id') id: string, @Context() context: RequestContext): MaybePromise<Category | null> {
    return this.node(categoryKey(id), context);
  }

  node(key: string, context: RequestContext): MaybePromise<Category | null> {
    return andThen(this.catalog.categories(context.viewer, context.budget), (all) => all.find((one) => one.id === key) ?? null);
  }

  @ResolveField('id')
  id(@Parent() { id }: Category): string {
    return globalId('Category', id);
  }

  @ResolveField('parent')
  parent(@Parent() { parentId }: Category, @Context() context: RequestContext): MaybePromise<Category | null> {
    return parentId === null ? null : this.node(parentId, context);
  }

  @ResolveField('children')
  children(@Parent() { id }: Category, @Context() { viewer, budget }: RequestContext): MaybePromise<Category[]> {
    return andThen(this.catalog.categories(viewer, budget), (all) => all.filter(({ parentId }) => parentId === id));
  }

  @ResolveField('products')
  products(
    @Parent() { id }: Category,
    @Args() { first, after, sort }: Contract.CategoryProductsArgs,
    @Context() context: RequestContext,
  ): MaybePromise<ProductList> {
    const listing = listingOf({ first, after, sort: sort ?? 'NAME' });
    return productList(this.catalog, 'reason' in listing ? listing : { ...listing, category: categoryRule(id) ?? null }, context);
  }
}

/** The key of a category, which callers name by its node ID or by its readable key, such as "class/FASTENERS". */
function categoryKey(id: string): string {
  const parsed = parseGlobalId(id);
  return parsed?.typename === 'Category' ? parsed.key : id;
}

/**
 * The listing that the arguments ask for, or why it is empty.
 * @throws {InvalidInput} an argument is invalid in a way that only a mistake in a program causes; it is named
 */
function listingOf({
  query,
  filter,
  sort,
  first,
  after,
}: Contract.QueryCatalogArgs): Omit<Listing, 'visibility'> | Contract.Unavailable {
  const words = searchWords(query);
  const order: CatalogSort = effectiveSort(sort ?? 'RELEVANCE', words);
  const size = pageSize(first, USUAL_PAGE);
  const sortKey = sortKeyOf(after, order);
  if (sortKey === 'otherOrder') return unavailable('NOT_DEFINED', 'The cursor belongs to another order of the list.');
  const attributes = attributesOf(filter?.attributes ?? []);
  return {
    query: words,
    category: attributes === 'nothing' ? { kind: 'nothing' } : categoryFilter(filter?.categoryId),
    attributes: attributes === 'nothing' ? [] : attributes,
    types: [...new Set(filter?.types)],
    sort: order,
    first: size,
    after: sortKey,
  };
}

/**
 * The attributes to filter by, or "nothing" where no product can have them. Blank names and values are ignored. An attribute
 * without a name or a value does not filter: the visitor has removed all choices of the filter.
 * @throws {InvalidInput} there are too many attributes or values
 */
function attributesOf(given: readonly Contract.AttributeFilter[]): Listing['attributes'] | 'nothing' {
  if (given.length > MAX_FILTER_VALUES || given.some(({ anyOf }) => anyOf.length > MAX_FILTER_VALUES)) {
    throw new InvalidInput('filter.attributes', `must not hold more than ${MAX_FILTER_VALUES} entries`);
  }
  const chosen = given
    .map(({ name, anyOf }) => ({ name, anyOf: [...new Set(anyOf.filter((value) => isGiven(value)))] }))
    .filter(({ name, anyOf }) => isGiven(name) && anyOf.length > 0);
  const possible = chosen.map(({ name, anyOf }) => ({ name, anyOf: canBeStored(name) ? anyOf.filter(canBeStored) : [] }));
  return possible.every(({ anyOf }) => anyOf.length > 0) ? possible : 'nothing';
}

/** Whether the database can store the text. */
function canBeStored(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** The filter for a category. A category that does not exist has no products. */
function categoryFilter(id: string | null | undefined): CategoryFilter | null {
  if (!isGiven(id)) return null;
  return categoryRule(categoryKey(id)) ?? { kind: 'nothing' };
}

function productList(
  catalog: CatalogService,
  listing: Omit<Listing, 'visibility'> | Contract.Unavailable,
  { viewer, budget }: RequestContext,
): MaybePromise<ProductList> {
  if ('reason' in listing) return { ...emptyConnection<Product>(), totalCount: 0, unavailable: listing };
  return andThen(catalog.list(viewer, listing, budget), (live) =>
    live.known
      ? { ...connectionOf(live.value), totalCount: live.value.totalCount, unavailable: null }
      : { ...emptyConnection<Product>(), totalCount: 0, unavailable: erpUnavailable(live) },
  );
}
