import { type Kysely, sql } from 'kysely';
import type { AccountNumber } from '../../values/identifiers.js';
import type { GpTables } from './gp-tables.js';
import { charKey, charKeys, KEY_LENGTH } from './keys.js';

/** The query has one parameter for each account number. */
export const ADDRESS_PARAMETERS = 1;

/** Every address of customers (RM00102) with its e-mail address (SY01200). */
export function addressesQuery(db: Kysely<GpTables>, accountNumbers: readonly AccountNumber[]) {
  return db
    .selectFrom('RM00102 as a')
    .leftJoin('SY01200 as i', (join) =>
      join
        .on('i.Master_Type', '=', charKey('CUS', 3))
        .onRef('i.Master_ID', '=', 'a.CUSTNMBR')
        .onRef('i.ADRSCODE', '=', 'a.ADRSCODE'),
    )
    .where('a.CUSTNMBR', 'in', charKeys(accountNumbers, KEY_LENGTH.customer))
    .orderBy('a.CUSTNMBR')
    .orderBy('a.ADRSCODE')
    .select([
      'a.CUSTNMBR',
      'a.ADRSCODE',
      'a.CNTCPRSN',
      'a.ADDRESS1',
      'a.ADDRESS2',
      'a.ADDRESS3',
      'a.CITY',
      'a.STATE',
      'a.ZIP',
      'a.COUNTRY',
      'a.CCode',
      'a.PHONE1',
      'a.SHIPMTHD',
      'a.TAXSCHID',
      'a.LOCNCODE',
      'i.INET1',
      sql<string | null>`cast(${sql.ref('i.EmailToAddress')} as varchar(255))`.as('EmailToAddress'),
    ]);
}
