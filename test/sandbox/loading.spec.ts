import { cpSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { StartRefused } from '../../src/faults/index.js';
import { openEmbedded } from '../../src/postgresql/index.js';
import { readCompanyFolder, readSandboxCompany } from '../../src/sandbox/company-folder.js';
import { type Loading, loadCompany, makeTables } from '../../src/sandbox/load-company.js';
import { SandboxCompany } from '../../src/sandbox/sandbox-company.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TemporaryFolders } from './written-company.js';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** A database that companies are loaded into, one connection of it at hand. */
interface Place extends Loading {
  close(): Promise<void>;
}

/** Where a company can be opened, closed and opened again. */
interface Home {
  readonly location: { readonly url: string } | { readonly folder: string };
  /** What is there while no company is open. */
  look(sql: string): Promise<readonly unknown[]>;
  leave(): Promise<void>;
}

const folders = new TemporaryFolders();
const emptyPglite = folders.path();

beforeAll(async () => {
  // Even from what the build makes, an embedded database takes longer than a copy of one.
  const pglite = await openEmbedded(emptyPglite);
  await pglite.close();
});

afterAll(() => folders.remove());

function onPglite(pglite: PGlite): Place {
  return {
    run: async (sql) => {
      await pglite.exec(sql);
    },
    query: async <Row>(sql: string, parameters: readonly unknown[]) => (await pglite.query<Row>(sql, [...parameters])).rows,
    close: () => pglite.close(),
  };
}

async function onServer(url: string): Promise<Place> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    run: async (sql) => {
      await client.query(sql);
    },
    query: async <Row>(sql: string, parameters: readonly unknown[]) => (await client.query(sql, [...parameters])).rows as Row[],
    close: () => client.end(),
  };
}

async function looking(place: Place, sql: string): Promise<readonly unknown[]> {
  try {
    return await place.query(sql, []);
  } finally {
    await place.close();
  }
}

function copyOfEmptyPglite(): string {
  const folder = folders.path();
  mkdirSync(folder);
  cpSync(emptyPglite, join(folder, 'company'), { recursive: true });
  return join(folder, 'company');
}

const KINDS = [
  {
    kind: 'PGlite',
    reloads: true,
    open: async () => onPglite(await PGlite.create(copyOfEmptyPglite())),
    home: async (): Promise<Home> => {
      const folder = copyOfEmptyPglite();
      return {
        location: { folder },
        look: async (sql) => looking(onPglite(await PGlite.create(folder)), sql),
        leave: async () => undefined,
      };
    },
  },
  {
    kind: 'PostgreSQL',
    reloads: false,
    open: async () => {
      const url = await createDatabase();
      const place = await onServer(url);
      return {
        ...place,
        close: async () => {
          await place.close();
          await dropDatabase(url);
        },
      };
    },
    home: async (): Promise<Home> => {
      const url = await createDatabase();
      return { location: { url }, look: async (sql) => looking(await onServer(url), sql), leave: () => dropDatabase(url) };
    },
  },
];

async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  const fault = await attempt.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(fault).toBeInstanceOf(StartRefused);
  return (fault as StartRefused).message;
}

