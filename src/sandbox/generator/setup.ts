import { daysBefore, TODAY } from './calendar.js';
import type { CompanyFiles } from './company-files.js';
import { fixedText, ONE } from './fixed-point.js';
import { SCHEDULES, type Schedule } from './units.js';
import { FIRST_NAMES, ITEM_CLASSES, KINDS, LAST_NAMES, VALUE_NAMES } from './vocabulary.js';

export const DOLLARS = { id: 'Z-US$', index: 1007, iso: 'USD', name: 'US dollar' } as const;
export const CANADIAN_DOLLARS = { id: 'Z-C$', index: 1001, iso: 'CAD', name: 'Canadian dollar' } as const;

/** Price levels, those with higher prices first. The first is the company's default. */
export const LEVELS = ['STANDARD', 'PREFERRED', 'CONTRACTOR', 'INDUSTRIAL', 'WHOLESALE', 'DEALER', 'GOVT'] as const;
export const CANADIAN_LEVEL = 'CANADA';
export const CLEARANCE_LEVEL = 'CLEARANCE';

export const CUSTOMER_CLASSES = [
  { id: 'RETAIL', name: 'Small and counter trade', level: 'PREFERRED' },
  { id: 'CONTRACTOR', name: 'Contractors and builders', level: 'CONTRACTOR' },
  { id: 'INDUSTRIAL', name: 'Plants and manufacturers', level: 'INDUSTRIAL' },
  { id: 'RESELLER', name: 'Resellers and dealers', level: 'DEALER' },
  { id: 'GOVERNMENT', name: 'Public bodies', level: 'GOVT' },
] as const;

/** Ten open warehouses and a closed one. */
export const SITES = [
  { code: 'CENTRAL', name: 'Joliet distribution center', city: 'Joliet', region: 'IL', zip: '60433', country: 'US', inactive: 0 },
  { code: 'EAST', name: 'Allentown branch', city: 'Allentown', region: 'PA', zip: '18104', country: 'US', inactive: 0 },
  { code: 'SOUTH', name: 'Macon branch', city: 'Macon', region: 'GA', zip: '31206', country: 'US', inactive: 0 },
  { code: 'GULF', name: 'Mobile branch', city: 'Mobile', region: 'AL', zip: '36602', country: 'US', inactive: 0 },
  { code: 'PLAINS', name: 'Wichita branch', city: 'Wichita', region: 'KS', zip: '67202', country: 'US', inactive: 0 },
  { code: 'TEXAS', name: 'Waco branch', city: 'Waco', region: 'TX', zip: '76701', country: 'US', inactive: 0 },
  { code: 'WEST', name: 'Reno branch', city: 'Reno', region: 'NV', zip: '89502', country: 'US', inactive: 0 },
  { code: 'NORTHWEST', name: 'Spokane branch', city: 'Spokane', region: 'WA', zip: '99202', country: 'US', inactive: 0 },
  { code: 'ONTARIO', name: 'Mississauga branch', city: 'Mississauga', region: 'ON', zip: 'L5T 2N7', country: 'CA', inactive: 0 },
  { code: 'ALBERTA', name: 'Calgary branch', city: 'Calgary', region: 'AB', zip: 'T2E 7W6', country: 'CA', inactive: 0 },
  { code: 'CLOSED', name: 'Toledo branch (closed)', city: 'Toledo', region: 'OH', zip: '43607', country: 'US', inactive: 1 },
] as const;

export const PAYMENT_TERMS = [
  { id: 'Net 30', dueType: 1, due: 30, discountType: 4, discountDays: 0, discountPercent: 0 },
  { id: '2% 10/Net 30', dueType: 1, due: 30, discountType: 1, discountDays: 10, discountPercent: 200 },
  { id: 'Net 15', dueType: 1, due: 15, discountType: 4, discountDays: 0, discountPercent: 0 },
  { id: '15th of month', dueType: 2, due: 15, discountType: 4, discountDays: 0, discountPercent: 0 },
  { id: 'End of month', dueType: 3, due: 0, discountType: 3, discountDays: 0, discountPercent: 100 },
  { id: 'Due on receipt', dueType: 4, due: 0, discountType: 4, discountDays: 0, discountPercent: 0 },
  { id: '10th next month', dueType: 5, due: 10, discountType: 4, discountDays: 0, discountPercent: 0 },
] as const;

