import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Exact } from '../../values/exact.js';
import { csvLine } from './csv.js';
import { fixedText, ONE, percentOf, roundFixed } from './fixed-point.js';
import { generateCompany } from './generate-company.js';
import type { TableName } from './tables.js';

const ITEMS = 600;
const ACCOUNTS = 410;

let scratch: string;
let company: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'company-'));
  company = generated('company', 1);
});

afterAll(() => rmSync(scratch, { recursive: true }));

function generated(name: string, seed: number, items = ITEMS, accounts = ACCOUNTS): string {
  const folder = join(scratch, name);
  generateCompany({ items, accounts, seed, folder });
  return folder;
}

function hashOf(folder: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).toSorted()) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}

type CsvRow = Readonly<Record<string, string>>;

function rowsOf(table: TableName): CsvRow[] {
  return parse(readFileSync(join(company, `${table}.csv`)), { columns: true });
}

function sumOf(rows: readonly CsvRow[], amount: (row: CsvRow) => Exact): string {
  return rows.reduce((total, row) => total.plus(amount(row)), new Exact(0)).toFixed();
}

describe('A generated company', () => {
  it('is the same to the byte for the same seed', () => {
    expect(hashOf(generated('again', 1))).toBe(hashOf(company));
  });

  it('is another one for another seed', () => {
    expect(hashOf(generated('other', 2))).not.toBe(hashOf(company));
  });

  it('has the wanted number of items and accounts', () => {
    expect(rowsOf('IV00101')).toHaveLength(ITEMS);
    expect(new Set(rowsOf('IV00101').map(({ ITEMNMBR }) => ITEMNMBR)).size).toBe(ITEMS);
    expect(rowsOf('RM00101')).toHaveLength(ACCOUNTS);
    expect(new Set(rowsOf('RM00101').map(({ CUSTNMBR }) => CUSTNMBR)).size).toBe(ACCOUNTS);
  });

  it.each([1, 21, 45])('can be as small as %i items and accounts', (size) => {
    const folder = generated(`small-${size}`, 1, size, size);
    expect(parse(readFileSync(join(folder, 'IV00101.csv')), { columns: true })).toHaveLength(size);
    expect(parse(readFileSync(join(folder, 'RM00101.csv')), { columns: true })).toHaveLength(size);
  });

  it('has about 32 price rows an item', () => {
    const average = rowsOf('IV00108').length / ITEMS;
    expect(average).toBeGreaterThan(26);
    expect(average).toBeLessThan(38);
  });

  it('has ten warehouses and a closed one', () => {
    expect(rowsOf('IV40700').filter(({ INACTIVE }) => INACTIVE === '0')).toHaveLength(10);
    expect(rowsOf('IV40700').filter(({ INACTIVE }) => INACTIVE === '1')).toHaveLength(1);
  });

  it.each([
    ['item types', 'IV00101', 'ITEMTYPE', ['1', '2', '3', '4', '5', '6']],
    ['price methods', 'IV00101', 'PRICMTHD', ['1', '2', '3', '4', '5', '6']],
    ['quantity decimals', 'IV00101', 'DECPLQTY', ['1', '2', '3', '4', '5', '6']],
    ['price decimals', 'IV00101', 'DECPLCUR', ['1', '2', '3', '4', '5', '6']],
    ['rounding directions', 'IV00107', 'ROUNDTO', ['1', '2', '3', '4']],
    ['sales options', 'IV00107', 'UMSLSOPT', ['1', '2', '3']],
    ['currencies of price rows', 'IV00108', 'CURNCYID', ['', 'Z-C$', 'Z-US$']],
    ['credit limit types', 'RM00101', 'CRLMTTYP', ['0', '1', '2']],
    ['holds', 'RM00101', 'HOLD', ['0', '1']],
    ['due types', 'SY03300', 'DUETYPE', ['1', '2', '3', '4', '5']],
    ['families with a common hold', 'RM00105', 'NAHOLDINACTIVE', ['0', '1']],
    ['families with common credit', 'RM00105', 'NACREDITCHECK', ['0', '1']],
  ] as const)('has all %s', (_, table, column, values) => {
    expect([...new Set(rowsOf(table).map((row) => row[column]))].toSorted()).toEqual(values);
  });

  it('fits the columns and keys of the tables', () => {
    const tables = declaredTables();
    for (const file of readdirSync(company).filter((name) => name.endsWith('.csv'))) {
      const table = file.slice(0, -'.csv'.length) as TableName;
      const declared = tables.get(table);
      const rows = rowsOf(table);
      const misfits = rows.flatMap((row) =>
        Object.entries(row).filter(([column, value]) => !fits(value, declared?.columns.get(column))),
      );
      expect(misfits.slice(0, 5), file).toEqual([]);
      const keys = rows.map((row) => declared?.key.map((column) => row[column]).join('\t'));
      expect(new Set(keys).size, `keys of ${file}`).toBe(rows.length);
    }
  });

  it('keeps units alike in schedules and price lists', () => {
    const scheduleOf = new Map(rowsOf('IV00101').map((row) => [row['ITEMNMBR'], row['UOMSCHDL']]));
    const conversions = new Map(rowsOf('IV40202').map((row) => [`${row['UOMSCHDL']}\t${row['UOFM']}`, row['QTYBSUOM']]));
    for (const table of ['IV00106', 'IV00107', 'IV00108'] as const) {
      const wrong = rowsOf(table).filter(
        (row) => conversions.get(`${scheduleOf.get(row['ITEMNMBR'])}\t${row['UOFM']}`) !== row['QTYBSUOM'],
      );
      expect(wrong, table).toEqual([]);
    }
  });

  it('has sums over all sites that agree with the sites', () => {
    const byItem = Map.groupBy(rowsOf('IV00102'), ({ ITEMNMBR }) => ITEMNMBR);
    for (const column of ['QTYONHND', 'ATYALLOC', 'QTYONORD', 'QTYBKORD']) {
      for (const [sku, rows] of byItem) {
        const [all, sites] = [rows.filter(({ RCRDTYPE }) => RCRDTYPE === '1'), rows.filter(({ RCRDTYPE }) => RCRDTYPE === '2')];
        const amount = (row: CsvRow) => new Exact(row[column] ?? 'NaN');
        expect(sumOf(all, amount), `${column} of ${sku}`).toBe(sumOf(sites, amount));
      }
    }
  });

  it('has balances that agree with the open documents', () => {
    const documents = Map.groupBy(rowsOf('RM20101'), ({ CUSTNMBR }) => CUSTNMBR);
    for (const summary of rowsOf('RM00103')) {
      const open = (documents.get(summary['CUSTNMBR']) ?? []).filter(({ VOIDSTTS }) => VOIDSTTS === '0');
      const owed = sumOf(open, (row) => new Exact(row['CURTRXAM'] ?? 'NaN').times(Number(row['RMDTYPAL']) < 7 ? 1 : -1));
      expect(summary['CUSTBLNC'], summary['CUSTNMBR']).toBe(owed);
      const buckets = Object.entries(summary).filter(([column]) => column.startsWith('AGPERAMT_'));
      expect(sumOf([summary], () => Exact.sum(...buckets.map(([, amount]) => amount)))).toBe(owed);
    }
  });

  it('has one account with 10,000 invoices of ten years, which are paid to the cent', () => {
    const invoices = rowsOf('RM30101').filter(({ RMDTYPAL }) => RMDTYPAL === '1');
    expect(invoices).toHaveLength(10_000);
    expect(new Set(invoices.map(({ CUSTNMBR }) => CUSTNMBR)).size).toBe(1);
    const payments = rowsOf('RM30101').filter(({ RMDTYPAL }) => RMDTYPAL === '9');
    const applied = sumOf(rowsOf('RM30201'), ({ APPTOAMT = '' }) => new Exact(APPTOAMT));
    for (const documents of [invoices, payments]) {
      expect(sumOf(documents, ({ ORTRXAMT = '' }) => new Exact(ORTRXAMT))).toBe(applied);
    }
    const years = new Set(invoices.map(({ DOCDATE = '' }) => DOCDATE.slice(0, 4)));
    expect(years.size).toBeGreaterThanOrEqual(10);
  });

  it('names nothing that is not there', () => {
    const known = (table: TableName, column: string) => new Set(rowsOf(table).map((row) => row[column]));
    const missing = (table: TableName, column: string, where: ReadonlySet<string | undefined>) =>
      rowsOf(table).filter((row) => row[column] !== '' && !where.has(row[column]));
    const items = known('IV00101', 'ITEMNMBR');
    for (const [table, column] of [
      ['IV00101', 'ALTITEM1'],
      ['IV00104', 'CMPTITNM'],
      ['SOP60300', 'ITEMNMBR'],
      ['SOP00300', 'SUBITEMNMBR'],
    ] as const) {
      expect(missing(table, column, items), table).toEqual([]);
    }
    const levels = known('IV40800', 'PRCLEVEL');
    for (const table of ['IV00101', 'IV00107', 'IV00108', 'RM00101', 'RM40101'] as const) {
      expect(missing(table, 'PRCLEVEL', levels), table).toEqual([]);
    }
    expect(missing('RM00101', 'CPRCSTNM', known('RM00105', 'CPRCSTNM'))).toEqual([]);
    expect(missing('RM00101', 'PYMTRMID', known('SY03300', 'PYMTRMID'))).toEqual([]);
    expect(missing('IV00102', 'LOCNCODE', known('IV40700', 'LOCNCODE'))).toEqual([]);
  });

  it('says at which date its calendar stands', () => {
    expect(JSON.parse(readFileSync(join(company, 'company.json'), 'utf8'))).toEqual({
      name: `Sandbox Company of ${ITEMS} Items`,
      today: '2026-11-23',
    });
  });

  it('is not written over something else', () => {
    const folder = mkdtempSync(join(scratch, 'taken-'));
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    expect(() => generateCompany({ items: 1, accounts: 1, seed: 1, folder })).toThrow('is not empty');
    expect(readdirSync(folder)).toEqual(['notes.txt']);
  });
});

