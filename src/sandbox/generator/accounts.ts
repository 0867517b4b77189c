import { daysBefore, daysBetween, NO_DATE, TODAY } from './calendar.js';
import type { CompanyFiles } from './company-files.js';
import { type Fixed, fixedText, ONE, percentOf, roundFixed } from './fixed-point.js';
import type { KnownItem } from './items.js';
import { writePaidHistory } from './paid-history.js';
import type { PriceSheets } from './price-sheets.js';
import { Random } from './random.js';
import {
  BUCKET_ENDS,
  CANADIAN_DOLLARS,
  CANADIAN_LEVEL,
  CUSTOMER_CLASSES,
  DOLLARS,
  EXEMPT,
  LEVELS,
  PAYMENT_TERMS,
  SALESPEOPLE,
  SITES,
  TAXABLE,
} from './setup.js';
import { BUSINESS_KINDS, BUSINESS_NAMES, CANADIAN_PLACES, FIRST_NAMES, LAST_NAMES, PLACES, STREETS } from './vocabulary.js';

const AGED_ON = daysBefore(TODAY, 3);
const CENT = ONE / 100;

/** The accounts of each kind, by their position in every hundred. All others are active, with credit left. */
const OF_HUNDRED = {
  onHold: new Set([7, 57]),
  inactive: new Set([13, 63, 88]),
  noCredit: new Set([3, 23, 33, 43, 73, 83, 93]),
  unlimited: new Set([5, 25, 45, 65, 85]),
  overLimit: new Set([9, 39, 69, 99]),
  atLimit: new Set([19]),
  overOldBucket: new Set([29, 79]),
  exempt: new Set([11, 31, 61, 81]),
  manyAddresses: new Set([17]),
  canadian: new Set([14, 34, 44, 64, 74, 84, 94]),
  ownLevel: new Set([2, 22, 42, 62]),
  withoutLevel: new Set([6, 26, 36, 76, 86, 96]),
  discounted: new Set([8, 28, 48, 68, 78, 98]),
  balanceForward: new Set([77]),
} as const;
/** The parent's position in every hundred. Its children follow it. */
const PARENT = 50;
const LAST_CHILD = 54;
/** The one account that has ten years of paid invoices, in companies that have so many. */
const OLD_ACCOUNT = 399;
/** The settings of families, used in turn. */
const FAMILIES = [
  { sharesHold: 1, sharesCredit: 0, parentOnHold: 1, parentInactive: 0 },
  { sharesHold: 0, sharesCredit: 1, parentOnHold: 0, parentInactive: 0 },
  { sharesHold: 0, sharesCredit: 0, parentOnHold: 1, parentInactive: 0 },
  { sharesHold: 1, sharesCredit: 0, parentOnHold: 0, parentInactive: 1 },
] as const;

/** The price levels that belong to one account each. */
export function ownLevelsOf(count: number): readonly string[] {
  const levels: string[] = [];
  for (let index = 0; index < count; index++) if (OF_HUNDRED.ownLevel.has(index % 100)) levels.push(ownLevel(index));
  return levels;
}

function ownLevel(index: number): string {
  return `OWN${String(index + 1).padStart(6, '0')}`;
}

/**
 * Writes accounts with their addresses, open documents and balances.
 * @param goods items that contracts refer to
 * @param sheets the price sheets of a company on extended pricing
 */
export function writeAccounts(
  files: CompanyFiles,
  count: number,
  seed: number,
  goods: readonly KnownItem[],
  sheets: PriceSheets | null,
): void {
  let parent = '';
  for (let index = 0; index < count; index++) {
    const place = index % 100;
    const account = accountAt(seed, index, place > PARENT && place <= LAST_CHILD ? parent : '');
    if (place === PARENT) parent = account.number;
    writeAccount(files, account, goods);
    sheets?.addAccount(account.number, account.is('canadian') ? CANADIAN_DOLLARS.id : '');
  }
}

type Trait = keyof typeof OF_HUNDRED;

interface Account {
  readonly index: number;
  readonly number: string;
  readonly name: string;
  readonly parent: string;
  readonly family: (typeof FAMILIES)[number] | null;
  readonly random: Random;
  is(trait: Trait): boolean;
}

function accountAt(seed: number, index: number, parent: string): Account {
  const random = new Random(seed, 'account', index);
  const name = `${random.pick(BUSINESS_NAMES)} ${random.pick(BUSINESS_KINDS)}`;
  const letters = name.toUpperCase().replaceAll(/[^A-Z]/g, '');
  return {
    index,
    number: `${letters.slice(0, 8)}${String(index + 1).padStart(6, '0')}`,
    name,
    parent,
    family: index % 100 === PARENT ? (FAMILIES[Math.floor(index / 100) % FAMILIES.length] ?? null) : null,
    random,
    is: (trait) => OF_HUNDRED[trait].has(index % 100),
  };
}