describe.each(KINDS)('company files in $kind', ({ open }) => {
  let place: Place;

  beforeAll(async () => {
    place = await open();
    await makeTables(place);
  });
  beforeEach(() => place.run('begin'));
  afterEach(() => place.run('rollback'));
  afterAll(() => place.close());

  /** @returns the warnings */
  async function load(files: Files): Promise<string[]> {
    const warnings: string[] = [];
    await loadCompany(place, readCompanyFolder(folders.write(files)), (message) => warnings.push(message));
    return warnings;
  }

  /** @returns the lines of the refusal, without the first */
  async function problemsOf(files: Files): Promise<string[]> {
    const folder = folders.write(files);
    const message = await refusalOf(loadCompany(place, readCompanyFolder(folder), () => undefined));
    const [first, ...problems] = message.split('\n');
    expect(first).toBe(`The company in ${folder} cannot be loaded, and nothing of it is kept:`);
    return problems;
  }

  it("fill GP's tables, with GP's defaults in what is left out or blank", async () => {
    const warnings = await load({
      'RM00101.csv':
        'CUSTNMBR,CUSTNAME,CRLMTTYP,CRLMTAMT,INACTIVE,CREATDDT\nHARBOUR,Harbour & Sons,2,1500.5,1,2024-02-29\nMILL,,,,,\n',
      'TX00201.csv': 'TAXDTLID,ACTINDX,TaxBoxes\nSTATE,-2147483648,0x00fF01\nCITY,,\n',
      'DYNAMICS.SY01500.csv': 'CMPANYID,INTERID\n1,HARBR\n',
    });
    expect(warnings).toEqual([]);
    const customers = await place.query(
      `select "CUSTNMBR", octet_length("CUSTNMBR") as length, rtrim("CUSTNAME") as name, "CRLMTTYP", "CRLMTAMT"::text as amount,
         "INACTIVE", "CREATDDT"::text as created, "PRCLEVEL", "TXRGNNUM" = '' as blank, "FRSTINDT"::text as never,
         abs(extract(epoch from getutcdate() - "DEX_ROW_TS")) < 3600 as stamped, "DEX_ROW_ID" > 0 as numbered
       from "RM00101" order by "CUSTNMBR"`,
      [],
    );
    const defaults = { PRCLEVEL: ' '.repeat(11), blank: true, never: '1900-01-01 00:00:00', stamped: true, numbered: true };
    expect(customers).toEqual([
      {
        CUSTNMBR: 'HARBOUR        ',
        length: 15,
        name: 'Harbour & Sons',
        CRLMTTYP: 2,
        amount: '1500.50000',
        INACTIVE: 1,
        created: '2024-02-29 00:00:00',
        ...defaults,
      },
      {
        CUSTNMBR: 'MILL           ',
        length: 15,
        name: '',
        CRLMTTYP: 0,
        amount: '0.00000',
        INACTIVE: 0,
        created: '1900-01-01 00:00:00',
        ...defaults,
      },
    ]);
    expect(
      await place.query(`select "ACTINDX", encode("TaxBoxes", 'hex') as boxes from "TX00201" order by "TAXDTLID"`, []),
    ).toEqual([
      { ACTINDX: 0, boxes: '00000000' },
      { ACTINDX: -2_147_483_648, boxes: '00ff01' },
    ]);
    expect(await place.query(`select "CMPANYID", "INTERID" from "DYNAMICS"."SY01500"`, [])).toEqual([
      { CMPANYID: 1, INTERID: 'HARBR' },
    ]);
  });

  it('may have their columns in any order, in any case, and be saved by Windows', async () => {
    expect(
      await load({
        'rm00101.CSV': '\uFEFFcustname, CustNmbr \r\n"Quay ""North"", Ltd",QUAY\r\n\r\n"Two\r\nlines",TWO\r\n',
      }),
    ).toEqual([]);
    expect(await place.query(`select rtrim("CUSTNMBR") as number, rtrim("CUSTNAME") as name from "RM00101"`, [])).toEqual([
      { number: 'QUAY', name: 'Quay "North", Ltd' },
      { number: 'TWO', name: 'Two\r\nlines' },
    ]);
  });

  it.each([
    { as: 'semicolons', csv: 'CUSTNMBR;CUSTNAME\r\nQUAY;"Müller; Söhne"\r\n' },
    { as: 'semicolons, and a line that says so', csv: 'sep=;\r\nCUSTNMBR;CUSTNAME\r\nQUAY;"Müller; Söhne"\r\n' },
    { as: 'tabs', csv: 'CUSTNMBR\tCUSTNAME\r\nQUAY\tMüller; Söhne\r\n' },
    { as: 'UTF-16', csv: Buffer.from('\ufeffCUSTNMBR,CUSTNAME\r\nQUAY,Müller; Söhne\r\n', 'utf16le') },
    {
      as: 'code page 1252',
      csv: Buffer.from('CUSTNMBR,CUSTNAME\r\nQUAY,Müller; Söhne\r\n', 'latin1'),
      warning: 'RM00101.csv: it is no UTF-8, and is read as code page 1252.',
    },
  ])('may be saved by a spreadsheet as $as', async ({ csv, warning }) => {
    expect(await load({ 'RM00101.csv': csv })).toEqual(warning ? [warning] : []);
    expect(await place.query(`select rtrim("CUSTNMBR") as number, rtrim("CUSTNAME") as name from "RM00101"`, [])).toEqual([
      { number: 'QUAY', name: 'Müller; Söhne' },
    ]);
  });

  it('are refused with the line where they are in no code page that is known, or damaged', async () => {
    expect(
      await problemsOf({
        'RM00101.csv': Buffer.from('CUSTNMBR,CUSTNAME\nA,B\nQUAY,M\x81ller\n', 'latin1'),
        'RM00102.csv': Buffer.concat([Buffer.from('CUSTNMBR,ADRSCODE\nÄ,ÖÜ\nB,'), Buffer.from([0xc3, 0x0a])]),
      }),
    ).toEqual([
      'RM00101.csv, line 3 is neither UTF-8, UTF-16 nor code page 1252.',
      'RM00102.csv, line 3 is neither UTF-8, UTF-16 nor code page 1252.',
    ]);
  });

  it('are loaded in portions without losing a row', async () => {
    const rows = Array.from({ length: 4_001 }, (_, index) => `C${index},${index}`);
    await load({ 'RM00101.csv': ['CUSTNMBR,CRLMTAMT', ...rows].join('\n') });
    expect(await place.query(`select count(*)::int as rows, sum("CRLMTAMT")::text as sum from "RM00101"`, [])).toEqual([
      { rows: 4_001, sum: '8002000.00000' },
    ]);
  });

  it('are named in a warning where GP has no such table or column, and loaded without them', async () => {
    expect(
      await load({
        'RM00101.csv': 'CUSTNMBR,SHOE_SIZE,CUSTNAME,HAT\nQUAY,43,Quay,L\n',
        'RM99999.csv': 'ANYTHING\nx\n',
        'notes.txt': 'not a table',
      }),
    ).toEqual([
      'RM00101.csv: GP has no column SHOE_SIZE, HAT in this table; it is not loaded.',
      'RM99999.csv: GP has no table of this name among those that the gateway knows; the file is not loaded.',
    ]);
    expect(await place.query(`select rtrim("CUSTNAME") as name from "RM00101"`, [])).toEqual([{ name: 'Quay' }]);
  });

  it('of a table of the other database are refused with the name that they should have', async () => {
    expect(
      await problemsOf({
        'MC40200.csv': 'CURNCYID,ISOCURRC\nZ-US$,USD\n',
        'dynamics.rm00101.csv': 'CUSTNMBR\nQUAY\n',
      }),
    ).toEqual([
      'MC40200.csv: the file of this table is named DYNAMICS.MC40200.csv.',
      'dynamics.rm00101.csv: the file of this table is named RM00101.csv.',
    ]);
  });

  it('tell at the beginning and at the end of the loading what is going on', async () => {
    const lines: string[] = [];
    const company = readCompanyFolder(folders.write({ 'RM00101.csv': 'CUSTNMBR\nQUAY\nMILL\n' }));
    await loadCompany(
      place,
      company,
      () => undefined,
      (line) => lines.push(line),
    );
    expect(lines).toEqual(['loading the company: 1 files', 'the company is loaded: 2 rows; gathering statistics']);
  });

  it("may have GP's own row numbers, which are made anew", async () => {
    expect(await load({ 'RM00101.csv': 'CUSTNMBR,DEX_ROW_ID\nQUAY,4711\n' })).toEqual([]);
  });

  const WHOLE_16 = 'expected a whole number from -32768 to 32767.';
  const WHOLE_32 = 'expected a whole number from -2147483648 to 2147483647.';
  const TINY = 'expected a whole number from 0 to 255.';
  const DECIMAL = 'expected a decimal number such as 12.50, with at most 14 digits before the point and 5 after it.';
  const DATE = 'expected a date such as 2026-11-23, or a date and time such as 2026-11-23T08:30:00.';
  const BYTES = 'expected bytes in hexadecimal such as 0x00ff.';

  const NUMBERS_AND_DATES = [
    {
      type: 'smallint',
      column: 'ITEMTYPE',
      expected: WHOLE_16,
      right: ['-32768', '32767', '007'],
      wrong: ['-32769', '32768', '1.0', 'one', '1e3', ' 1', '+1', '--1', '٣'],
    },
    {
      type: 'integer',
      column: 'ITEMSHWT',
      expected: WHOLE_32,
      right: ['-2147483648', '2147483647', '-0'],
      wrong: ['-2147483649', '2147483648', '99999999999', '0x10', '1_000', '1,5'],
    },
    { type: 'tinyint', column: 'INACTIVE', expected: TINY, right: ['0', '255'], wrong: ['-1', '256', 'true', 'Y'] },
    {
      type: 'decimal',
      column: 'CURRCOST',
      expected: DECIMAL,
      right: ['-99999999999999.99999', '0.00001', '12', '-0'],
      wrong: ['100000000000000', '0.000001', '.5', '5.', '1e2', '$5', '1,000.00', 'NaN', 'Infinity'],
    },
    {
      type: 'datetime',
      column: 'CREATDDT',
      expected: DATE,
      right: ['1753-01-01', '9999-12-31', '2024-02-29T23:59:59.997', '2026-11-23 08:30:00'],
      wrong: [
        '1752-12-31',
        '2023-02-29',
        '2026-13-01',
        '23.11.2026',
        '11/23/2026',
        '2026-11-23T24:00:00',
        '2026-11-23T08:30',
        '2026-11-23T08:30:00Z',
        '0000-01-01',
      ],
    },
  ];

  it.each(NUMBERS_AND_DATES)('are refused for a value that is no $type', async ({ column, expected, wrong }) => {
    const rows = wrong.map((value, index) => `I${index},"${value}"`);
    expect(await problemsOf({ 'IV00101.csv': [`ITEMNMBR,${column}`, ...rows].join('\n') })).toEqual(
      wrong.map((_, index) => `IV00101.csv, line ${index + 2}, column ${column}: ${expected}`),
    );
  });

  it('may have the least and the greatest value of every type', async () => {
    const rows = [0, 1, 2, 3].map((row) =>
      [`I${row}`, ...NUMBERS_AND_DATES.map(({ right }) => right[Math.min(row, right.length - 1)])].join(','),
    );
    const header = ['ITEMNMBR', ...NUMBERS_AND_DATES.map(({ column }) => column)].join(',');
    await load({ 'IV00101.csv': [header, ...rows].join('\n') });
    expect(
      await place.query(
        `select "ITEMTYPE", "ITEMSHWT", "INACTIVE", "CURRCOST"::text as cost, "CREATDDT"::text as created
         from "IV00101" order by "ITEMNMBR"`,
        [],
      ),
    ).toEqual([
      { ITEMTYPE: -32_768, ITEMSHWT: -2_147_483_648, INACTIVE: 0, cost: '-99999999999999.99999', created: '1753-01-01 00:00:00' },
      { ITEMTYPE: 32_767, ITEMSHWT: 2_147_483_647, INACTIVE: 255, cost: '0.00001', created: '9999-12-31 00:00:00' },
      { ITEMTYPE: 7, ITEMSHWT: 0, INACTIVE: 255, cost: '12.00000', created: '2024-02-29 23:59:59.997' },
      { ITEMTYPE: 7, ITEMSHWT: 0, INACTIVE: 255, cost: '0.00000', created: '2026-11-23 08:30:00' },
    ]);
  });

  it('are refused for bytes that are none', async () => {
    const wrong = ['0x0', '00ff', '0xfg', '\\x00'];
    const rows = wrong.map((value, index) => `T${index},${value}`);
    expect(await problemsOf({ 'TX00201.csv': ['TAXDTLID,TaxBoxes', ...rows].join('\n') })).toEqual(
      wrong.map((_, index) => `TX00201.csv, line ${index + 2}, column TaxBoxes: ${BYTES}`),
    );
  });

  it('are refused for a text that is too long, or not in UTF-8', async () => {
    const files = {
      'IV00101.csv': `ITEMNMBR,ITMGEDSC\n${'x'.repeat(32)},\nB,${'x'.repeat(12)}\nC,caf\uFFFD\nD,a\0b\nE,${'é'.repeat(11)}\n`,
    };
    const generic = 'column ITMGEDSC: expected a text of at most 11 characters in UTF-8.';
    expect(await problemsOf(files)).toEqual([
      'IV00101.csv, line 2, column ITEMNMBR: expected a text of at most 31 characters in UTF-8.',
      `IV00101.csv, line 3, ${generic}`,
      `IV00101.csv, line 4, ${generic}`,
      `IV00101.csv, line 5, ${generic}`,
    ]);
  });

  it('are refused for two rows of one key, however it is written', async () => {
    const problems = await problemsOf({
      'IV00101.csv': 'ITEMDESC\nbolt\nnut\n',
      'IV00108.csv': 'ITEMNMBR,TOQTY\nBOLT,10\nBOLT,10.0\nBOLT ,10\nBOLT,\nBOLT,0\nBOLT,-0.00\n',
      'IV00200.csv': 'ITEMNMBR,DATERECD\nSAW,\nSAW,1900-01-01\nSAW,2026-01-02\nSAW,2026-01-02 00:00:00.000\n',
    });
    const price = 'column ITEMNMBR, CURNCYID, PRCLEVEL, UOFM, TOQTY: expected a key of its own;';
    const serial = 'column ITEMNMBR, LOCNCODE, QTYTYPE, DATERECD, DTSEQNUM: expected a key of its own;';
    expect(problems.map((problem) => problem.replace(/column [A-Z0-9, ]+:/, (columns) => sortedColumns(columns)))).toEqual(
      [
        'IV00101.csv, line 3, column ITEMNMBR: expected a key of its own; line 2 has the same.',
        `IV00108.csv, line 3, ${price} line 2 has the same.`,
        `IV00108.csv, line 4, ${price} line 2 has the same.`,
        `IV00108.csv, line 6, ${price} line 5 has the same.`,
        `IV00108.csv, line 7, ${price} line 5 has the same.`,
        `IV00200.csv, line 3, ${serial} line 2 has the same.`,
        `IV00200.csv, line 5, ${serial} line 4 has the same.`,
      ].map((problem) => problem.replace(/column [A-Z0-9, ]+:/, (columns) => sortedColumns(columns))),
    );
  });

  it('are refused with every problem of every file, up to ten', async () => {
    const two = { 'IV00101.csv': 'ITEMNMBR,ITEMTYPE,CURRCOST\nA,x,y\n', 'RM00101.csv': 'CUSTNMBR,HOLD\nB,\nC,2.5\n' };
    expect(await problemsOf(two)).toEqual([
      `IV00101.csv, line 2, column ITEMTYPE: ${WHOLE_16}`,
      `IV00101.csv, line 2, column CURRCOST: ${DECIMAL}`,
      `RM00101.csv, line 3, column HOLD: ${TINY}`,
    ]);
    await place.run('rollback; begin');
    const many = Array.from({ length: 30 }, (_, index) => `I${index},x`);
    const problems = await problemsOf({ ...two, 'IV00101.csv': ['ITEMNMBR,ITEMTYPE', ...many].join('\n') });
    expect(problems).toEqual([
      ...many.slice(0, 10).map((_, index) => `IV00101.csv, line ${index + 2}, column ITEMTYPE: ${WHOLE_16}`),
      'There may be more.',
    ]);
  });

  it('are refused for what is no CSV', async () => {
    const values = 'as many values as the header row has';
    const quotes = 'quotes around a whole value, and within it two for one';
    const cases = [
      { file: 'RM00101.csv', csv: 'CUSTNMBR,HOLD\nA,0\nB\n', line: 3, expected: values },
      { file: 'RM00102.csv', csv: 'CUSTNMBR,ADRSCODE\nA,0,0\n', line: 2, expected: values },
      { file: 'RM00103.csv', csv: 'CUSTNMBR,CUSTBLNC\n"A,0\n', line: 2, expected: 'a closing quote for every opening one' },
      { file: 'RM00105.csv', csv: 'CPRCSTNM,NACREDITCHECK\nA"B,0\n', line: 2, expected: quotes },
      { file: 'RM00201.csv', csv: 'CLASSID,CLASDSCR\n"A"B,0\n', line: 2, expected: quotes },
    ];
    expect(await problemsOf(Object.fromEntries(cases.map(({ file, csv }) => [file, csv])))).toEqual(
      cases.map(({ file, line, expected }) => `${file}, line ${line}: expected ${expected}.`),
    );
  });

  it('are refused for a header row that is missing, or has a column twice', async () => {
    expect(
      await problemsOf({
        'IV00101.csv': '',
        'RM00101.csv': '\uFEFF\n\n',
        'RM00102.csv': 'CUSTNMBR,HOLD,custnmbr\nA,0,B\n',
        'RM00103.csv': '\nA,0\n',
      }),
    ).toEqual([
      "IV00101.csv: the header row with GP's column names is missing.",
      "RM00101.csv: the header row with GP's column names is missing.",
      'RM00102.csv, line 1, column CUSTNMBR: expected once in the header row.',
      "RM00103.csv, line 2: expected a header row with GP's column names.",
    ]);
  });

  it('are told the line in which a row begins, with line breaks in values before', async () => {
    const lines = ['CUSTNMBR,CUSTNAME,HOLD', 'A,"one', 'two', 'three",0', '', 'B,"one', 'two",x', 'C,c,x'];
    expect(await problemsOf({ 'RM00101.csv': lines.join('\n'), 'rm00101.csv': lines.join('\r\n') })).toEqual(
      ['RM00101.csv', 'rm00101.csv'].flatMap((file) => [6, 8].map((line) => `${file}, line ${line}, column HOLD: ${TINY}`)),
    );
  });
});