describe('A generated company on extended pricing', () => {
  const SHEETS = 300;
  const VALUES = 20_000;
  let folder: string;

  beforeAll(() => {
    folder = join(scratch, 'extended');
    generateCompany({ items: ITEMS, accounts: ACCOUNTS, seed: 1, folder, extendedPricing: { sheets: SHEETS, values: VALUES } });
  });

  const rows = (table: TableName): CsvRow[] => parse(readFileSync(join(folder, `${table}.csv`)), { columns: true });
  const repeated = (keys: readonly string[]) => keys.length - new Set(keys).size;

  it('has the wanted number of sheets and values', () => {
    expect(rows('DYNAMICS.SY05501')).toEqual([{ CMPANYID: '1', EXPRINST: '1' }]);
    expect(rows('SOP10110')).toHaveLength(SHEETS);
    expect(rows('IV10402').length).toBeGreaterThan(0.99 * VALUES);
    expect(rows('IV10402').length).toBeLessThan(1.01 * VALUES);
  });

  it('is otherwise the same company', () => {
    const changed = readdirSync(company).filter(
      (file) => !readFileSync(join(company, file)).equals(readFileSync(join(folder, file))),
    );
    const ofExtendedPricing = ['IV10400', 'IV10401', 'IV10402', 'RM00500', 'SOP10108', 'SOP10109', 'SOP10110', 'SOP10205'];
    expect(changed).toEqual(['DYNAMICS.SY05501', ...ofExtendedPricing].map((table) => `${table}.csv`));
  });

  it('has a list price of nearly every item, by itself or by its group', () => {
    const listed = new Set(rows('IV10401').flatMap((row) => (row['PRCSHID'] === 'LIST' ? [row['ITEMNMBR']] : [])));
    const groupOf = new Map(rows('IV10400').map((row) => [row['ITEMNMBR'], row['PRCGRPID']]));
    const priced = rows('IV00101').filter(({ ITEMNMBR }) => listed.has(ITEMNMBR) || listed.has(groupOf.get(ITEMNMBR)));
    expect(priced.length).toBeGreaterThan(0.98 * ITEMS);
  });

  it.each([
    ['kinds of values', 'IV10401', 'PRODTCOD', ['N', 'P', 'V']],
    ['lines of items and groups', 'IV10401', 'EPITMTYP', ['G', 'I']],
    ['currencies', 'SOP10110', 'CURNCYID', ['Z-C$', 'Z-US$']],
    ['promotions', 'IV10401', 'PROMOTYP', ['0', '1', '2', '3']],
    ['links', 'RM00500', 'PRODTCOD', ['C', 'P']],
  ] as const)('has all %s', (_, table, column, values) => {
    expect([...new Set(rows(table).map((row) => row[column]))].toSorted()).toEqual(values);
  });

  it("fits the columns, keys and further unique keys of GP's tables", () => {
    const tables = declaredTables();
    for (const table of ['IV10400', 'IV10401', 'IV10402', 'RM00500', 'SOP10108', 'SOP10109', 'SOP10110', 'SOP10205'] as const) {
      const declared = tables.get(table);
      const misfits = rows(table).flatMap((row) =>
        Object.entries(row).filter(([column, value]) => !fits(value, declared?.columns.get(column))),
      );
      expect(misfits.slice(0, 5), table).toEqual([]);
    }
    for (const [table, ...columns] of [
      ['SOP10110', 'PRCSHID'],
      ['IV10400', 'ITEMNMBR'],
      ['IV10401', 'PRCSHID', 'SEQNUMBR'],
      ['IV10401', 'PRCSHID', 'ITEMNMBR', 'EPITMTYP'],
      ['IV10402', 'PRCSHID', 'EPITMTYP', 'ITEMNMBR', 'UOFM', 'QTYFROM', 'QTYTO'],
      ['IV10402', 'PRCSHID', 'EPITMTYP', 'ITEMNMBR', 'SEQNUMBR'],
      ['SOP10205', 'PRODTCOD', 'LINKCODE'],
      ['SOP10205', 'PRCBKID', 'PRODTCOD', 'SEQNUMBR'],
      ['RM00500', 'PRODTCOD', 'LINKCODE', 'SEQNUMBR'],
      ['RM00500', 'PRODTCOD', 'PRCSHID', 'PSSEQNUM'],
    ] as const) {
      const keys = rows(table).map((row) => columns.map((column) => row[column]).join('\t'));
      expect(repeated(keys), `${table} by ${columns.join(', ')}`).toBe(0);
    }
  });

  it('names nothing that is not there', () => {
    const known = (table: TableName, column: string) => new Set(rows(table).map((row) => row[column]));
    const [items, groups, sheets] = [known('IV00101', 'ITEMNMBR'), known('SOP10108', 'PRCGRPID'), known('SOP10110', 'PRCSHID')];
    const places = { C: known('RM00101', 'CUSTNMBR'), P: known('SOP10109', 'PRCBKID') };
    const lines = rows('IV10401');
    expect(lines.filter(({ EPITMTYP, ITEMNMBR }) => !(EPITMTYP === 'G' ? groups : items).has(ITEMNMBR))).toEqual([]);
    expect(lines.filter(({ PRCSHID }) => !sheets.has(PRCSHID))).toEqual([]);
    const links = rows('RM00500');
    expect(links.filter(({ PRODTCOD, LINKCODE }) => !places[PRODTCOD as 'C' | 'P'].has(LINKCODE))).toEqual([]);
    expect(new Set(links.map(({ PRCSHID }) => PRCSHID))).toEqual(sheets);
    expect(rows('SOP10205').filter(({ LINKCODE, PRCBKID }) => !places.C.has(LINKCODE) || !places.P.has(PRCBKID))).toEqual([]);
  });

  it('has no ranges of one sheet that overlap', () => {
    const ranges = Map.groupBy(rows('IV10402'), (row) =>
      ['PRCSHID', 'EPITMTYP', 'ITEMNMBR', 'UOFM'].map((c) => row[c]).join('\t'),
    );
    for (const [line, values] of ranges) {
      const sorted = values.toSorted((one, other) => Number(one['QTYFROM']) - Number(other['QTYFROM']));
      for (const [index, { QTYTO }] of sorted.slice(0, -1).entries()) {
        expect(Number(QTYTO), line).toBeLessThan(Number(sorted[index + 1]?.['QTYFROM']));
      }
    }
  });

  it('has as few sheets as the base book needs, and values for fewer than its items', () => {
    const small = join(scratch, 'extended-small');
    generateCompany({ items: 30, accounts: 3, seed: 1, folder: small, extendedPricing: { sheets: 4, values: 1 } });
    expect(parse(readFileSync(join(small, 'SOP10110.csv')), { columns: true })).toHaveLength(4);
  });
});

