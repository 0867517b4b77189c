import type { Kysely } from 'kysely';
import { flag } from './decode.js';
import type { GpTables } from './gp-tables.js';
import { charKey } from './keys.js';
import { ORDER, QUOTE } from './order-status.js';
import { Together } from './together.js';

/**
 * The company's setup: functional currency (MC40000), currencies (MC40200), default price level (RM40101), price levels
 * (IV40800), options of order entry (SOP40100), what the document IDs of quotes and orders allow (SOP40200), and whether extended
 * pricing is in use (SY05501).
 * @param databaseName the company database's name, by which the system database knows the company (SY01500.INTERID)
 */
export function companyQuery(db: Kysely<GpTables>, databaseName: string) {
  return new Together(
    {
      functionalCurrency: db.selectFrom('MC40000').select('FUNLCURR'),
      currency: db.selectFrom('DYNAMICS.MC40200').select(['CURNCYID', 'DECPLCUR', 'ISOCURRC']),
      receivables: db.selectFrom('RM40101').select('PRCLEVEL'),
      priceLevel: db.selectFrom('IV40800').select('PRCLEVEL'),
      sales: db
        .selectFrom('SOP40100')
        .select(['CALCKITC', 'LOCNCODE', 'Prices_Not_Required_In_Pr', 'Convert_Functional_Price', 'ORDDOCID', 'QUODOCID']),
      document: db
        .selectFrom('SOP40200')
        .where('SOPTYPE', 'in', [QUOTE, ORDER])
        .select(['SOPTYPE', 'DOCID', 'ORDTOBAC', 'QUOTOORD']),
      extendedPricing: db
        .selectFrom('DYNAMICS.SY05501 as e')
        .innerJoin('DYNAMICS.SY01500 as c', 'c.CMPANYID', 'e.CMPANYID')
        .where('c.INTERID', '=', charKey(databaseName, 5))
        .where('e.EXPRINST', '=', 1)
        .select('e.CMPANYID'),
    },
    [],
    'several',
  );
}

/** GP looks at the second option only where the first is set. */
export function convertsFunctionalPrices(sales: {
  readonly Prices_Not_Required_In_Pr: string;
  readonly Convert_Functional_Price: string;
}): boolean {
  return flag(sales.Prices_Not_Required_In_Pr) && flag(sales.Convert_Functional_Price);
}