function writeAccount(files: CompanyFiles, account: Account, goods: readonly KnownItem[]): void {
  const { number, name, parent, family, random } = account;
  const canadian = account.is('canadian');
  const terms = random.pick(PAYMENT_TERMS);
  const salesperson = random.pick(SALESPEOPLE);
  const customerClass = account.is('exempt') ? CUSTOMER_CLASSES[4] : (CUSTOMER_CLASSES[account.index % 4] ?? CUSTOMER_CLASSES[0]);
  const taxSchedule = account.is('exempt') ? EXEMPT : TAXABLE;
  const addresses = writeAddresses(files, account, salesperson.id, taxSchedule);
  const summary = writeDocuments(files, account, terms, salesperson.id);
  if (account.index === OLD_ACCOUNT) writePaidHistory(files, account);
  const limit = creditLimit(account, summary);
  files.write('RM00101', {
    CUSTNMBR: number,
    CUSTNAME: name,
    CUSTCLAS: customerClass.id,
    CPRCSTNM: parent,
    CNTCPRSN: contact(random),
    STMTNAME: name,
    ADRSCODE: 'PRIMARY',
    SHIPMTHD: random.pick(['GROUND', 'GROUND', 'LTL', 'WILL CALL']),
    TAXSCHID: taxSchedule,
    ADDRESS1: addresses.primary.street,
    CITY: addresses.primary.city,
    STATE: addresses.primary.region,
    ZIP: addresses.primary.zip,
    COUNTRY: addresses.primary.country,
    CCode: addresses.primary.countryCode,
    PHONE1: addresses.primary.phone,
    PRBTADCD: 'PRIMARY',
    PRSTADCD: addresses.shipTo,
    STADDRCD: 'PRIMARY',
    SLPRSNID: salesperson.id,
    PYMTRMID: terms.id,
    CRLMTTYP: limit.type,
    CRLMTAMT: fixedText(limit.amount),
    CRLMTPER: limit.bucket,
    CRLMTPAM: fixedText(limit.bucketAmount),
    CURNCYID: canadian ? CANADIAN_DOLLARS.id : '',
    CUSTDISC: account.is('discounted') ? random.pick([200, 250, 500]) : 0,
    PRCLEVEL: priceLevel(account, customerClass.level),
    TAXEXMT1: account.is('exempt') ? `EX-${100_000 + account.index}` : '',
    BALNCTYP: account.is('balanceForward') ? 1 : 0,
    SALSTERR: salesperson.territory,
    INACTIVE: account.is('inactive') || family?.parentInactive ? 1 : 0,
    HOLD: account.is('onHold') || family?.parentOnHold ? 1 : 0,
    CREATDDT: daysBefore(TODAY, random.whole(30, 4500)),
  });
  if (family) {
    files.write('RM00105', {
      CPRCSTNM: number,
      NAALLOWRECEIPTS: 1,
      NACREDITCHECK: family.sharesCredit,
      NAFINANCECHARGE: 0,
      NAHOLDINACTIVE: family.sharesHold,
      NADEFPARENTVEN: 0,
    });
  }
  if (account.is('ownLevel')) writeContract(files, account, goods);
}

function priceLevel(account: Account, ofClass: string): string {
  if (account.is('ownLevel')) return ownLevel(account.index);
  if (account.is('canadian')) return CANADIAN_LEVEL;
  if (account.is('withoutLevel')) return '';
  return account.index % 10 === 5 ? LEVELS[4] : ofClass;
}