describe('A CSV line', () => {
  it('quotes what a reader would take for something else', () => {
    expect(csvLine(['plain', 'a,b', 'say "no"', 'two\nlines', 7, ''])).toBe('plain,"a,b","say ""no""","two\nlines",7,\n');
  });
});

describe('Fixed-point amounts', () => {
  it.each([
    [0, '0'],
    [1, '0.00001'],
    [ONE / 4, '0.25'],
    [-12.5 * ONE, '-12.5'],
    [1000 * ONE, '1000'],
  ])('writes %i hundred-thousandths as %s', (amount, text) => {
    expect(fixedText(amount)).toBe(text);
  });

  it('rounds half away from zero', () => {
    expect([roundFixed(12_500, 2), roundFixed(-12_500, 2), roundFixed(12_499, 2)]).toEqual([13_000, -13_000, 12_000]);
    expect(percentOf(ONE, 85)).toBe(85_000);
  });
});

interface DeclaredTable {
  /** The type of each column, such as "char(15)". */
  readonly columns: ReadonlyMap<string, string>;
  readonly key: readonly string[];
}

function declaredTables(): ReadonlyMap<string, DeclaredTable> {
  const sql = ['tables.sql', 'sales-tables.sql', 'extended-pricing-tables.sql', 'receivables-tables.sql']
    .map((file) => readFileSync(join(import.meta.dirname, '..', file), 'utf8'))
    .join('\n');
  const tables = sql.matchAll(/create table ((?:"DYNAMICS"\.)?"\w+") \(\n(.*?)\n\);/gs);
  return new Map(
    [...tables].map(([, name = '', body = '']) => [
      name.replaceAll('"', ''),
      {
        columns: new Map(
          [...body.matchAll(/^ {2}"(\w+)" (\w+(?:\([\d,]+\))?)/gm)].map(([, column = '', type = '']) => [column, type]),
        ),
        key: [...(/primary key \((.*)\)/.exec(body)?.[1] ?? '').matchAll(/\w+/g)].map(([column]) => column),
      },
    ]),
  );
}

function fits(value: string, type: string | undefined): boolean {
  const characters = /^char\((\d+)\)$/.exec(type ?? '')?.[1];
  if (characters !== undefined) return value.length <= Number(characters) && value === value.trim();
  switch (type) {
    case 'text':
      return true;
    case 'tinyint':
      return /^\d+$/.test(value) && Number(value) <= 255;
    case 'smallint':
      return /^-?\d+$/.test(value) && Math.abs(Number(value)) <= 32_767;
    case 'integer':
      return /^-?\d+$/.test(value) && Math.abs(Number(value)) <= 2_147_483_647;
    case 'numeric(19,5)':
      return /^-?\d{1,14}(\.\d{1,5})?$/.test(value);
    case 'numeric(19,7)':
      return /^-?\d{1,12}(\.\d{1,7})?$/.test(value);
    case 'datetime':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
    default:
      return false;
  }
}
