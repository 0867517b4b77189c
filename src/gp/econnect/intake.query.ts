import { type Kysely, type RawBuilder, sql } from 'kysely';
import { asText } from '../sql/as-text.js';
import type { GpTables } from '../sql/gp-tables.js';
import { charKey, KEY_LENGTH } from '../sql/keys.js';
import { Together } from '../sql/together.js';
import { ORDER } from './order-setup.js';

/** Columns that only writing orders reads. It is not an interface, since Kysely needs a closed type. */
type IntakeTables = {
  SOP10100: { REFRENCE: string };
  SOP30200: { REFRENCE: string };
  SOP40100: { ORDDOCID: string };
  /** The details of tax schedules. */
  TX00102: { TAXSCHID: string; TAXDTLID: string };
  /** What eConnect's error numbers mean. */
  'DYNAMICS.taErrorCode': { ErrorCode: number; ErrorDesc: string };
};

export type IntakeDatabase = ReturnType<typeof intakeDatabase>;

export function intakeDatabase(gp: Kysely<GpTables>) {
  return gp.withTables<IntakeTables>();
}

const TAX_DETAIL_LENGTH = 15;
const ADDRESS_CODE_LENGTH = 15;

/** The order under a number, in work or in history. */
export function orderQuery(db: IntakeDatabase, number: string) {
  const header = (table: 'SOP10100' | 'SOP30200') =>
    db
      .selectFrom(table)
      .where('SOPNUMBE', '=', charKey(number, KEY_LENGTH.document))
      .where('SOPTYPE', '=', ORDER)
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

/** The schedules that have some of these tax details, with the details. */
export function taxSchedulesQuery(db: IntakeDatabase, details: readonly string[]) {
  return db
    .selectFrom('TX00102')
    .where(
      'TAXDTLID',
      'in',
      details.map((detail) => charKey(detail, TAX_DETAIL_LENGTH)),
    )
    .select(['TAXSCHID', 'TAXDTLID']);
}

/**
 * Which defaults eConnect would take from a customer's cards (RM00101, and RM00102 of the addresses) and then refuse: a
 * missing salesperson, territory, shipping method, terms or address, or an inactive salesperson.
 * @param addressCodes where the order goes, besides the customer's usual ship-to address
 */
export function unusableDefaultsQuery(db: IntakeDatabase, accountNumber: string, addressCodes: readonly string[]) {
  const named = sql.join(['', ...addressCodes].map((code) => charKey(code, ADDRESS_CODE_LENGTH)));
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
      told(isMissing('SLPRSNID', sql`"RM00301" as s where s."INACTIVE" = 0 and s."SLPRSNID"`)).as('salesperson'),
      told(isMissing('SALSTERR', sql`"RM00303" as t where t."SALSTERR"`)).as('territory'),
      told(isMissing('SHIPMTHD', sql`"SY03000" as m where m."SHIPMTHD"`)).as('shippingMethod'),
      told(sql`c."PYMTRMID" <> '' and not exists (select 1 from "SY03300" as p where p."PYMTRMID" = c."PYMTRMID")`).as('terms'),
      told(sql`c."PRSTADCD" <> '' and not exists (select 1 from ${address(sql`c."PRSTADCD"`)})`).as('shipTo'),
    ]);
}

export function errorTextsQuery(db: IntakeDatabase, codes: readonly number[]) {
  return db.selectFrom('DYNAMICS.taErrorCode').where('ErrorCode', 'in', codes).select(['ErrorCode', 'ErrorDesc']);
}

/** The document ID that GP's own windows propose for an order. */
export function usualDocumentIdQuery(db: IntakeDatabase) {
  return db.selectFrom('SOP40100').select('ORDDOCID');
}
