import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';

/** Where the gateway's own data can be: the catalogue has to be the same in both. */
export const PLACES = ['PGlite', 'PostgreSQL'] as const;

export interface StartedGateway {
  readonly gateway: TestGateway;
  stop(): Promise<void>;
}

/** A gateway whose own data is in one of the places. */
export async function startOn(place: (typeof PLACES)[number], environment: NodeJS.ProcessEnv = {}): Promise<StartedGateway> {
  const company = await createDatabase();
  const own = place === 'PostgreSQL' ? await createDatabase() : undefined;
  const gateway = await TestGateway.start({ GP_URL: company, ...(own !== undefined && { DATABASE_URL: own }), ...environment });
  return {
    gateway,
    stop: async () => {
      await gateway.stop();
      await dropDatabase(company);
      if (own !== undefined) await dropDatabase(own);
    },
  };
}

const MAX_ATTEMPTS = 10;

const PAGE = `query ($query: String, $filter: CatalogFilter, $sort: CatalogSort, $first: Int, $after: String) {
  catalog(query: $query, filter: $filter, sort: $sort, first: $first, after: $after) {
    totalCount
    unavailable { reason }
    nodes { sku }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;

export interface Asked {
  readonly query?: string;
  readonly filter?: object;
  readonly sort?: string;
  readonly first?: number;
  readonly after?: string | null;
  /** A visitor where not given. */
  readonly as?: string;
}

/** One page of the catalogue. A busy machine may answer too late for a page; it is asked again then, as a visitor would. */
export async function pageOf(gateway: TestGateway, { as, ...asked }: Asked = {}) {
  for (let attempt = 1; ; attempt++) {
    const { data, errors } = await gateway.ask(PAGE, asked, as);
    if (errors) throw new Error(JSON.stringify(errors));
    const { nodes, pageInfo, totalCount, unavailable } = data.catalog;
    if (unavailable && attempt < MAX_ATTEMPTS) continue;
    return { skus: nodes.map(({ sku }) => sku), ...pageInfo, totalCount, unavailable };
  }
}

/** The SKUs of all pages, as somebody gets them who goes on until there is no next one. */
export async function everySku(gateway: TestGateway, asked: Asked = {}): Promise<string[]> {
  const skus: string[] = [];
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(gateway, { first: 100, ...asked, after });
    skus.push(...page.skus);
    if (!page.hasNextPage) return skus;
    after = page.endCursor ?? null;
  }
}

/** What GP has of its active items, by SKU, as its columns stand there. */
export async function itemsInGp(gateway: TestGateway): Promise<Record<string, string>[]> {
  const rows = await gateway.gateway.sandbox.change(
    `select rtrim("ITEMNMBR") as sku, rtrim("ITEMDESC") as name, "ITEMTYPE"::text as type, rtrim("ITMCLSCD") as class,
       rtrim("USCATVLS_1") as handling, rtrim("USCATVLS_2") as size, rtrim("USCATVLS_3") as finish,
       to_char("CREATDDT", 'YYYY-MM-DD') as created
     from "IV00101" where "INACTIVE" = 0`,
  );
  return (rows as Record<string, string>[]).toSorted((one, other) => compare(one['sku'], other['sku']));
}

/** By the characters' codes, as the databases of these tests compare. */
export function compare(one = '', other = ''): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