function contact(random: Random): string {
  return `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
}

interface Place {
  readonly street: string;
  readonly city: string;
  readonly region: string;
  readonly zip: string;
  readonly country: string;
  readonly countryCode: string;
  readonly phone: string;
}

/** The account's addresses (RM00102) and the e-mail of the primary one (SY01200). */
function writeAddresses(
  files: CompanyFiles,
  account: Account,
  salesperson: string,
  taxSchedule: string,
): { readonly primary: Place; readonly shipTo: string } {
  const { number, name, random } = account;
  const shipTos = account.is('manyAddresses') ? 40 : random.whole(0, 3);
  const codes = ['PRIMARY', ...Array.from({ length: shipTos }, (_, index) => `SITE-${String(index + 1).padStart(2, '0')}`)];
  const primary = anyPlace(account);
  for (const [index, code] of codes.entries()) {
    const place = index === 0 ? primary : anyPlace(account);
    files.write('RM00102', {
      CUSTNMBR: number,
      ADRSCODE: code,
      SLPRSNID: salesperson,
      SHIPMTHD: 'GROUND',
      TAXSCHID: taxSchedule,
      CNTCPRSN: contact(random),
      ADDRESS1: place.street,
      CITY: place.city,
      STATE: place.region,
      ZIP: place.zip,
      COUNTRY: place.country,
      CCode: place.countryCode,
      PHONE1: place.phone,
      LOCNCODE: random.perMille(500) ? random.pick(SITES.filter(({ inactive }) => !inactive)).code : '',
      ShipToName: index === 0 ? name : `${name}, ${place.city}`,
    });
  }
  files.write('SY01200', {
    Master_Type: 'CUS',
    Master_ID: number,
    ADRSCODE: 'PRIMARY',
    INET1: '',
    INET4: '',
    INETINFO: '',
    EmailToAddress: `orders.${number.toLowerCase()}@example.com`,
  });
  return { primary, shipTo: codes[1] ?? 'PRIMARY' };
}

function anyPlace(account: Account): Place {
  const { random } = account;
  const canadian = account.is('canadian');
  const [city, region, zip] = random.pick<readonly [string, string, string]>(canadian ? CANADIAN_PLACES : PLACES);
  return {
    street: `${random.whole(1, 4999)} ${random.pick(STREETS)}`,
    city,
    region,
    zip,
    country: canadian ? 'Canada' : 'United States',
    countryCode: canadian ? 'CA' : 'US',
    phone: `3125550${random.whole(100, 199)}0000`,
  };
}

/** The account's balance and its open orders (RM00103). */
interface Summary {
  readonly balance: Fixed;
  /** Amounts by aging bucket. */
  readonly aged: readonly Fixed[];
  readonly onOrder: Fixed;
}

const DOCUMENT_TYPES = [
  { type: 1, code: 'INV', name: 'Invoice', share: 800 },
  { type: 9, code: 'PYMT', name: 'Payment', share: 880 },
  { type: 7, code: 'CRED', name: 'Credit memo', share: 930 },
  { type: 3, code: 'DM', name: 'Debit memo', share: 970 },
  { type: 4, code: 'FIN', name: 'Finance charge', share: 1000 },
] as const;

/** Open documents (RM20101) and the summary that agrees with them (RM00103). Documents of types 7 to 9 are subtracted. */
function writeDocuments(
  files: CompanyFiles,
  account: Account,
  terms: (typeof PAYMENT_TERMS)[number],
  salesperson: string,
): Summary {
  const { number, random } = account;
  const owing = account.is('overLimit') || account.is('atLimit') || account.is('overOldBucket');
  const count = account.is('inactive') ? 0 : random.whole(owing ? 3 : 0, 11);
  const aged = BUCKET_ENDS.map(() => 0);
  let balance = 0;
  for (let index = 0; index < count; index++) {
    const share = random.whole(1, 1000);
    const kind =
      owing && index < 3 ? DOCUMENT_TYPES[0] : (DOCUMENT_TYPES.find((entry) => share <= entry.share) ?? DOCUMENT_TYPES[0]);
    const isCredit = kind.type >= 7;
    // Old enough for the fourth bucket, 61 to 90 days late.
    const age = account.is('overOldBucket') && index === 0 ? terms.due + 80 : random.whole(1, 130);
    const date = daysBefore(TODAY, age);
    const due = isCredit ? NO_DATE : account.is('balanceForward') ? date : dueDate(date, terms);
    const original = random.whole(20_00, 4_800_00) * CENT;
    const voided = index > 2 && random.perMille(20);
    const paid = index > 2 && random.perMille(250);
    const open = paid ? 0 : random.perMille(150) ? roundFixed(percentOf(original, 40), 2) : original;
    const bucket = isCredit ? 0 : bucketOf(daysBetween(due, AGED_ON));
    const amount = isCredit ? -open : open;
    if (!voided) {
      balance += amount;
      aged[bucket] = (aged[bucket] ?? 0) + amount;
    }
    files.write('RM20101', {
      CUSTNMBR: number,
      CPRCSTNM: account.parent || number,
      DOCNUMBR: `${kind.code}${String(account.index + 1).padStart(6, '0')}${String(index + 1).padStart(3, '0')}`,
      RMDTYPAL: kind.type,
      DOCDATE: date,
      DUEDATE: due,
      POSTDATE: date,
      GLPOSTDT: date,
      ORTRXAMT: fixedText(original),
      CURTRXAM: fixedText(open),
      SLSAMNT: fixedText(kind.type === 1 ? original : 0),
      TRXDSCRN: kind.name,
      CSPORNBR: kind.type === 1 ? `PO-${random.whole(1000, 99_999)}` : '',
      VOIDSTTS: voided ? 1 : 0,
      VOIDDATE: voided ? TODAY : NO_DATE,
      CURNCYID: account.is('canadian') ? CANADIAN_DOLLARS.id : DOLLARS.id,
      PYMTRMID: isCredit ? '' : terms.id,
      SLPRSNID: salesperson,
      AGNGBUKT: bucket + 1,
    });
  }
  const amounts = {
    unposted: random.perMille(200) ? random.whole(10_00, 900_00) * CENT : 0,
    unpostedElsewhere: random.perMille(200) ? random.whole(10_00, 900_00) * CENT : 0,
    orders: random.perMille(600) ? random.whole(50_00, 9_000_00) * CENT : 0,
    cash: random.perMille(100) ? random.whole(10_00, 400_00) * CENT : 0,
    deposits: random.perMille(80) ? random.whole(10_00, 300_00) * CENT : 0,
  };
  files.write('RM00103', {
    CUSTNMBR: number,
    CUSTBLNC: fixedText(balance),
    AGPERAMT_1: fixedText(aged[0] ?? 0),
    AGPERAMT_2: fixedText(aged[1] ?? 0),
    AGPERAMT_3: fixedText(aged[2] ?? 0),
    AGPERAMT_4: fixedText(aged[3] ?? 0),
    AGPERAMT_5: fixedText(aged[4] ?? 0),
    LASTAGED: AGED_ON,
    UNPSTDSA: fixedText(amounts.unposted),
    UNPSTOSA: fixedText(amounts.unpostedElsewhere),
    ONORDAMT: fixedText(amounts.orders),
    UNPSTDCA: fixedText(amounts.cash),
    UNPSTOCA: '0',
    DEPRECV: fixedText(amounts.deposits),
  });
  return {
    balance,
    aged,
    onOrder: amounts.unposted + amounts.unpostedElsewhere + amounts.orders - amounts.cash - amounts.deposits,
  };
}

/** The due date by the terms' DUETYPE (SY03300). */
function dueDate(date: string, { dueType, due }: (typeof PAYMENT_TERMS)[number]): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const dateOf = (months: number, dayOfMonth: number) =>
    new Date(Date.UTC(year, month - 1 + months, dayOfMonth)).toISOString().slice(0, 10);
  switch (dueType) {
    case 1:
      return daysBefore(date, -due);
    case 2:
      return dateOf(day <= due ? 0 : 1, due);
    case 3:
      return dateOf(1, 0);
    case 4:
      return date;
    case 5:
      return dateOf(1, due);
  }
}

function bucketOf(daysLate: number): number {
  const bucket = BUCKET_ENDS.findIndex((end) => daysLate <= end);
  return bucket < 0 ? BUCKET_ENDS.length - 1 : bucket;
}

/** The credit limit (RM00101.CRLMT*) that gives the account its kind, such as `overLimit`. */
function creditLimit(account: Account, { balance, aged, onOrder }: Summary) {
  const used = balance + onOrder;
  const roomy = (Math.floor(Math.max(used, 0) / (5_000 * ONE)) + 2) * 5_000 * ONE;
  const old = aged[3] ?? 0;
  const amount = (limit: Fixed) => ({ type: 2, amount: Math.max(limit, 0), bucket: 0, bucketAmount: 0 });
  if (account.is('noCredit')) return { ...amount(0), type: 0 };
  if (account.is('unlimited')) return { ...amount(0), type: 1 };
  if (account.is('overLimit')) return amount(roundFixed(percentOf(used, 80), 2));
  if (account.is('atLimit')) return amount(used);
  if (account.is('overOldBucket')) return { ...amount(roomy), bucket: 4, bucketAmount: Math.max(old - CENT, CENT) };
  return amount(roomy);
}

/** The account's own part numbers of items (SOP60300), and an agreed substitute (SOP00300). */
function writeContract(files: CompanyFiles, { number, random }: Account, goods: readonly KnownItem[]): void {
  const named = random.pickSome(goods, 5);
  for (const { sku, description } of named) {
    files.write('SOP60300', {
      ITEMNMBR: sku,
      CUSTNMBR: number,
      CUSTITEMNMBR: `P-${random.whole(10_000, 99_999)}`,
      CUSTITEMDESC: description.slice(0, 50),
    });
  }
  const [item, substitute] = named;
  if (!item || !substitute) return;
  files.write('SOP00300', {
    CUSTNMBR: number,
    ITEMNMBR: item.sku,
    SEQNUMBR: 16_384,
    SUBITEMNMBR: substitute.sku,
    SUBITEMDESC: substitute.description.slice(0, 50),
    STRTDATE: daysBefore(TODAY, 60),
    ENDDATE: daysBefore(TODAY, -120),
  });
}
