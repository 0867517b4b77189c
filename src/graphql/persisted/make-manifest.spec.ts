import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AskedFact, Costs } from '../../contract/index.js';
import { manifestOf } from './make-manifest.js';
import { sha256 } from './persisted-queries.js';

const PRODUCT: AskedFact = { namespace: 'product', batchSize: 500 };
const COSTS: Costs = {
  fields: { Query: { products: { size: { argument: 'skus', most: 100 }, asksForEach: [PRODUCT] } } },
};

describe('manifestOf', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'operations-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };

  it('brings operations and the fragments of other files together, in the order of their names', () => {
    write('z.graphql', 'query Two { product(sku: "A") { ...Name } } mutation One { logout { __typename } }');
    write('parts/name.graphql', 'fragment Name on Product { name }');
    const { operations, problems } = manifestOf(folder, [COSTS]);
    expect(problems).toEqual([]);
    expect(operations.map(({ name, type }) => [name, type])).toEqual([
      ['One', 'mutation'],
      ['Two', 'query'],
    ]);
    expect(operations[1]?.body).toContain('fragment Name on Product');
    for (const { id, body } of operations) expect(id).toBe(sha256(body));
    expect(manifestOf(folder, [COSTS]).operations).toEqual(operations);
  });

  it('costs every operation with the dearest variables that it can be sent with', () => {
    write('a.graphql', 'query Few { products(skus: ["A"]) { sku } } query Many($skus: [ID!]!) { products(skus: $skus) { sku } }');
    const { costs } = manifestOf(folder, [COSTS]);
    expect(costs.get('Few')).toBeGreaterThan(0);
    expect(costs.get('Many')).toBeGreaterThan(10 * (costs.get('Few') ?? 0));
  });

  it('tells every problem with its file and line', () => {
    write('a.graphql', 'query A {\n  nothing\n}\n');
    write('b.graphql', 'query B {\n  product(sku: "A") {\n    ...Missing\n  }\n}\n');
    expect(manifestOf(folder, [COSTS]).problems).toEqual([
      'a.graphql:2: Cannot query field "nothing" on type "Query".',
      'b.graphql:3: Unknown fragment "Missing".',
    ]);
  });

  it('takes no operation without a name, none twice, and no nonsense', () => {
    write('a.graphql', '{ __typename }');
    write('b.graphql', 'query B { __typename }\nquery B { __typename }');
    write('c.graphql', 'query {');
    expect(manifestOf(folder, [COSTS]).problems).toEqual([
      'a.graphql:1: an operation needs a name',
      'b.graphql:2: there is another operation B',
      'c.graphql:1: Syntax Error: Expected Name, found <EOF>.',
    ]);
  });
});