/** The order of a key's columns is not of interest. */
function sortedColumns(columns: string): string {
  return columns
    .split(/[ ,:]+/)
    .filter(Boolean)
    .toSorted()
    .join(' ');
}

describe.each(KINDS)('a sandbox company in $kind', ({ home: makeHome, reloads }) => {
  let home: Home;
  let company: SandboxCompany | undefined;
  let warnings: string[];

  beforeEach(async () => {
    home = await makeHome();
    warnings = [];
  });
  afterEach(async () => {
    await leave();
    await home.leave();
  });

  async function enter(files: Files): Promise<SandboxCompany> {
    company = await SandboxCompany.open({
      company: readCompanyFolder(folders.write(files)),
      ...home.location,
      timeZone: 'UTC',
      warn: (message) => warnings.push(message),
    });
    return company;
  }

  async function leave(): Promise<void> {
    await company?.close();
    company = undefined;
  }

  const QUAY = { 'RM00101.csv': 'CUSTNMBR,CUSTNAME\nQUAY,Quay Ltd\n' };
  const MILL = { 'RM00101.csv': 'CUSTNMBR,CUSTNAME\nMILL,Mill Ltd\n' };
  const names = (open: SandboxCompany) => open.change(`select rtrim("CUSTNAME") as name from "RM00101"`);

  it('keeps nothing of files that are wrong, and takes them once they are right', async () => {
    const message = await refusalOf(
      enter({ ...MILL, 'RM00102.csv': 'CUSTNMBR,HOLD,ADRSCODE\nMILL,,much too long for a code\n' }),
    );
    expect(message.split('\n')[1]).toBe(
      'RM00102.csv, line 2, column ADRSCODE: expected a text of at most 15 characters in UTF-8.',
    );
    expect(
      await home.look(
        `select to_regclass('"RM00101"') as customers, to_regclass('company_origin') as origin, to_regnamespace('"DYNAMICS"') as system`,
      ),
    ).toEqual([{ customers: null, origin: null, system: null }]);
    expect(await names(await enter(MILL))).toEqual([{ name: 'Mill Ltd' }]);
  });

  it(`${reloads ? 'is loaded anew' : 'stays'}, with a warning, when its files have changed`, async () => {
    await enter(QUAY);
    await leave();
    expect(await names(await enter(MILL))).toEqual([{ name: reloads ? 'Mill Ltd' : 'Quay Ltd' }]);
    expect(warnings).toEqual(
      reloads
        ? [expect.stringMatching(/^The sandbox company has other files .* use another DATA_DIR/)]
        : ['GP_URL: the server holds a company that was loaded from other files; it is used as it is.'],
    );
  });

  it('stays as it is while its files stay as they are, and when new ones are wrong', async () => {
    await (await enter(QUAY)).change(`update "RM00101" set "CUSTNAME" = $1`, ['Quay & Daughters']);
    await leave();
    if (reloads) {
      expect(await refusalOf(enter({ 'RM00101.csv': 'CUSTNMBR,HOLD\nMILL,x\n' }))).toContain('RM00101.csv, line 2, column HOLD');
    }
    expect(await names(await enter(QUAY))).toEqual([{ name: 'Quay & Daughters' }]);
    expect(warnings).toEqual([]);
  });

  it("starts at its files' today, moves to any other, and goes on from there", async () => {
    const files = { ...QUAY, 'company.json': '{ "name": "Quay", "today": "2021-03-04" }' };
    const open = await enter(files);
    expect(open.today()).toBe('2021-03-04');
    expect(await open.change(`select getutcdate()::date::text as today`)).toEqual([{ today: '2021-03-04' }]);
    // No row was changed in the future: it would look changed for as long.
    expect(await open.change(`select "CUSTNMBR" from "RM00101" where "DEX_ROW_TS" > getutcdate()`)).toEqual([]);
    await open.moveTo('2030-12-31' as CalendarDate);
    expect(open.today()).toBe('2030-12-31');
    expect(await open.change(`select getutcdate()::date::text as today`)).toEqual([{ today: '2030-12-31' }]);
    await leave();
    expect((await enter(files)).today()).toBe('2030-12-31');
  });
});

