import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { DEFAULT_LAYOUT } from './layout.js';
import { readLayout } from './read-layout.js';

describe("A merchant's layout", () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'layout-'));
    file = join(folder, 'layout.json');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const read = (content: unknown) => {
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return readLayout(file);
  };

  it('is the default where none is named', () => {
    expect(readLayout(undefined)).toBe(DEFAULT_LAYOUT);
  });

  it('replaces the parts that it names, and no others', () => {
    const layout = read({
      locale: 'fr',
      labels: { total: 'Total TTC' },
      columns: { quote: [{ field: 'sku', heading: 'Réf.' }] },
    });
    expect(layout).toEqual({
      ...DEFAULT_LAYOUT,
      locale: 'fr',
      labels: { ...DEFAULT_LAYOUT.labels, total: 'Total TTC' },
      columns: { ...DEFAULT_LAYOUT.columns, quote: [{ field: 'sku', heading: 'Réf.' }] },
    });
  });

  test.each<[string, unknown, RegExp]>([
    ['not JSON', '{ "locale": ', /^PRINT_LAYOUT: it is not JSON: see line 1\.$/],
    ['a list', [], /the file has to be an object/],
    ['an unknown part', { margin: 3 }, /^PRINT_LAYOUT: margin has to be one of page, /],
    ['an unknown label', { labels: { sum: 'Sum' } }, /labels\.sum has to be one of/],
    ['a colour by its name', { colors: { text: 'red' } }, /colors\.text has to be a colour/],
    ['a length in a text', { sizes: { title: '20pt' } }, /sizes\.title has to be a number of points/],
    ['a negative length', { page: { margin: -1 } }, /page\.margin has to be/],
    ['a paper of its own', { page: { size: 'A9' } }, /page\.size has to be one of A4/],
    ['no language', { locale: 'x' }, /locale has to be a language tag/],
    ['no columns', { columns: { invoice: [] } }, /columns\.invoice has to be a list of 1 to 12/],
    [
      'an unknown field',
      { columns: { invoice: [{ field: 'cost', heading: 'Cost' }] } },
      /columns\.invoice\[0\]\.field has to be one of/,
    ],
    ['a column with more', { columns: { invoice: [{ field: 'sku', heading: '', color: 1 }] } }, /columns\.invoice\[0\]\.color/],
  ])('is refused at the start, with the place: %s', (_, content, message) => {
    expect(() => read(content)).toThrow(message);
  });
});
