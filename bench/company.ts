import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { generator } from './built.js';
import { priceSheets } from './price-sheets.js';

export const PRODUCTS = 2_000;
export const ACCOUNTS = 200;
/** Every account is on one of them, in turn. */
export const LEVELS = ['STANDARD', 'PREFERRED', 'CONTRACTOR', 'INDUSTRIAL', 'WHOLESALE'] as const;
export const SITES = ['CENTRAL', 'EAST', 'TEXAS'] as const;
export const BREAKS = [1, 12, 48] as const;
export const NO_LIMIT = '999999999999';
export const DOLLARS = 'Z-US$';

/** By which of GP's two engines the company prices. */
export type Pricing = 'standard' | 'extended';

export type Row = Readonly<Record<string, string | number>>;

export interface BenchAccount {
  readonly number: string;
  readonly level: string;
  readonly postalCode: string;
}

export interface BenchCompany {
  readonly accounts: readonly BenchAccount[];
  /** Of the warehouses, by code. */
  readonly postalCodes: ReadonlyMap<string, string>;
}

export function skuAt(product: number): string {
  return `BENCH-${String(product + 1).padStart(5, '0')}`;
}

/**
 * Writes a company whose pages all cost the same: the generated one's set-up and accounts, with goods of one kind, each
 * with three quantity breaks at each of five levels, and stock at three sites. The same files every time. On extended pricing
 * the levels are books, and every account has a price sheet besides.
 */
export async function writeCompany(folder: string, pricing: Pricing): Promise<BenchCompany> {
  const { generateCompany } = await generator();
  generateCompany({ items: 1, accounts: ACCOUNTS, seed: 1, folder });
  const tables = new Tables(folder);
  for (const table of ['IV00104', 'IV00200', 'IV00300', 'SOP60300']) tables.write(table, []);

  const products = Array.from({ length: PRODUCTS }, (_, index) => index);
  const [card] = tables.read('IV00101');
  tables.write(
    'IV00101',
    products.map((index) => ({ ...card, ...itemCard(index) })),
  );
  tables.write('SY01200', [
    ...tables.read('SY01200').filter(({ Master_Type }) => Master_Type === 'CUS'),
    ...products.map(internetInformation),
  ]);
  tables.write('IV00105', products.map(listPrice));
  tables.write(
    'IV00106',
    products.map((index) => ({ ITEMNMBR: skuAt(index), UOFM: 'Each', QTYBSUOM: 1, UMPUROPT: 2 })),
  );
  tables.write('IV00107', products.flatMap(unitOptions));
  tables.write('IV00108', products.flatMap(priceList));
  tables.write('IV00102', products.flatMap(stock));
  const sites = tables.read('IV40700').filter(({ LOCNCODE }) => SITES.some((site) => site === LOCNCODE));
  tables.write('IV40700', sites);
  tables.write(
    'RM00102',
    tables.read('RM00102').map((address) => ({ ...address, LOCNCODE: '' })),
  );
  const customers = tables.read('RM00101').map((customer, index) => ({
    ...customer,
    CURNCYID: '',
    PRCLEVEL: LEVELS[index % LEVELS.length] ?? LEVELS[0],
  }));
  tables.write('RM00101', customers);
  const accounts = customers.map((customer: Row) => ({
    number: String(customer['CUSTNMBR']),
    level: String(customer['PRCLEVEL']),
    postalCode: String(customer['ZIP']),
  }));
  if (pricing === 'extended') for (const [table, rows] of Object.entries(priceSheets(accounts))) tables.write(table, rows);
  return {
    accounts,
    postalCodes: new Map(sites.map(({ LOCNCODE, ZIPCODE }) => [String(LOCNCODE), String(ZIPCODE)])),
  };
}

class Tables {
  constructor(private readonly folder: string) {}

  read(table: string): Row[] {
    return parse(readFileSync(this.file(table), 'utf8'), { columns: true });
  }

  /** Without rows, the header alone is left. */
  write(table: string, rows: readonly Row[]): void {
    const [header = ''] = readFileSync(this.file(table), 'utf8').split('\n', 1);
    const columns = rows[0] ? Object.keys(rows[0]) : header.trim().split(',');
    const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
    writeFileSync(this.file(table), lines.map((line) => `${line.map(quoted).join(',')}\n`).join(''));
  }