/** The last day of each aging bucket. The first bucket is the current one. */
export const BUCKET_ENDS = [0, 30, 60, 90, 999] as const;

export const TAXABLE = 'SALES TAX';
export const EXEMPT = 'EXEMPT';
export const SALESPEOPLE = FIRST_NAMES.slice(0, 10).map((first, index) => ({
  id: first.toUpperCase(),
  first,
  last: LAST_NAMES[index % LAST_NAMES.length] ?? '',
  territory: index % 2 === 0 ? 'NORTH' : 'SOUTH',
}));

/** Writes the company's setup tables. @param ownLevels price levels that belong to one account each */
export function writeSetup(files: CompanyFiles, name: string, ownLevels: readonly string[], usesExtendedPricing: boolean): void {
  files.write('DYNAMICS.SY01500', {
    CMPANYID: 1,
    INTERID: 'LARGE',
    CMPNYNAM: name,
    CITY: 'Joliet',
    STATE: 'IL',
    ZIPCODE: '60433',
    CMPCNTRY: 'United States',
    CCode: 'US',
  });
  files.write('DYNAMICS.SY05501', { CMPANYID: 1, EXPRINST: usesExtendedPricing ? 1 : 0 });
  for (const { id, index, iso, name: currencyName } of [DOLLARS, CANADIAN_DOLLARS]) {
    files.write('DYNAMICS.MC40200', {
      CURNCYID: id,
      CURRNIDX: index,
      CRNCYDSC: currencyName,
      CRNCYSYM: '$',
      ISOCURRC: iso,
      DECPLCUR: 3,
    });
    files.write('DYNAMICS.MC60100', { CMPANYID: 1, CURNCYID: id, INACTIVE: 0 });
  }
  files.write('MC40000', {
    FUNLCURR: DOLLARS.id,
    FUNCRIDX: DOLLARS.index,
    RPTGCURR: DOLLARS.id,
    RPTCRIDX: DOLLARS.index,
    DEFSLSTP: 'SELL',
  });
  files.write('MC40301', { CURNCYID: CANADIAN_DOLLARS.id, RATETPID: 'SELL', EXGTBLID: 'CAD-SELL', DFLTRATE: 1 });
  files.write('DYNAMICS.MC40300', { EXGTBLID: 'CAD-SELL', CURNCYID: CANADIAN_DOLLARS.id, RTCLCMTD: 0, TRXDTDEF: 1 });
  files.write('DYNAMICS.MC00100', {
    EXGTBLID: 'CAD-SELL',
    CURNCYID: CANADIAN_DOLLARS.id,
    EXCHDATE: '2020-01-01',
    XCHGRATE: '0.7150000',
    EXPNDATE: '2099-12-31',
  });
  files.write('CM00100', { CHEKBKID: 'OPERATING', DSCRIPTN: 'Operating account', CURNCYID: DOLLARS.id });
  writeSalesSetup(files);
  writeInventorySetup(files, ownLevels);
}