describe.each([
  { kind: 'the memory of the process', location: async () => ({}), leave: async () => undefined },
  {
    kind: 'a PostgreSQL server',
    location: async () => ({ url: await createDatabase() }),
    leave: async ({ url }: { url?: string }) => (url === undefined ? undefined : dropDatabase(url)),
  },
])('the clock and the trouble of a sandbox company in $kind', ({ location, leave }) => {
  let place: { url?: string };
  let company: SandboxCompany;
  const files = {
    'RM00101.csv': 'CUSTNMBR,DEX_ROW_TS\nMILL,2001-01-01\nQUAY,2001-01-01\n',
    'IV00101.csv': 'ITEMNMBR,DEX_ROW_TS\nBOLT,2001-01-01\nNUT,2001-01-01\nSAW,2001-01-01\n',
    'IV00102.csv': 'ITEMNMBR,RCRDTYPE,LOCNCODE,QTYONHND\nBOLT,2,MAIN,5\n',
  };
  const customers = [{ CUSTNMBR: 'MILL           ' }, { CUSTNMBR: 'QUAY           ' }];

  beforeAll(async () => {
    place = await location();
    company = await SandboxCompany.open({
      company: readCompanyFolder(folders.write(files)),
      ...place,
      timeZone: 'America/Chicago',
      warn: () => undefined,
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    company.trouble.make({});
    company.trouble.resetQuestions();
  });
  afterAll(async () => {
    await company.close();
    await leave(place);
  });

  const ask = (signal?: AbortSignal) =>
    company.gp
      .selectFrom('RM00101')
      .select('CUSTNMBR')
      .orderBy('CUSTNMBR')
      .execute(signal && { signal });

  it.each([
    { case: 'when it is another day in UTC', now: '2026-11-24T03:30:00Z', to: '2026-12-24' },
    { case: 'from summer to winter', now: '2026-07-10T05:30:00Z', to: '2026-12-24' },
    { case: 'from winter to summer', now: '2026-01-11T05:30:00Z', to: '2026-07-09' },
    { case: 'to an hour before midnight in summer', now: '2026-01-11T05:30:00Z', to: '2026-07-10' },
  ])("moves to the date on the calendar of the company's time zone $case", async ({ now, to }) => {
    vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] });
    await company.moveTo(to as CalendarDate);
    expect(company.today()).toBe(to);
  });

  it('stamps what is changed, and the item whose stock or components are changed', async () => {
    await company.moveTo('2021-03-04' as CalendarDate);
    const started = await company.change('select getutcdate()::text as now');
    await company.change(`update "RM00101" set "HOLD" = 1 where "CUSTNMBR" = 'QUAY'`);
    await company.change(`update "IV00102" set "QTYONHND" = 4`);
    await company.change(`insert into "IV00104" ("ITEMNMBR", "CMPTITNM") values ('SAW', 'BOLT')`);
    const { now } = started[0] as { now: string };
    const stampedSince = (table: string, key: string) =>
      company.change(`select rtrim("${key}") as key from "${table}" where "DEX_ROW_TS" between $1 and getutcdate() order by 1`, [
        now,
      ]);
    expect(await stampedSince('RM00101', 'CUSTNMBR')).toEqual([{ key: 'QUAY' }]);
    expect(await stampedSince('IV00101', 'ITEMNMBR')).toEqual([{ key: 'BOLT' }, { key: 'SAW' }]);
    expect(now).toMatch(/^2021-03-0[45] /);
  });

  it('counts every question, and fails, hangs and heals on demand', async () => {
    const { trouble } = company;
    expect(await ask()).toEqual(customers);
    await Promise.all([ask(), ask()]);
    expect(trouble.questions).toBe(3);
    trouble.resetQuestions();
    expect(trouble.questions).toBe(0);

    trouble.make({ failing: true });
    await expect(ask()).rejects.toThrow('The sandbox was told to fail.');
    expect(trouble.questions).toBe(1);

    trouble.make({ hanging: true });
    let answered = 0;
    const hanging = [ask(), ask()].map((question) => question.finally(() => answered++));
    const givenUp = new AbortController();
    const abandoned = ask(givenUp.signal);
    givenUp.abort();
    await expect(abandoned).rejects.toThrow();
    // Trouble is for questions alone; data can be changed meanwhile.
    expect(await company.change('select count(*)::int as customers from "RM00101"')).toEqual([{ customers: 2 }]);
    expect(answered).toBe(0);
    trouble.make({});
    expect(await Promise.all(hanging)).toEqual([customers, customers]);
    expect(trouble).toMatchObject({ questions: 4, trouble: { latencyMs: 0, failing: false, hanging: false } });
  });

  it('keeps questions side by side waiting no longer than one', async () => {
    const { trouble } = company;
    // First questions, so that no connection is opened on the clock that stands still.
    await Promise.all([ask(), ask(), ask(), ask()]);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    trouble.make({ latencyMs: 60_000 });
    let answered = 0;
    const questions = [ask(), ask(), ask(), ask()].map((question) => question.finally(() => answered++));
    await vi.advanceTimersByTimeAsync(59_999);
    expect(answered).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    await Promise.all(questions);
    expect(answered).toBe(4);
  });
});

