import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSchema, printSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const SCHEMA = 'schema';
/** The program that the package brings for this machine. */
const COMPILER = createRequire(import.meta.url)('relay-compiler') as string;

/** What a storefront in React has: one component a file. */
const COMPONENTS = {
  ProductTile: `
    fragment ProductTile_product on Product {
      sku
      name
      price { __typename ... on Price { unitPrice { amount currency } asOf source } ... on Unavailable { reason } }
      availability { __typename ... on Availability { status totalAvailable } ... on Unavailable { reason } }
    }`,
  ProductPage: `
    query ProductPageQuery($id: ID!) {
      node(id: $id) { __typename id ...ProductTile_product @alias(as: "tile") }
    }`,
  Refreshed: `
    fragment Refreshed_product on Product @refetchable(queryName: "RefreshedQuery") {
      price { __typename ... on Price { unitPrice { amount } } }
    }`,
  CatalogList: `
    fragment CatalogList_query on Query
    @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" }, search: { type: "String" })
    @refetchable(queryName: "CatalogListPaginationQuery") {
      catalog(first: $first, after: $after, query: $search) @connection(key: "CatalogList_catalog") {
        edges { node { id ...ProductTile_product } }
        totalCount
        unavailable { reason }
      }
    }`,
  CatalogPage: `
    query CatalogPageQuery($search: String) {
      ...CatalogList_query @arguments(search: $search)
    }`,
  CategoryList: `
    fragment CategoryList_category on Category
    @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" })
    @refetchable(queryName: "CategoryListPaginationQuery") {
      products(first: $first, after: $after) @connection(key: "CategoryList_products") {
        edges { node { id ...ProductTile_product } }
      }
    }`,
  OrderHistory: `
    fragment OrderHistory_account on Account
    @argumentDefinitions(first: { type: "Int", defaultValue: 10 }, after: { type: "String" })
    @refetchable(queryName: "OrderHistoryPaginationQuery") {
      orders(first: $first, after: $after) @connection(key: "OrderHistory_orders") {
        edges { node { id number } }
        unavailable { reason }
      }
    }`,
  OrdersPage: `
    query OrdersPageQuery { viewer { account { ...OrderHistory_account } } }`,
  Checkout: `
    mutation CheckoutMutation($input: PlaceOrderInput!) {
      placeOrder(input: $input) { submission { id status orderNumber } userErrors { code field message } }
    }`,
};

describe('Relay', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'relay-'));
    mkdirSync(join(folder, 'src'));
    const contract = readdirSync(SCHEMA).map((file) => readFileSync(join(SCHEMA, file), 'utf8'));
    // Relay wants types whole, as introspection gives them.
    writeFileSync(join(folder, 'contract.graphql'), printSchema(buildSchema(contract.join('\n'))));
    for (const [name, text] of Object.entries(COMPONENTS)) {
      const tag = `import { graphql } from 'react-relay';\n\nexport const document = graphql\`${text}\n\`;\n`;
      writeFileSync(join(folder, 'src', `${name}.ts`), tag);
    }
    const scalars = { Decimal: 'string', DateTime: 'string', Date: 'string', CurrencyCode: 'string' };
    const settings = { src: './src', schema: './contract.graphql', language: 'typescript', customScalarTypes: scalars };
    writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(settings));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('compiles pages, pagination and refetching from the contract', async () => {
    await promisify(execFile)(COMPILER, ['--noWatchman', 'relay.config.json'], { cwd: folder });
    const made = readdirSync(join(folder, 'src/__generated__')).map((file) => file.replace('.graphql.ts', ''));
    expect(made.sort()).toEqual([
      'CatalogListPaginationQuery',
      'CatalogList_query',
      'CatalogPageQuery',
      'CategoryListPaginationQuery',
      'CategoryList_category',
      'CheckoutMutation',
      'OrderHistoryPaginationQuery',
      'OrderHistory_account',
      'OrdersPageQuery',
      'ProductPageQuery',
      'ProductTile_product',
      'RefreshedQuery',
      'Refreshed_product',
    ]);
    const pagination = readFileSync(join(folder, 'src/__generated__/CategoryListPaginationQuery.graphql.ts'), 'utf8');
    expect(pagination).toContain('node(id: $id)');
    expect(pagination).toContain('hasNextPage');
  });
});