function writeSalesSetup(files: CompanyFiles): void {
  files.write('SOP40100', {
    SETUPKEY: 1,
    LOCNCODE: SITES[0].code,
    CALCKITC: 1,
    Prices_Not_Required_In_Pr: 0,
    Convert_Functional_Price: 0,
    DECPLQTY: 1,
    DECPLCUR: 3,
    NONIVTXB: 3,
    FRGTTXBL: 2,
    MISCTXBL: 2,
    TRKVDTRX: 1,
    TRMSTNUM: 1,
    NXTMSTNO: 1,
    QUOTE: 1,
    PRDER: 1,
    INVORETU: 1,
    CHEKBKID: 'OPERATING',
    QUODOCID: 'QUOTE',
    ORDDOCID: 'STDORD',
    BACDOCID: 'BACKORD',
    INVDOCID: 'INV',
    RETDOCID: 'RETURN',
  });
  writeDocumentSetup(files);
  const [first, second, third, fourth, fifth] = BUCKET_ENDS;
  files.write('RM40101', {
    SETUPKEY: 1,
    PRCLEVEL: LEVELS[0],
    AGEBY: 0,
    AGPERUSD: BUCKET_ENDS.length,
    AGPEREND_1: first,
    AGPEREND_2: second,
    AGPEREND_3: third,
    AGPEREND_4: fourth,
    AGPEREND_5: fifth,
    LDOITAGD: daysBefore(TODAY, 3),
    CHEKBKID: 'OPERATING',
  });
  const labels = ['Current', '1 - 30 Days', '31 - 60 Days', '61 - 90 Days', '91 and Over'];
  for (const [index, end] of BUCKET_ENDS.entries()) {
    files.write('RM40201', { INDEX1: index + 1, RMPERDSC: labels[index] ?? '', RMPEREND: end });
  }
  for (const { id, dueType, due, discountType, discountDays, discountPercent } of PAYMENT_TERMS) {
    files.write('SY03300', {
      PYMTRMID: id,
      DUETYPE: dueType,
      DUEDTDS: due,
      DISCTYPE: discountType,
      DISCDTDS: discountDays,
      DSCLCTYP: 1,
      DSCPCTAM: discountPercent,
      SALPURCH: discountPercent > 0 ? 1 : 0,
    });
  }
  files.write('SY03000', { SHIPMTHD: 'GROUND', SHMTHDSC: 'Parcel, ground', SHIPTYPE: 1 });
  files.write('SY03000', { SHIPMTHD: 'LTL', SHMTHDSC: 'Freight, less than truckload', SHIPTYPE: 1 });
  files.write('SY03000', { SHIPMTHD: 'WILL CALL', SHMTHDSC: 'Pickup at the counter', SHIPTYPE: 0 });
  files.write('TX00101', { TAXSCHID: TAXABLE, TXSCHDSC: 'Sales tax' });
  files.write('TX00101', { TAXSCHID: EXEMPT, TXSCHDSC: 'No tax' });
  files.write('TX00201', { TAXDTLID: TAXABLE, TXDTLDSC: 'Sales tax', TXDTLTYP: 1, TXDTLBSE: 3, TXDTLPCT: '6.25' });
  files.write('TX00102', { TAXSCHID: TAXABLE, TAXDTLID: TAXABLE, TXDTLBSE: 3, Auto_Calculate: 1 });
  files.write('RM00303', { SALSTERR: 'NORTH', SLTERDSC: 'Northern territory' });
  files.write('RM00303', { SALSTERR: 'SOUTH', SLTERDSC: 'Southern territory' });
  for (const [index, { id, first: firstName, last, territory }] of SALESPEOPLE.entries()) {
    files.write('RM00301', {
      SLPRSNID: id,
      SLPRSNFN: firstName,
      SPRSNSLN: last,
      PHONE1: `312555011${index}0000`,
      SALSTERR: territory,
      INACTIVE: index === SALESPEOPLE.length - 1 ? 1 : 0,
    });
    files.write('SY01200', {
      Master_Type: 'SLP',
      Master_ID: id,
      ADRSCODE: '',
      INET1: `${firstName}.${last}@example.com`.toLowerCase(),
      INET4: '',
      INETINFO: '',
      EmailToAddress: '',
    });
  }
  for (const { id, name, level } of CUSTOMER_CLASSES) {
    files.write('RM00201', {
      CLASSID: id,
      CLASDSCR: name,
      PRCLEVEL: level,
      CRLMTTYP: 2,
      CRLMTAMT: '5000',
      PYMTRMID: PAYMENT_TERMS[0].id,
    });
  }
}

