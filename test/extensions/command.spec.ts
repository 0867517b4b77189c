import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXTENSION_POINTS } from '../../src/capabilities/index.js';
import { nameOf } from '../../src/extensions/index.js';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { buildGateway, runBuilt } from '../support/built-gateway.js';

const folders = new TemporaryFolders();

beforeAll(() => buildGateway());
afterAll(() => folders.remove());

const extensions = async (folder: string, ...words: string[]) => {
  const { exitCode, stdout, stderr } = await runBuilt('console/extensions.js', words, {
    GP_EXTENSIONS: folder,
    GP_EXTENSIONS_TIMEOUT_MS: '20000',
  });
  return { exitCode, lines: (exitCode === 0 ? stdout : stderr).trimEnd().split('\n') };
};

describe('npm run extensions', () => {
  it('lists the functions of the folder', async () => {
    expect(await extensions('extensions.example', 'list')).toEqual({
      exitCode: 0,
      lines: [
        'accepted-items.ts  acceptRecord["catalog.refresh"]  which items become products',
        'event-routes.ts    routeEvent                       which event goes where',
        'new-customers.ts   mapCustomer                      a customer to be created in GP, with the order',
        'order-batches.ts   mapOrder                         an order on its way to GP',
        'product-names.ts   mapItem                          an item on its way into the catalogue',
      ],
    });
  });

  it('shows what each of them changes of its samples', async () => {
    const { exitCode, lines } = await extensions('extensions.example', 'test');
    expect(exitCode).toBe(0);
    expect(lines).toEqual(
      expect.arrayContaining([
        'product-names.ts, mapItem, with a stocked item:',
        '  description: "Hex bolt, 3/8 in x 2 in, zinc plated" -> "Hex bolt, 3/8″ × 2″, zinc plated"',
        '  + customFields.advice: "desk@example.com"',
        'new-customers.ts, mapCustomer, with a visitor:',
        '  + customer.territory: "MIDWEST"',
        'accepted-items.ts, acceptRecord["catalog.refresh"]: changes nothing of 1 sample',
      ]),
    );
    expect(lines.at(-1)).toBe('5 functions work with their samples.');
  });

  it('shows where functions can decide', async () => {
    const { exitCode, lines } = await extensions('extensions.example', 'points');
    expect(exitCode).toBe(0);
    for (const name of ['mapItem', 'mapOrder', 'mapCustomer', 'routeEvent', ...EXTENSION_POINTS.map(nameOf)]) {
      expect(lines).toContainEqual(expect.stringContaining(`${name}: `));
    }
  });

  it('has a line in the guide for each job whose records functions can judge', () => {
    const guide = readFileSync('docs/extensions.md', 'utf8');
    const jobs = EXTENSION_POINTS.flatMap(({ member }) => (member === null || member === 'catalog.refresh' ? [] : [member]));
    const listed = [...guide.matchAll(/^\| `([a-z]+\.[a-z-]+)` \| /gm)].map(([, job]) => job);
    expect(listed.toSorted()).toEqual(jobs.toSorted());
  });

  it('names the file, the line and the function that does not work, and the gateway does not start with it', async () => {
    const folder = folders.write({
      'orders.ts': 'export const mapOrder = (order: { note: { text: string } }) => ({\n  comment: order.note.text,\n});',
      'broken.ts': 'export const mapItem = ;',
      'names.ts': 'export const mapItem = () => ({ description: "A name" });',
    });
    const problems = [
      'broken.ts:1: SyntaxError: Expression expected',
      "orders.ts:2:23, mapOrder, with an order of an account: TypeError: Cannot read properties of undefined (reading 'text')",
    ];
    const { exitCode, lines } = await extensions(folder, 'test');
    expect(exitCode).toBe(1);
    expect(lines).toEqual([
      'names.ts, mapItem, with a stocked item:',
      '  description: "Hex bolt, 3/8 in x 2 in, zinc plated" -> "A name"',
      ...problems.map((problem) => `${problem}.`),
    ]);
    const start = await runBuilt('main.js', [], { GP_EXTENSIONS: folder, DATA_DIR: folders.path(), PORT: '0' });
    expect(start).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: problems.map((problem) => `GP_EXTENSIONS: ${problem}.\n`).join(''),
    });
  });

  it('says what is missing, and what it does not understand', async () => {
    expect(await extensions('', 'test')).toEqual({ exitCode: 1, lines: ['GP_EXTENSIONS names no folder.'] });
    expect((await extensions('/nonexistent/extensions', 'test')).lines).toEqual([
      'GP_EXTENSIONS: expected a folder of extensions, as docs/extensions.md describes it; there is no such folder.',
    ]);
    for (const words of [['mend'], ['list', 'mend']]) {
      expect((await extensions('extensions.example', ...words)).lines[0]).toBe('"mend" is not understood.');
    }
    expect((await extensions('extensions.example')).lines[0]).toMatch(/^npm run extensions -- list/);
  });
});
