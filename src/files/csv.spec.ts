import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRow, csvRows, csvRowsOfBytes } from './csv.js';

const isColumn = (name: string) => ['email', 'name', 'note'].includes(name.trim());

async function rowsOf(text: string) {
  const rows: CsvRow[] = [];
  for await (const row of csvRowsOfBytes(Buffer.from(text), isColumn)) rows.push(row);
  expect(csvRows(text, isColumn)).toEqual(rows);
  return rows;
}

describe('a CSV file', () => {
  it.each([
    { separated: 'commas', text: 'email,name\nann,Ann\n' },
    { separated: 'semicolons', text: 'email;name\nann;Ann\n' },
    { separated: 'tabs', text: 'email\tname\nann\tAnn\n' },
    { separated: 'bars', text: 'email|name\nann|Ann\n' },
    { separated: 'what is in a quoted name too', text: '"email";"name"\nann;Ann\n' },
  ])('may have its values separated by $separated', async ({ text }) => {
    expect(await rowsOf(text)).toEqual([
      { line: 1, values: ['email', 'name'] },
      { line: 2, values: ['ann', 'Ann'] },
    ]);
  });

  it.each(['sep=;', '"sep=;"', 'SEP=;', 'sep=; '])('may say so in its first line: %s', async (first) => {
    expect(await rowsOf(`${first}\r\nemail;name\r\nann;"A, B"\r\n`)).toEqual([
      { line: 2, values: ['email', 'name'] },
      { line: 3, values: ['ann', 'A, B'] },
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('has its lines counted as an editor counts them: %j', async (lineBreak) => {
    const lines = ['', 'email,note', 'ann,"one', '', 'three"', '', 'bob,', ''];
    expect(await rowsOf(lines.join(lineBreak))).toEqual([
      { line: 2, values: ['email', 'note'] },
      { line: 3, values: ['ann', `one${lineBreak}${lineBreak}three`] },
      { line: 7, values: ['bob', ''] },
    ]);
  });

  it('may come from several machines', async () => {
    expect((await rowsOf('email,name\nann,Ann\r\nbob,Bob\ncy,Cy\r\n')).map(({ line }) => line)).toEqual([1, 2, 3, 4]);
  });

  it.each([
    { row: 'ann', expected: 'line 4: expected as many values as the header row has' },
    { row: 'ann,"An"n', expected: 'line 4: expected quotes around a whole value, and within it two for one' },
    { row: 'ann,An"n', expected: 'line 4: expected quotes around a whole value, and within it two for one' },
  ])('is refused with the line: $row', async ({ row, expected }) => {
    await expect(rowsOf(`sep=,\r\nemail,name\r\nbob,Bob\r\n${row}\r\n`)).rejects.toThrow();
    expect(() => csvRows(`sep=,\r\nemail,name\r\nbob,Bob\r\n${row}\r\n`, isColumn)).toThrow(new RegExp(`^${expected}$`));
  });

  it('gives back what was written into it', async () => {
    const value = fc.string({ unit: fc.constantFrom('a', 'ü', '"', ',', ';', '\t', ' ', '\n', '\r\n', '=') });
    const separators = fc.constantFrom(',', ';', '\t', '|');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(value, value)), separators, async (records, separator) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = [['email', 'name'], ...records].map((row) => `${row.map(quoted).join(separator)}\r\n`).join('');
        const [, ...rows] = await rowsOf(text);
        expect(rows.map(({ values }) => values)).toEqual(records);
      }),
    );
  });
});