describe('a company on a server', () => {
  const files = { 'RM00101.csv': 'CUSTNMBR\nQUAY\n', 'company.json': '{ "today": "2021-03-04" }' };

  it('is loaded once by gateways that start at the same time', async () => {
    const url = await createDatabase();
    const folder = folders.write(files);
    const warnings: string[] = [];
    const open = () =>
      SandboxCompany.open({
        company: readCompanyFolder(folder),
        url,
        timeZone: 'UTC',
        warn: (message) => warnings.push(message),
      });
    const companies = await Promise.all([open(), open(), open()]);
    try {
      for (const company of companies) {
        expect(await company.change('select count(*)::int as customers from "RM00101"')).toEqual([{ customers: 1 }]);
        expect(company.today()).toBe('2021-03-04');
      }
      expect(warnings).toEqual([]);
    } finally {
      await Promise.all(companies.map((company) => company.close()));
      await dropDatabase(url);
    }
  });

  it('is refused in one line where the server is away', async () => {
    const url = 'postgres://quartermaster:s3cret@127.0.0.1:1/company';
    const attempt = SandboxCompany.open({
      company: readCompanyFolder(folders.write(files)),
      url,
      timeZone: 'UTC',
      warn: () => undefined,
    });
    expect(await refusalOf(attempt)).toBe('The sandbox company on the server that GP_URL names cannot be opened: ECONNREFUSED.');
  });
});

