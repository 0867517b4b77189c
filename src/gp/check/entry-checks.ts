import { sql } from 'kysely';
import { isSameKey } from '../sql/current-rate.js';
import { charKey } from '../sql/keys.js';
import { whereThere } from '../sql/where-there.js';
import { type Check, type Level, missing, ok, warning } from './check.js';
import { checkDatabase } from './check-tables.js';
import { inOneLine } from './one-cure.js';

/** SY01000.SERIES. */
const SALES = 3;
/** The audit trail code of deposits (SY01000.TRXSRCPX). */
const DEPOSITS = 'SLSDP';

interface Deposits {
  /** Undefined where the table cannot be read. */
  readonly journal: readonly unknown[] | undefined;
  readonly auditTrail: readonly unknown[] | undefined;
}

/** What GP needs to take the payment of an order. Without it eConnect refuses each deposit, with 37 or 15. */
export const depositsCheck: Check<Deposits> = {
  name: 'deposits',
  of: 'both',
  ask: async ({ gp }, _, signal) => {
    const db = checkDatabase(gp);
    const [journal, auditTrail] = await Promise.all([
      whereThere(db.selectFrom('GL40000').select('NJRNLENT').execute({ signal })),
      whereThere(
        db
          .selectFrom('SY01000')
          .where('SERIES', '=', SALES)
          .where('TRXSRCPX', '=', charKey(DEPOSITS, 5))
          .select('TRXSRCPX')
          .execute({ signal }),
      ),
    ]);
    return { journal, auditTrail };
  },
  judge: ({ journal, auditTrail }, { cardName }) => {
    // A shop that takes cards has a deposit with nearly every order.
    const lacking = cardName === null ? warning : missing;
    const waits = 'orders that are paid in advance wait';
    const findings = [
      ...(journal?.length === 0
        ? [
            lacking(
              `GL40000 has no next journal entry: ${waits} (eConnect refuses them with 37)`,
              'open General Ledger Setup in GP',
            ),
          ]
        : []),
      ...(auditTrail?.length === 0
        ? [
            lacking(
              `SY01000 has no audit trail code ${DEPOSITS} of sales: ${waits} (eConnect refuses them with 15)`,
              'add it in GP (Setup, Posting, Audit Trail Codes)',
            ),
          ]
        : []),
    ];
    if (findings.length > 0) return findings;
    return journal && auditTrail ? [ok(`the next journal entry and the audit trail code ${DEPOSITS} are there`)] : [];
  },
};

interface Exchange {
  readonly functional: string;
  /** The rate type of customers who have none of their own. */
  readonly usualRateType: string;
  readonly customers: readonly { readonly CURNCYID: string; readonly RATETPID: string }[];
  /** Undefined where the table cannot be read. */
  readonly tables: readonly { readonly CURNCYID: string; readonly RATETPID: string; readonly EXGTBLID: string }[] | undefined;
  /** Those that hold today. */
  readonly rates: readonly { readonly CURNCYID: string; readonly EXGTBLID: string }[] | undefined;
}

/** Whether orders in another currency than the company's can be converted. */
export const exchangeCheck: Check<Exchange> = {
  name: 'exchange',
  of: 'both',
  ask: async ({ gp, today }, _, signal) => {
    const db = checkDatabase(gp);
    const day = charKey(today.replaceAll('-', ''), 8);
    const [[setup], customers, tables, rates] = await Promise.all([
      db.selectFrom('MC40000').select(['FUNLCURR', 'DEFSLSTP']).execute({ signal }),
      db
        .selectFrom('RM00101')
        .where('INACTIVE', '=', 0)
        .select(['CURNCYID', 'RATETPID'])
        .groupBy(['CURNCYID', 'RATETPID'])
        .orderBy('CURNCYID')
        .orderBy('RATETPID')
        .execute({ signal }),
      whereThere(db.selectFrom('MC40301').select(['CURNCYID', 'RATETPID', 'EXGTBLID']).execute({ signal })),
      whereThere(
        db
          .selectFrom('DYNAMICS.MC00100')
          .where('EXCHDATE', '<=', sql<Date>`cast(${day} as datetime)`)
          .where('EXPNDATE', '>=', sql<Date>`cast(${day} as datetime)`)
          .select(['EXGTBLID', 'CURNCYID'])
          .groupBy(['EXGTBLID', 'CURNCYID'])
          .execute({ signal }),
      ),
    ]);
    return { functional: setup?.FUNLCURR ?? '', usualRateType: setup?.DEFSLSTP ?? '', customers, tables, rates };
  },
  judge: ({ functional, usualRateType, customers, tables, rates }) => {
    const foreign = customers
      .map(({ CURNCYID, RATETPID }) => ({ currency: CURNCYID.trim(), rateType: RATETPID.trim() || usualRateType.trim() }))
      .filter(({ currency }) => currency !== '' && !isSameKey(currency, functional));
    if (foreign.length === 0) return [ok("every customer buys in the company's own currency")];
    if (!tables || !rates) return [];
    const level: Level = 'warning';
    const troubles = foreign.flatMap(({ currency, rateType }) => {
      const of = `${currency} by the rate type ${rateType || '(none)'}`;
      const exchange = tables.filter((table) => isSameKey(table.CURNCYID, currency) && isSameKey(table.RATETPID, rateType));
      if (exchange.length === 0) {
        const one = 'has no exchange table (MC40301): orders in it wait (eConnect refuses them with 356)';
        return [{ level, of, one, todo: 'assign one in GP (Setup, Financial, Rate Types)' }];
      }
      const isKnown = exchange.some(({ EXGTBLID }) =>
        rates.some((rate) => isSameKey(rate.EXGTBLID, EXGTBLID) && isSameKey(rate.CURNCYID, currency)),
      );
      const one = 'has no exchange rate of today (MC00100): orders in it wait (eConnect refuses them with 726)';
      return isKnown
        ? []
        : [{ level, of, one, todo: 'enter one in GP (Setup, System, Exchange Table), each morning or for longer' }];
    });
    if (troubles.length > 0) return inOneLine(troubles);
    const currencies = [...new Set(foreign.map(({ currency }) => currency))];
    return [ok(`${currencies.join(', ')} can be converted today`)];
  },
};