/** Sales documents by type: their id, abbreviation and name. */
const DOCUMENT_TYPES = [
  { type: 1, id: 'QUOTE', short: 'QTE', name: 'Quote' },
  { type: 2, id: 'STDORD', short: 'ORD', name: 'Order' },
  { type: 3, id: 'INV', short: 'INV', name: 'Invoice' },
  { type: 4, id: 'RETURN', short: 'RTN', name: 'Return' },
  { type: 5, id: 'BACKORD', short: 'BO', name: 'Back Order' },
] as const;
const RECEIVABLES_TYPES = [
  { type: 1, short: 'SLS', name: 'Sales / Invoices' },
  { type: 3, short: 'DR', name: 'Debit Memos' },
  { type: 4, short: 'FIN', name: 'Finance Charges' },
  { type: 7, short: 'CR', name: 'Credit Memos' },
  { type: 8, short: 'RTN', name: 'Returns' },
  { type: 9, short: 'PMT', name: 'Cash Receipts' },
] as const;

/** Writes the setup of sales documents: their types, numbers and holds. No documents are generated. */
function writeDocumentSetup(files: CompanyFiles): void {
  for (const { type, id, short, name } of DOCUMENT_TYPES) {
    const may = (...types: readonly number[]) => (types.includes(type) ? 1 : 0);
    files.write('SOP40200', {
      SOPTYPE: type,
      DOCID: id,
      SETUPKEY: 1,
      DOCTYABR: short,
      SOPNUMBE: `${short}00000001`,
      DAYTOEXP: type === 1 ? 30 : 0,
      ALLOCABY: may(2, 3) === 1 ? 1 : 3,
      QUOTOINV: may(1),
      QUOTOORD: may(1),
      ORDTOBAC: may(2),
      BACTOINV: may(5),
      BACTOORD: may(5),
      INVTOBAC: may(3),
      USDOCID1: may(1, 2, 5) === 1 ? 'INV' : '',
      USDOCID2: type === 2 || type === 3 ? 'BACKORD' : '',
      ENABLEBACKORDER: may(2, 3, 5),
      ENABLECANCELED: may(2, 3, 5),
    });
    files.write('SOP40300', { SOPTYPE: type, DOCTYABR: short, DOCTYNAM: name, SOPNUMBE: `${short}90000001`, SETUPKEY: 1 });
  }
  for (const { type, short, name } of RECEIVABLES_TYPES) {
    files.write('RM40401', { RMDTYPAL: type, DOCDESCR: name, DOCABREV: short, DOCNUMBR: `${short}00000001`, SETUPKEY: 1 });
  }
  // A deposit posts at once, with a journal entry and an audit trail.
  files.write('GL40000', { SETUPKEY: 1, NJRNLENT: 1 });
  files.write('SY01000', { SERIES: 3, SEQNUMBR: 1, TRXSOURC: 'Sales Deposits', TRXSRCPX: 'SLSDP', NTRXSNUM: 1, SOURCDOC: 'SJ' });
  files.write('SY01000', {
    SERIES: 3,
    SEQNUMBR: 3,
    TRXSOURC: 'Sales Voided Transactions',
    TRXSRCPX: 'SLSVT',
    NTRXSNUM: 1,
    SOURCDOC: 'SJ',
  });
  const hold = { XFERPHOL: 1, POSTPHOL: 0, FUFIPHOL: 1, PRINPHOL: 0 };
  files.write('SOP00100', { PRCHLDID: 'WEB', DSCRIPTN: 'Web order to be reviewed', ...hold });
  files.write('SOP00100', { PRCHLDID: 'CREDIT', DSCRIPTN: 'Credit under review', ...hold, POSTPHOL: 1 });
  for (const card of ['VISA', 'MASTERCARD']) files.write('SY03100', { CARDNAME: card, CBRCVBLE: 1, CKBKNUM1: 'OPERATING' });
}

