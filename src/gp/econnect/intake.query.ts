import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AccountNumber } from '../../values/identifiers.js';
import { asText } from '../sql/as-text.js';
import type { GpTables } from '../sql/gp-tables.js';
import { charKey, charKeys, filledUp, KEY_LENGTH } from '../sql/keys.js';
import { Together } from '../sql/together.js';
import { QUOTE, type WrittenType } from './order-setup.js';

/** Columns that only writing orders reads. It is not an interface, since Kysely needs a closed type. */
type IntakeTables = {
  SOP10100: { REFRENCE: string; PYMTRMID: string; SLPRSNID: string; SALSTERR: string };
  SOP30200: { REFRENCE: string; PYMTRMID: string; SLPRSNID: string; SALSTERR: string };
  SOP40100: { ORDDOCID: string; QUODOCID: string };
  /** Tax schedules. */
  TX00101: { TAXSCHID: string };
  /** The details of tax schedules. */
  TX00102: { TAXSCHID: string; TAXDTLID: string };
  /** Tax details. */
  TX00201: { TAXDTLID: string };
  /** Shipping methods. */
  SY03000: { SHIPMTHD: string };
  /** Credit cards. */
  SY03100: { CARDNAME: string };
  /** Checkbooks. */
  CM00100: { CHEKBKID: string; INACTIVE: number };
  /** What eConnect's error numbers mean. */
  'DYNAMICS.taErrorCode': { ErrorCode: number; ErrorDesc: string };
};

export type IntakeDatabase = ReturnType<typeof intakeDatabase>;

export function intakeDatabase(gp: Kysely<GpTables>) {
  return gp.withTables<IntakeTables>();
}

/** Of TX00201.TAXDTLID. */
export const TAX_DETAIL_LENGTH = 15;
const ADDRESS_CODE_LENGTH = 15;

/** What GP takes of an order's header, each up to the value that it is compared with. */
const USABLE_SALESPERSON = sql`"RM00301" as s where s."INACTIVE" = 0 and s."SLPRSNID"`;
const KNOWN_TERRITORY = sql`"RM00303" as t where t."SALSTERR"`;
const KNOWN_TERMS = sql`"SY03300" as p where p."PYMTRMID"`;

/** The document of a type under a number, in work or in history. */
export function documentQuery(db: IntakeDatabase, type: WrittenType, number: string) {
  const header = (table: 'SOP10100' | 'SOP30200') =>
    db
      .selectFrom(table)
      .where('SOPNUMBE', '=', charKey(number, KEY_LENGTH.document))
      .where('SOPTYPE', '=', type)
      .select(['CUSTNMBR', 'REFRENCE', asText('ORDOCAMT').as('total')]);
  return new Together({ work: header('SOP10100'), history: header('SOP30200') });
}

/**
 * The customers that have an e-mail address (INET1 or the list EmailToAddress), and whether one has a number. GP has no index
 * on e-mail addresses, so the query reads them all. It runs once per order of a visitor and never for a page.
 */
export function customersOfEmailQuery(db: IntakeDatabase, email: string, accountNumber: string) {
  const entry = `;${email.toLowerCase()};`;
  // A list contains an address if removing the address changes the list. Both servers have replace(), and unlike "like" it
  // has no special characters.
  const has = (column: 'INET1' | 'EmailToAddress') => {
    const list = sql`lower(concat(';', replace(cast(${sql.ref(column)} as varchar(8000)), ' ', ''), ';'))`;
    return sql<boolean>`replace(${list}, cast(${entry} as varchar(500)), '') <> ${list}`;
  };
  return new Together({
    holder: db
      .selectFrom('SY01200')
      .where('Master_Type', '=', charKey('CUS', 3))
      .where((where) => where.or([has('INET1'), has('EmailToAddress')]))
      .select('Master_ID')
      .distinct(),
    own: db.selectFrom('RM00101').where('CUSTNMBR', '=', charKey(accountNumber, KEY_LENGTH.customer)).select('CUSTNMBR'),
  });
}

/**
 * Tax details, each with the schedules that it is in: a row for each of them, and one without a schedule for a detail that is
 * in none. GP takes no schedule that is not there itself (61).
 */
export function taxDetailsQuery(db: IntakeDatabase, details: readonly string[]) {
  return db
    .selectFrom('TX00201 as d')
    .leftJoin('TX00102 as c', 'c.TAXDTLID', 'd.TAXDTLID')
    .leftJoin('TX00101 as s', 's.TAXSCHID', 'c.TAXSCHID')
    .where('d.TAXDTLID', 'in', charKeys(details, TAX_DETAIL_LENGTH))
    .select(['d.TAXDTLID', 's.TAXSCHID']);
}