  private file(table: string): string {
    return join(this.folder, `${table}.csv`);
  }
}

function quoted(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function itemCard(index: number): Row {
  return {
    ITEMNMBR: skuAt(index),
    ITEMDESC: `Hex cap screw, grade 8, series ${index + 1}, zinc plated`,
    ITEMTYPE: 1,
    ITMGEDSC: '',
    DECPLQTY: 1,
    DECPLCUR: 3,
    ITMTRKOP: 1,
    ALWBKORD: 1,
    UOMSCHDL: 'EACH',
    ALTITEM1: '',
    ALTITEM2: '',
    USCATVLS_1: '',
    USCATVLS_2: '',
    USCATVLS_3: '',
    USCATVLS_4: '',
    USCATVLS_5: '',
    PRCLEVEL: LEVELS[0],
    LOCNCODE: SITES[0],
    PRICMTHD: 1,
    PRCHSUOM: 'Each',
    SELNGUOM: 'Each',
    INACTIVE: 0,
  };
}

function internetInformation(index: number): Row {
  const sku = skuAt(index);
  return {
    Master_Type: 'ITM',
    Master_ID: sku,
    ADRSCODE: '',
    INET1: '',
    INET4: `https://images.example.com/items/${sku.toLowerCase()}/front-1200x1200.jpg`,
    INETINFO:
      `Medium carbon alloy steel, quenched and tempered, number ${index + 1} of its series. Coarse thread, for assemblies that ` +
      'see vibration and load. Sold by the piece, from the counter bin or by the box.',
    EmailToAddress: '',
  };
}

function listPrice(index: number): Row {
  return { ITEMNMBR: skuAt(index), CURNCYID: DOLLARS, CURRNIDX: 1007, DECPLCUR: 3, LISTPRCE: cents(listCents(index)) };
}

export function listCents(index: number): number {
  return 100 + ((index * 7_919) % 90_000);
}

function unitOptions(index: number): Row[] {
  return LEVELS.map((level) => ({
    ITEMNMBR: skuAt(index),
    CURNCYID: '',
    PRCLEVEL: level,
    UOFM: 'Each',
    UMSLSOPT: 2,
    ROUNDTO: 1,
    ROUNDHOW: 0,
    RNDGAMNT: 0,
    QTYBSUOM: 1,
  }));
}

function priceList(index: number): Row[] {
  return LEVELS.flatMap((level, rank) =>
    BREAKS.map((from, step) => ({
      ITEMNMBR: skuAt(index),
      CURNCYID: '',
      PRCLEVEL: level,
      UOFM: 'Each',
      FROMQTY: from,
      TOQTY: BREAKS[step + 1] === undefined ? NO_LIMIT : Number(BREAKS[step + 1]) - 1,
      UOMPRICE: cents(Math.round((listCents(index) * (100 - 4 * rank - 3 * step)) / 100)),
      QTYBSUOM: 1,
    })),
  );
}

export function cents(amount: number): string {
  return (amount / 100).toFixed(2);
}

function stock(index: number): Row[] {
  const sites = SITES.map((site, place) => {
    const onHand = index % 17 === 0 ? 0 : (index * 31 + place * 97) % 900;
    return { site, onHand, allocated: Math.floor(onHand / 9), orderPoint: index % 5 === 0 ? 60 : 0 };
  });
  const sum = (of: 'onHand' | 'allocated') => sites.reduce((total, site) => total + site[of], 0);
  const row = (type: number, site: string, onHand: number, allocated: number, orderPoint: number): Row => ({
    ITEMNMBR: skuAt(index),
    RCRDTYPE: type,
    LOCNCODE: site,
    QTYONHND: onHand,
    ATYALLOC: allocated,
    QTYONORD: 0,
    QTYBKORD: 0,
    ORDRPNTQTY: orderPoint,
    INACTIVE: 0,
  });
  return [
    row(1, '', sum('onHand'), sum('allocated'), 0),
    ...sites.map(({ site, onHand, allocated, orderPoint }) => row(2, site, onHand, allocated, orderPoint)),
  ];
}
