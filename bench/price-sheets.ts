import { type BenchAccount, BREAKS, cents, DOLLARS, LEVELS, listCents, NO_LIMIT, PRODUCTS, type Row, skuAt } from './company.js';

const LIST = 'LIST';
const GROUPS = 20;
/** Products of an account's own sheet, anywhere in the catalogue: 37 and the number of products have no common divisor. */
const OF_ACCOUNT = 60;
const STEP = 37;
const FROM = '2026-01-01';
const UNTIL = '2099-12-31';

/**
 * The tables of extended pricing for the benchmark's company: list prices with three breaks in the base book, a book for each
 * level that takes some percent off every group, and a sheet for every account with prices and adjustments of its own.
 */
export function priceSheets(accounts: readonly BenchAccount[]): Readonly<Record<string, readonly Row[]>> {
  const products = Array.from({ length: PRODUCTS }, (_, index) => index);
  const groups = Array.from({ length: GROUPS }, (_, index) => `GROUP-${index}`);
  const own = accounts.map((_, account) => ({ id: accountSheet(account), lines: linesOfAccount(account) }));
  const sheets: readonly Sheet[] = [
    { id: LIST, lines: products.map(listLine) },
    ...LEVELS.map((level, rank) => ({ id: level, lines: groups.map((group) => percentLine('G', group, 100 - 4 * rank)) })),
    ...own,
  ];
  return {
    'DYNAMICS.SY05501': [{ CMPANYID: 1, EXPRINST: 1 }],
    SOP10108: groups.map((group) => ({ PRCGRPID: group, DESCEXPR: group, DECPLCUR: 3, DECPLQTY: 1, UOMSCHDL: 'EACH' })),
    IV10400: products.map((index) => ({ PRCGRPID: `GROUP-${index % GROUPS}`, ITEMNMBR: skuAt(index), SEQNUMBR: index + 1 })),
    SOP10109: [
      { PRCBKID: 'BASEBOOK', DESCEXPR: 'Base', ISBASE: 1 },
      ...LEVELS.map((level) => ({ PRCBKID: level, DESCEXPR: level, ISBASE: 0 })),
    ],
    SOP10205: accounts.map(({ number, level }, index) => ({
      PRCBKID: level,
      PRODTCOD: 'C',
      LINKCODE: number,
      SEQNUMBR: index + 1,
    })),
    RM00500: [
      link(LIST, 'P', 'BASEBOOK'),
      ...LEVELS.map((level) => link(level, 'P', level)),
      ...accounts.map(({ number }, account) => link(accountSheet(account), 'C', number)),
    ],
    SOP10110: sheets.map(({ id }) => ({
      PRCSHID: id,
      DESCEXPR: id,
      ACTIVE: 1,
      STRTDATE: FROM,
      ENDDATE: UNTIL,
      PROMO: 0,
      CURNCYID: DOLLARS,
    })),
    IV10401: sheets.flatMap(({ id, lines }) => lines.map((line, index) => lineRow(id, line, index))),
    IV10402: sheets.flatMap(({ id, lines }) => lines.flatMap((line) => valueRows(id, line))),
  };
}

interface Sheet {
  readonly id: string;
  readonly lines: readonly Line[];
}

interface Line {
  readonly type: 'I' | 'G';
  readonly id: string;
  readonly kind: 'N' | 'P' | 'V';
  readonly values: readonly { readonly from: number; readonly to: string | number; readonly value: string | number }[];
}

const accountSheet = (account: number) => `ACCOUNT-${account + 1}`;

function listLine(product: number): Line {
  return { type: 'I', id: skuAt(product), kind: 'N', values: brokenPrices(listCents(product)) };
}

function percentLine(type: Line['type'], id: string, percent: number): Line {
  return { type, id, kind: 'P', values: [{ from: 1, to: NO_LIMIT, value: percent }] };
}

/** A third of them are prices, a third percentages, a third amounts off. */
function linesOfAccount(account: number): Line[] {
  return Array.from({ length: OF_ACCOUNT }, (_, index) => {
    const product = ((account * OF_ACCOUNT + index) * STEP) % PRODUCTS;
    const id = skuAt(product);
    if (index % 3 === 1) return percentLine('I', id, 97);
    const price = listCents(product);
    if (index % 3 === 0) return { type: 'I', id, kind: 'N', values: brokenPrices(Math.round(price * 0.8)) };
    return { type: 'I', id, kind: 'V', values: [{ from: 1, to: NO_LIMIT, value: cents(Math.round(price * 0.05)) }] };
  });
}

function brokenPrices(inCents: number): Line['values'] {
  return BREAKS.map((from, step) => ({
    from,
    to: BREAKS[step + 1] === undefined ? NO_LIMIT : Number(BREAKS[step + 1]) - 1,
    value: cents(Math.round((inCents * (100 - 3 * step)) / 100)),
  }));
}

function lineRow(sheet: string, { type, id, kind, values }: Line, index: number): Row {
  return {
    PRCSHID: sheet,
    SEQNUMBR: index + 1,
    EPITMTYP: type,
    ITEMNMBR: id,
    BRKPTPRC: values.length > 1 ? 1 : 0,
    ACTIVE: 1,
    BASEUOFM: 'Each',
    PRODTCOD: kind,
    PROMOTYP: 0,
    PROMOLVL: 0,
  };
}

function valueRows(sheet: string, { type, id, values }: Line): Row[] {
  return values.map(({ from, to, value }, index) => ({
    PRCSHID: sheet,
    EPITMTYP: type,
    ITEMNMBR: id,
    UOFM: 'Each',
    QTYFROM: from,
    QTYTO: to,
    PSITMVAL: value,
    EQUOMQTY: 1,
    QTYBSUOM: 1,
    SEQNUMBR: index + 1,
  }));
}

function link(sheet: string, code: 'C' | 'P', of: string): Row {
  return { PRCSHID: sheet, PRODTCOD: code, LINKCODE: of, SEQNUMBR: 1, PSSEQNUM: 1 };
}