/** All shipping methods: a company has a handful. */
export function shippingMethodsQuery(db: IntakeDatabase) {
  return db.selectFrom('SY03000').select('SHIPMTHD');
}

/** All credit cards, and the checkbooks that are active: a company has a handful of each. */
export function paymentAccountsQuery(db: IntakeDatabase) {
  return new Together({
    cards: db.selectFrom('SY03100').select('CARDNAME'),
    checkbooks: db.selectFrom('CM00100').where('INACTIVE', '=', 0).select('CHEKBKID'),
  });
}

/**
 * What is looked up before an order is written, in one question: which defaults of the customer's cards cannot be used, the
 * schedules of the order's tax details, and the document IDs that GP's own windows propose.
 * @param addressCodes where the order goes, besides the customer's usual ship-to address
 * @param details the order's tax details
 */
export function beforeWritingQuery(
  db: IntakeDatabase,
  accountNumber: string,
  addressCodes: readonly string[],
  details: readonly string[],
) {
  return new Together({
    setup: usualDocumentIdsQuery(db),
    unusable: unusableDefaults(db, accountNumber, addressCodes),
    // Asked for in any case, so that the statement of an order without taxes is not another one.
    taxes: taxDetailsQuery(db, details.length > 0 ? details : ['']),
  });
}

/**
 * Which defaults eConnect would take from a customer's cards (RM00101, and RM00102 of the addresses) and then refuse: a
 * missing salesperson, territory, shipping method, terms or address, or an inactive salesperson.
 */
function unusableDefaults(db: IntakeDatabase, accountNumber: string, addressCodes: readonly string[]) {
  const named = sql.join(charKeys(['', ...addressCodes], ADDRESS_CODE_LENGTH));
  const address = (code: RawBuilder<unknown>) =>
    sql`"RM00102" as a where a."CUSTNMBR" = c."CUSTNMBR" and a."ADRSCODE" in (${code})`;
  const isMissing = (column: 'SLPRSNID' | 'SALSTERR' | 'SHIPMTHD', master: RawBuilder<unknown>) => {
    const known = (owner: 'a' | 'c') => sql`exists (select 1 from ${master} = ${sql.ref(`${owner}.${column}`)})`;
    return sql`c.${sql.id(column)} <> '' and not ${known('c')} or exists (select 1 from ${address(sql`${named}, c."PRSTADCD"`)}
      and a.${sql.id(column)} <> '' and not ${known('a')})`;
  };
  const told = (condition: RawBuilder<unknown>) => sql<number>`case when ${condition} then 1 else 0 end`;
  return db
    .selectFrom('RM00101 as c')
    .where('c.CUSTNMBR', '=', charKey(accountNumber, KEY_LENGTH.customer))
    .select([
      told(isMissing('SLPRSNID', USABLE_SALESPERSON)).as('salesperson'),
      told(isMissing('SALSTERR', KNOWN_TERRITORY)).as('territory'),
      told(isMissing('SHIPMTHD', sql`"SY03000" as m where m."SHIPMTHD"`)).as('shippingMethod'),
      told(sql`c."PYMTRMID" <> '' and not exists (select 1 from ${KNOWN_TERMS} = c."PYMTRMID")`).as('terms'),
      told(sql`c."PRSTADCD" <> '' and not exists (select 1 from ${address(sql`c."PRSTADCD"`)})`).as('shipTo'),
    ]);
}

/**
 * What of customers eConnect looks at when an order is entered: whether the bill-to address (RM00101.PRBTADCD) is among their
 * addresses, and where the national account shares its credit (RM00105.NACREDITCHECK), what the parent alone has left of its
 * limit (RM00101, RM00103), as eConnect reckons.
 */