function writeInventorySetup(files: CompanyFiles, ownLevels: readonly string[]): void {
  const named = [...LEVELS, CANADIAN_LEVEL, CLEARANCE_LEVEL].map((level) => ({ level, about: 'Published prices' }));
  const contracts = ownLevels.map((level) => ({ level, about: 'Contract prices' }));
  for (const { level, about } of [...named, ...contracts]) {
    files.write('IV40800', { PRCLEVEL: level, DSCRIPTN: about, CREATDDT: '2018-02-05' });
  }
  for (const schedule of Object.values<Schedule>(SCHEDULES)) writeSchedule(files, schedule);
  files.write('IV40100', {
    SETUPKEY: 1,
    USCATDSC_1: 'Handling',
    USCATDSC_2: 'Size',
    USCATDSC_3: 'Finish',
    USCATDSC_4: 'Material',
    USCATDSC_5: 'Color',
    MAINLOCN: SITES[0].code,
    DECPLCUR: 3,
    DECPLQTY: 1,
    ENABLEMULTIBIN: 0,
  });
  for (const [code, name] of Object.entries(ITEM_CLASSES)) {
    files.write('IV40400', {
      ITMCLSCD: code,
      ITMCLSDC: name,
      ITEMTYPE: 1,
      DECPLQTY: 1,
      PRCLEVEL: LEVELS[0],
      PRICMTHD: 1,
      DEFLTCLS: code === 'FASTENERS' ? 1 : 0,
    });
  }
  const values = [
    new Set(['RESTRICTED', 'HAZMAT']),
    new Set(KINDS.flatMap(({ sizes }) => sizes)),
    new Set(KINDS.flatMap(({ finishes }) => finishes ?? [])),
    new Set(KINDS.map(({ material }) => material)),
    new Set(KINDS.flatMap(({ colors }) => colors ?? [])),
  ];
  for (const [index, entries] of values.entries()) {
    for (const value of [...entries].toSorted()) {
      files.write('IV40600', {
        USCATNUM: index + 1,
        USCATVAL: value,
        UserCatLongDescr: valueName(value, index + 1),
        Image_URL: '',
      });
    }
  }
  for (const [index, { code, name, city, region, zip, country, inactive }] of SITES.entries()) {
    files.write('IV40700', {
      LOCNCODE: code,
      LOCNDSCR: name,
      ADDRESS1: `${100 + index * 20} Distribution Way`,
      CITY: city,
      STATE: region,
      ZIPCODE: zip,
      COUNTRY: country === 'US' ? 'United States' : 'Canada',
      CCode: country,
      PHONE1: `3125550${100 + index}0000`,
      STAXSCHD: TAXABLE,
      INACTIVE: inactive,
    });
  }
}

function writeSchedule(files: CompanyFiles, { id, description, quantityDecimals, units }: Schedule): void {
  const [{ code: base }] = units;
  files.write('IV40201', { UOMSCHDL: id, UMSCHDSC: description, BASEUOFM: base, UMDPQTYS: quantityDecimals + 1 });
  let sequence = 0;
  const row = (code: string, equivalent: string, equivalentQuantity: number, baseQuantity: number) => {
    sequence += 16_384;
    files.write('IV40202', {
      UOMSCHDL: id,
      UOFM: code,
      SEQNUMBR: sequence,
      EQUIVUOM: equivalent,
      EQUOMQTY: fixedText(equivalentQuantity),
      QTYBSUOM: fixedText(baseQuantity),
    });
  };
  for (const { code, baseQuantity, definedBy } of units) {
    if (definedBy) row(code, definedBy.code, definedBy.quantity, baseQuantity);
    row(code, base, code === base ? ONE : baseQuantity, baseQuantity);
  }
}

/** The storefront's name of a user category value; blank where the value is its own name. */
export function valueName(value: string, category: number): string {
  if (category === 2) return '';
  return VALUE_NAMES[value] ?? `${value.charAt(0)}${value.slice(1).toLowerCase()}`;
}