describe('a company folder', () => {
  it('is refused where it is missing, without tables, or has a file that cannot be read', () => {
    const missing = folders.path();
    expect(() => readCompanyFolder(missing)).toThrow(
      new StartRefused(`GP_SANDBOX_COMPANY: the folder ${missing} cannot be read.`),
    );
    const empty = folders.write({ 'RM00101.txt': 'CUSTNMBR\n' });
    expect(() => readCompanyFolder(empty)).toThrow(
      new StartRefused(`GP_SANDBOX_COMPANY: the folder ${empty} has no CSV files such as RM00101.csv.`),
    );
    const odd = folders.write({});
    mkdirSync(join(odd, 'RM00101.csv'));
    expect(() => readCompanyFolder(odd)).toThrow(
      new StartRefused(`GP_SANDBOX_COMPANY: the file ${join(odd, 'RM00101.csv')} cannot be read.`),
    );
  });

  it.each([
    { about: '{ "today": "2026-02-30" }', message: 'company.json: "today" must be a date such as 2026-11-23.' },
    {
      about: '{ "today": "1752-12-31" }',
      message: 'company.json: "today" must not be before 1753-01-01, where GP\'s dates begin.',
    },
    { about: '{ "today": 20261123 }', message: 'company.json: "today" must be a date such as 2026-11-23.' },
    { about: 'today: 2026-11-23', message: 'company.json: it is not JSON: see line 1.' },
    { about: '{\n"today": “2026-11-23”\n}', message: 'company.json: it is not JSON: see line 2.' },
    { about: '["2026-11-23"]', message: 'company.json: it is not a JSON object.' },
    { about: '{ "todya": "2026-11-23" }', message: 'company.json: "todya" is not known, only "name", "today" and "basedOn".' },
    { about: '{ "basedOn": 1 }', message: 'company.json: "basedOn" must be a folder such as "../standard".' },
  ])('is refused for the company.json $about', ({ about, message }) => {
    const folder = folders.write({ 'RM00101.csv': 'CUSTNMBR\n', 'company.json': about });
    expect(() => readCompanyFolder(folder)).toThrow(new StartRefused(message));
  });

  it('has the files of the folder that it is based on for the tables that it lacks', () => {
    const base = folders.write({ 'RM00101.csv': 'CUSTNMBR\nBASE\n', 'IV00101.csv': 'ITEMNMBR\nBOLT\n' });
    const own = (about: string) => folders.write({ 'rm00101.CSV': 'CUSTNMBR\nOWN\n', 'company.json': about });
    const folder = own(JSON.stringify({ basedOn: base }));
    expect(readCompanyFolder(folder).files.map(({ path }) => path)).toEqual([
      join(base, 'IV00101.csv'),
      join(folder, 'rm00101.CSV'),
    ]);
    const relative = own(JSON.stringify({ basedOn: join('..', basename(base)) }));
    expect(readCompanyFolder(relative).files.map(({ table }) => table)).toEqual(['IV00101', 'rm00101']);
    const missing = folders.path();
    expect(() => readCompanyFolder(own(JSON.stringify({ basedOn: missing })))).toThrow(
      new StartRefused(`GP_SANDBOX_COMPANY: the folder ${missing} cannot be read.`),
    );
  });

  it('may come with the gateway, and is then known by its name', () => {
    expect(readSandboxCompany(undefined)).toEqual(readSandboxCompany('standard'));
    expect(readSandboxCompany('extended').folder).toMatch(/companies.extended$/);
    expect(() => readSandboxCompany('./extended')).toThrow(StartRefused);
  });

  it('may have its company.json saved by Windows', () => {
    const about = Buffer.from('\ufeff{\r\n"today": "2026-11-23"\r\n}', 'utf16le');
    expect(readCompanyFolder(folders.write({ 'RM00101.csv': 'CUSTNMBR\n', 'company.json': about })).today).toBe('2026-11-23');
  });

  it('has no today of its own without company.json', () => {
    expect(readCompanyFolder(folders.write({ 'RM00101.csv': 'CUSTNMBR\n' })).today).toBeNull();
  });
});

it('a folder that holds no database is refused in one line', async () => {
  const attempt = SandboxCompany.open({
    company: readCompanyFolder(folders.write({ 'RM00101.csv': 'CUSTNMBR\n' })),
    folder: folders.write({ PG_VERSION: 'none' }),
    timeZone: 'UTC',
    warn: () => undefined,
  });
  expect(await refusalOf(attempt)).toMatch(/^The sandbox company in the data folder cannot be opened: \w+\.$/);
});