export function orderTermsQuery(db: IntakeDatabase, accountNumbers: readonly AccountNumber[]) {
  const family = sql<string>`case when c."CPRCSTNM" = '' then c."CUSTNMBR" else c."CPRCSTNM" end`;
  const bucket = sql`case p."CRLMTPER" ${sql.join(
    [1, 2, 3, 4, 5, 6, 7].map((number) => sql`when ${sql.lit(number)} then s.${sql.id(`AGPERAMT_${number}`)}`),
    sql` `,
  )} else 0 end`;
  const balance = sql`s."CUSTBLNC" + s."UNPSTDSA" + s."UNPSTOSA" + s."ONORDAMT" - s."UNPSTDCA" - s."UNPSTOCA" - s."DEPRECV"`;
  return new Together({
    terms: db
      .selectFrom('RM00101 as c')
      .leftJoin('RM00105 as n', (join) => join.on('n.CPRCSTNM', '=', family).on('n.NACREDITCHECK', '=', 1))
      .leftJoin('RM00101 as p', 'p.CUSTNMBR', 'n.CPRCSTNM')
      .leftJoin('RM00103 as s', 's.CUSTNMBR', 'p.CUSTNMBR')
      .where('c.CUSTNMBR', 'in', charKeys(accountNumbers, KEY_LENGTH.customer))
      .select(['c.CUSTNMBR', 'n.CPRCSTNM as parent', 'p.CRLMTTYP'])
      .select([
        sql<number>`case when c."PRBTADCD" = '' or exists (select 1 from "RM00102" as a where a."CUSTNMBR" = c."CUSTNMBR"
          and a."ADRSCODE" = c."PRBTADCD") then 1 else 0 end`.as('hasBillTo'),
        sql<string>`p."CRLMTAMT" - coalesce(${balance}, 0)`.as('available'),
        sql<number>`case when p."CRLMTPAM" > 0 and coalesce(${bucket}, 0) > p."CRLMTPAM" then 1 else 0 end`.as('tooOld'),
      ]),
  });
}

export function errorTextsQuery(db: IntakeDatabase, codes: readonly number[]) {
  return db.selectFrom('DYNAMICS.taErrorCode').where('ErrorCode', 'in', filledUp(codes)).select(['ErrorCode', 'ErrorDesc']);
}

/** The document IDs that GP's own windows propose for an order and for a quote. */
export function usualDocumentIdsQuery(db: IntakeDatabase) {
  return db.selectFrom('SOP40100').select(['ORDDOCID', 'QUODOCID']);
}

/** A line of a quote that has just been voided, with the total of the quote. */
export interface ClosedQuoteLine {
  readonly ITEMNMBR: string;
  readonly UOFM: string;
  readonly QUANTITY: string;
  readonly QTYCANCE: string;
  readonly ORUNTPRC: string;
  readonly ORDOCAMT: string;
}

/**
 * What a quote said when it was voided, line by line. No row where GP keeps no history of voided documents
 * (SOP40100.TRKVDTRX).
 */
export function closedQuoteQuery(db: IntakeDatabase, number: string) {
  return db
    .selectFrom('SOP30200 as d')
    .innerJoin('SOP30300 as l', (join) => join.onRef('l.SOPNUMBE', '=', 'd.SOPNUMBE').onRef('l.SOPTYPE', '=', 'd.SOPTYPE'))
    .where('d.SOPTYPE', '=', QUOTE)
    .where('d.SOPNUMBE', '=', charKey(number, KEY_LENGTH.document))
    .where('l.CMPNTSEQ', '=', 0)
    .orderBy('l.LNITMSEQ')
    .select([
      'l.ITEMNMBR',
      'l.UOFM',
      asText('l.QUANTITY').as('QUANTITY'),
      asText('l.QTYCANCE').as('QTYCANCE'),
      asText('l.ORUNTPRC').as('ORUNTPRC'),
      asText('d.ORDOCAMT').as('ORDOCAMT'),
    ]);
}

/**
 * What an order takes over from its quote, which is in work or in history. What GP does not take any more is blank: an inactive
 * or missing salesperson (9538, 178), a missing territory (244) or missing terms (7032).
 */
export function quotedTermsQuery(db: IntakeDatabase, number: string) {
  const header = (table: 'SOP10100' | 'SOP30200') => {
    const usable = (column: 'PYMTRMID' | 'SLPRSNID' | 'SALSTERR', master: RawBuilder<unknown>) => {
      const own = sql.ref(`${table}.${column}`);
      return sql<string>`case when exists (select 1 from ${master} = ${own}) then ${own} else '' end`.as(column);
    };
    return db
      .selectFrom(table)
      .where('SOPNUMBE', '=', charKey(number, KEY_LENGTH.document))
      .where('SOPTYPE', '=', QUOTE)
      .select('MSTRNUMB')
      .select([usable('PYMTRMID', KNOWN_TERMS), usable('SLPRSNID', USABLE_SALESPERSON), usable('SALSTERR', KNOWN_TERRITORY)]);
  };
  return new Together({ work: header('SOP10100'), history: header('SOP30200') });
}
