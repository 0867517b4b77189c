import { type Kysely, type SqlBool, sql } from 'kysely';
import type { CalendarDate } from '../../values/calendar-date.js';
import type { AccountNumber, CurrencyId } from '../../values/identifiers.js';
import { dateAsText } from './as-text.js';
import type { GpTables } from './gp-tables.js';
import { charKey, charKeys, KEY_LENGTH } from './keys.js';
import { Together } from './together.js';

/** A customer, and a currency in each of two parts. */
export const EXCHANGE_RATE_PARAMETERS = 3;

/**
 * What decides at which rate a currency is converted on a day: the customers' rate types (RM00101) and the company's own
 * (MC40000), the exchange tables of the currencies by rate type (MC40301), and the latest rate of each table that holds on the
 * day (MC00100), with how the table is used (MC40300). The last two are in the system database, whose collation may be another:
 * nothing of it is joined with the company's.
 */
export function exchangeRatesQuery(
  db: Kysely<GpTables>,
  customers: readonly AccountNumber[],
  currencies: readonly CurrencyId[],
  day: CalendarDate,
) {
  const keys = charKeys(currencies, KEY_LENGTH.currency);
  // Written as eight digits, a date means the same in every language of a login.
  const on = sql<Date>`cast(${charKey(day.replaceAll('-', ''), 8)} as datetime)`;
  return new Together(
    {
      customer:
        customers.length > 0
          ? db
              .selectFrom('RM00101')
              .where('CUSTNMBR', 'in', charKeys(customers, KEY_LENGTH.customer))
              .select(['CUSTNMBR', 'RATETPID'])
          : undefined,
      setup: db.selectFrom('MC40000').select('DEFSLSTP'),
      table: db.selectFrom('MC40301').where('CURNCYID', 'in', keys).select(['CURNCYID', 'RATETPID', 'EXGTBLID', 'DFLTRATE']),
      rate: db
        .selectFrom('DYNAMICS.MC00100 as r')
        .innerJoin('DYNAMICS.MC40300 as t', 't.EXGTBLID', 'r.EXGTBLID')
        .where('r.CURNCYID', 'in', keys)
        .where('r.EXCHDATE', '<=', on)
        .where('r.EXPNDATE', '>=', on)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('DYNAMICS.MC00100 as n')
                .whereRef('n.EXGTBLID', '=', 'r.EXGTBLID')
                .whereRef('n.CURNCYID', '=', 'r.CURNCYID')
                .where('n.EXCHDATE', '<=', on)
                // One without an end: it is not certain whether GP takes it, but then it takes no earlier one.
                .where(({ or, eb }) => or([eb('n.EXPNDATE', '>=', on), eb('n.EXPNDATE', '=', NO_DATE)]))
                .where(isLater)
                .select('n.EXGTBLID'),
            ),
          ),
        )
        .select(['r.EXGTBLID', 'r.CURNCYID', 'r.XCHGRATE', 't.RTCLCMTD', 't.TRXDTDEF', 't.DATELMTS', 't.PRVDSLMT'])
        .select(dateAsText('r.EXCHDATE').as('EXCHDATE')),
    },
    [],
    'several',
  );
}

/** In which currencies, and by which rate types of their own, active customers buy (RM00101), but for the functional currency (MC40000). */
export function currenciesInUseQuery(db: Kysely<GpTables>) {
  return db
    .selectFrom('RM00101 as c')
    .where('c.INACTIVE', '=', 0)
    .where('c.CURNCYID', '<>', sql.lit(''))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('MC40000 as s').whereRef('s.FUNLCURR', '=', 'c.CURNCYID').select('s.FUNLCURR'))),
    )
    .groupBy(['c.CURNCYID', 'c.RATETPID'])
    .select(['c.CURNCYID', 'c.RATETPID']);
}

const NO_DATE = sql<Date>`cast('19000101' as datetime)`;
const isLater = sql<SqlBool>`(n."EXCHDATE" > r."EXCHDATE" or n."EXCHDATE" = r."EXCHDATE" and n."TIME1" > r."TIME1")`;
