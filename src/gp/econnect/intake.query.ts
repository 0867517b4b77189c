import { type Kysely, sql } from 'kysely';
import { asText } from '../sql/as-text.js';
import type { GpTables } from '../sql/gp-tables.js';
import { charKey, KEY_LENGTH } from '../sql/keys.js';
import { Together } from '../sql/together.js';
import { ORDER } from './order-setup.js';

/** The columns that the way of an order to GP looks at, and nobody else. No interface: Kysely wants a type that is closed. */
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

/** The order under a number, at work or in history. */
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
 * The customers that have an e-mail address, as theirs or in their list of addresses, and whether one has a number. There is
 * no index on addresses, so this reads them all: asked once per order of somebody without an account, and not by pages.
 */
export function customersOfEmailQuery(db: IntakeDatabase, email: string, accountNumber: string) {
  const entry = `;${email.toLowerCase()};`;
  // Containment as both servers know it, and without characters that mean something else.
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

export function errorTextsQuery(db: IntakeDatabase, codes: readonly number[]) {
  return db.selectFrom('DYNAMICS.taErrorCode').where('ErrorCode', 'in', codes).select(['ErrorCode', 'ErrorDesc']);
}

/** The document ID that GP's own windows propose for an order. */
export function usualDocumentIdQuery(db: IntakeDatabase) {
  return db.selectFrom('SOP40100').select('ORDDOCID');
}
