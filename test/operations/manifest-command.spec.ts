import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildGateway, ConsoleHost, endAll, runBuilt } from '../support/built-gateway.js';
import { TestGateway } from '../support/test-gateway.js';

const PRODUCT = 'query Product($sku: ID!) {\n  product(sku: $sku) {\n    ...Named\n  }\n}\n';
const NAMED = 'fragment Named on Product {\n  sku\n  name\n}\n';

describe('npm run operations', () => {
  let folder: string;
  let out: string;

  const { run: hosted } = new ConsoleHost();

  beforeAll(() => buildGateway());
  afterAll(() => endAll());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gateway-operations-'));
    out = join(folder, 'manifest.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const run = (...words: string[]) => hosted('console/operations.js', words, {});

  it('writes the file that a gateway answers by, and nothing else', async () => {
    write('product.graphql', PRODUCT);
    write('named.graphql', NAMED);
    // A process of its own, which has to end by itself.
    expect(await runBuilt('console/operations.js', ['manifest', folder, '--out', out], {})).toEqual({
      exitCode: 0,
      stdout: `1 operation is in ${out}.\n`,
      stderr: '',
    });
    const { operations } = JSON.parse(readFileSync(out, 'utf8')) as { operations: { id: string; name: string }[] };
    expect(operations.map(({ name }) => name)).toEqual(['Product']);

    const gateway = await TestGateway.start({ OPERATIONS_MANIFEST: out, OPERATIONS_MODE: 'refuse' });
    try {
      const ask = async (body: object) => {
        const response = await fetch(`${gateway.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        return [response.status, await response.json()];
      };
      expect(await ask({ documentId: operations[0]?.id, variables: { sku: 'CUT-4' } })).toMatchObject([
        200,
        { data: { product: { sku: 'CUT-4' } } },
      ]);
      expect(await ask({ query: '{ categories { id } }' })).toMatchObject([
        400,
        { errors: [{ extensions: { code: 'OPERATION_NOT_REGISTERED' } }] },
      ]);
    } finally {
      await gateway.stop();
    }
  });

  it('prints the same where no file is named', async () => {
    write('product.graphql', PRODUCT + NAMED);
    await run('manifest', folder, '--out', out);
    expect((await run('manifest', folder)).stdout).toBe(readFileSync(out, 'utf8'));
  });

  it('names the place of what it cannot use, and leaves the file that was there', async () => {
    writeFileSync(out, 'as it was');
    write('product.graphql', 'query Product {\n  product(sku: "CUT-4") { price { amount } }\n}\n');
    const { exitCode, stderr } = await run('manifest', folder, '--out', out);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('product.graphql:2:');
    expect(readFileSync(out, 'utf8')).toBe('as it was');
  });

  it('warns of operations that may cost more than is allowed', async () => {
    write(
      'all.graphql',
      'query All($first: Int!) { categories { products(first: $first) { nodes { price { __typename } availability { __typename } } } } }',
    );
    const { exitCode, stderr } = await hosted('console/operations.js', ['manifest', folder, '--out', out], {
      GRAPHQL_COST: '1000',
    });
    expect([exitCode, stderr]).toEqual([0, expect.stringMatching(/^All: may cost \d+, and GRAPHQL_COST allows 1000\./)]);
  });

  it('says how it is called where it is told something else', async () => {
    const usage = 'npm run operations -- manifest FOLDER [--out FILE]\n';
    const wrong: [words: string[], told: string][] = [
      [[], ''],
      [['manifest'], 'manifest: expected a folder of .graphql files.\n'],
      [['list', 'queries'], '"list" is not understood.\n'],
      [['manifest', 'queries', 'more'], '"more" is not understood.\n'],
      [['manifest', 'queries', '--to', 'x'], '"--to" is not understood.\n'],
      [['manifest', 'queries', '--out'], '--out: expected a file.\n'],
    ];
    const runs = await Promise.all(wrong.map(([words]) => run(...words)));
    expect(runs).toEqual(wrong.map(([, told]) => ({ exitCode: 2, stdout: '', stderr: `${told}${usage}` })));
  });

  it('says what is wrong with a folder or a file', async () => {
    const nowhere = join(folder, 'nowhere');
    expect(await run('manifest', nowhere)).toMatchObject({ exitCode: 1, stderr: `Cannot read ${nowhere} (ENOENT).\n` });
    expect(await run('manifest', folder)).toMatchObject({ exitCode: 1, stderr: `There are no operations in ${folder}.\n` });
    write('product.graphql', PRODUCT + NAMED);
    expect(await run('manifest', folder, '--out', folder)).toMatchObject({
      exitCode: 1,
      stderr: `--out: cannot write ${folder} (EISDIR).\n`,
    });
  });
});
