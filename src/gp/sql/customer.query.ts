import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { CalendarDate } from '../../values/calendar-date.js';
import type { AccountNumber } from '../../values/identifiers.js';
import { type CustomColumn, customColumn } from './custom-fields.js';
import type { GpTables } from './gp-tables.js';
import { charKey, charKeys, KEY_LENGTH } from './keys.js';
import { Together } from './together.js';

/** Parameters for each account number, which is in every part of the query. */
export const CUSTOMER_PARAMETERS = 4;

export const SUMMARY = [
  'CUSTBLNC',
  'UNPSTDSA',
  'UNPSTOSA',
  'ONORDAMT',
  'UNPSTDCA',
  'UNPSTOCA',
  'DEPRECV',
  'AGPERAMT_1',
  'AGPERAMT_2',
  'AGPERAMT_3',
  'AGPERAMT_4',
  'AGPERAMT_5',
  'AGPERAMT_6',
  'AGPERAMT_7',
] as const;

/**
 * Customers with their balances (RM00103), ship-to address (RM00102), terms (SY03300), salesperson (RM00301, SY01200),
 * national account (RM00105 and the parent's RM00101), the family's balances, and the past-due amounts of the open documents
 * (RM20101), their own and the family's.
 */
export function customersQuery(
  db: Kysely<GpTables>,
  ask: {
    readonly accountNumbers: readonly AccountNumber[];
    readonly today: CalendarDate;
    readonly fields: readonly CustomColumn[];
  },
) {
  const keys = charKeys(ask.accountNumbers, KEY_LENGTH.customer);
  return new Together({
    customer: db
      .selectFrom('RM00101 as c')
      .leftJoin('RM00103 as s', 's.CUSTNMBR', 'c.CUSTNMBR')
      .leftJoin('RM00102 as a', (join) => join.onRef('a.CUSTNMBR', '=', 'c.CUSTNMBR').onRef('a.ADRSCODE', '=', 'c.PRSTADCD'))
      .leftJoin('SY03300 as t', 't.PYMTRMID', 'c.PYMTRMID')
      .leftJoin('RM00301 as r', 'r.SLPRSNID', 'c.SLPRSNID')
      .leftJoin('SY01200 as i', (join) =>
        join
          .on('i.Master_Type', '=', charKey('SLP', 3))
          .onRef('i.Master_ID', '=', 'c.SLPRSNID')
          .on('i.ADRSCODE', '=', charKey('', 15)),
      )
      .leftJoin('RM00105 as n', (join) => join.on('n.CPRCSTNM', '=', familyOf('c')))
      .leftJoin('RM00101 as p', (join) => join.on('p.CUSTNMBR', '=', familyOf('c')))
      .where('c.CUSTNMBR', 'in', keys)
      .select([
        'c.CUSTNMBR',
        'c.CUSTNAME',
        'c.CUSTCLAS',
        'c.CPRCSTNM',
        'c.HOLD',
        'c.INACTIVE',
        'c.CRLMTTYP',
        'c.CRLMTAMT',
        'c.CRLMTPER',
        'c.CRLMTPAM',
        'c.CURNCYID',
        'c.CUSTDISC',
        'c.PRCLEVEL',
        'c.PYMTRMID',
        'c.SHIPMTHD',
        'c.TAXSCHID',
        'c.TAXEXMT1',
        'c.TAXEXMT2',
        'c.SLPRSNID',
        'c.PRBTADCD',
        'c.PRSTADCD',
        ...SUMMARY.map((column) => `s.${column}` as const),
        'a.TAXSCHID as shipToTaxSchedule',
        'a.LOCNCODE as shipToWarehouse',
        't.PYMTRMID as termsFound',
        't.DUETYPE',
        't.DUEDTDS',
        't.DISCTYPE',
        't.DISCDTDS',
        't.DSCLCTYP',
        't.DSCPCTAM',
        'r.SLPRSNFN',
        'r.SPRSNSLN',
        'r.PHONE1 as salespersonPhone',
        'i.INET1 as salespersonInternet',
        'i.EmailToAddress as salespersonEmail',
        'n.CPRCSTNM as optionsOfParent',
        'n.NACREDITCHECK',
        'n.NAHOLDINACTIVE',
        'p.HOLD as parentHold',
        'p.INACTIVE as parentInactive',
        'p.CRLMTTYP as parentLimitType',
        'p.CRLMTAMT as parentLimitAmount',
        'p.CRLMTPER as parentLimitBucket',
        'p.CRLMTPAM as parentLimitBucketAmount',
      ])
      .select(ask.fields.map((column, index) => customColumn('c', column).as(`field${index}`))),
    family: db
      .selectFrom('RM00101 as c')
      .innerJoin('RM00105 as n', (join) => join.on('n.CPRCSTNM', '=', familyOf('c')))
      .innerJoin(members(db), 'm.family', 'n.CPRCSTNM')
      .innerJoin('RM00103 as s', 's.CUSTNMBR', 'm.CUSTNMBR')
      .where('c.CUSTNMBR', 'in', keys)
      .groupBy('c.CUSTNMBR')
      .select('c.CUSTNMBR')
      .select((eb) => SUMMARY.map((column) => eb.fn.sum<string>(`s.${column}`).as(column))),
    pastDue: db
      .selectFrom('RM20101 as d')
      .where('d.CUSTNMBR', 'in', keys)
      .where(isPastDue(ask.today))
      .groupBy('d.CUSTNMBR')
      .select(['d.CUSTNMBR', openAmount.as('pastDue')]),
    familyPastDue: db
      .selectFrom('RM00101 as c')
      .innerJoin('RM00105 as n', (join) => join.on('n.CPRCSTNM', '=', familyOf('c')))
      .innerJoin(members(db), 'm.family', 'n.CPRCSTNM')
      .innerJoin('RM20101 as d', 'd.CUSTNMBR', 'm.CUSTNMBR')
      .where('c.CUSTNMBR', 'in', keys)
      .where(isPastDue(ask.today))
      .groupBy('c.CUSTNMBR')
      .select(['c.CUSTNMBR', openAmount.as('pastDue')]),
  });
}

/** The family of a customer: a child belongs to its parent's, a parent to its own. */
function familyOf(customer: string): RawBuilder<string> {
  const own = sql.ref(`${customer}.CUSTNMBR`);
  const parent = sql.ref(`${customer}.CPRCSTNM`);
  return sql<string>`case when ${parent} = '' then ${own} else ${parent} end`;
}

/** Every customer with its family, found in one scan of the customers. */
function members(db: Kysely<GpTables>) {
  return db
    .selectFrom('RM00101 as f')
    .select(['f.CUSTNMBR', familyOf('f').as('family')])
    .as('m');
}

const openAmount = sql<string>`sum(${sql.ref('d.CURTRXAM')})`;

/**
 * Whether a document is owed, open and past its due date, or past its own date where it has no due date. Documents of the
 * types 1 to 6 are owed. Types 7 to 9 are credit memos, returns and payments, which count only once they are applied.
 */
function isPastDue(today: CalendarDate): RawBuilder<boolean> {
  const due = sql.ref('d.DUEDATE');
  return sql<boolean>`${sql.ref('d.RMDTYPAL')} between 1 and 6 and ${sql.ref('d.VOIDSTTS')} = 0 and ${sql.ref('d.CURTRXAM')} <> 0
    and case when ${due} = cast('19000101' as datetime) then ${sql.ref('d.DOCDATE')} else ${due} end < cast(${today.replaceAll('-', '')} as datetime)`;
}
