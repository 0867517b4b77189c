import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  DummyDriver,
  Kysely,
  MssqlAdapter,
  MssqlIntrospector,
  type QueryResult,
} from 'kysely';
import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../values/calendar-date.js';
import type { GpTables } from '../sql/gp-tables.js';
import { SqlServerCompiler } from '../sql/sql-server-compiler.js';
import type { CheckedSettings } from './check.js';
import { ALL_CHECKS } from './run-checks.js';

const SETTINGS: CheckedSettings = {
  documentId: null,
  batchId: 'STOREFRONT',
  quotes: { documentId: null, batchId: 'WEBQUOTES' },
  cardName: null,
  customerClass: null,
  accountFields: new Map([['territory', 'SALSTERR']]),
  productFields: new Map([['origin', 'CNTRYORGN']]),
  currencyCodes: new Map(),
  timeZone: 'UTC',
  changes: 'auto',
  locks: 'wait',
  deadlineMs: 800,
  promotions: 'ignore',
};

describe('What the check of a company asks', () => {
  it('is written in T-SQL as the golden file has it', async () => {
    const asked: string[] = [];
    for (const { name, run, inServer } of ALL_CHECKS) {
      if (!inServer) continue;
      const statements: string[] = [];
      const gp = recorder(statements);
      // Some checks cannot go on without rows. What they have asked by then is in the file.
      await run(
        { isSandbox: false, databaseName: 'TWO', gp, handingOver: gp, today: '2026-11-23' as CalendarDate },
        SETTINGS,
        AbortSignal.timeout(60_000),
      ).catch((fault: unknown) => {
        if (!(fault instanceof TypeError)) throw fault;
      });
      for (const statement of new Set(statements)) asked.push(`-- ${name}\n${statement};\n`);
    }
    await expect(asked.join('\n')).toMatchFileSnapshot('check.golden.sql');
    // The driver renames the system database where it is named like this, in texts too; what is left are names for the answer.
    const others = asked
      .join('\n')
      .replaceAll('"DYNAMICS"."dbo".', '')
      .replaceAll(/'DYNAMICS\.\w+'/g, '');
    expect(others).not.toContain('DYNAMICS');
  });
});

const PRICE_PARAMETERS = [
  ...'CUSTNMBR DOCDATE ITEMNMBR QUANTITY CURNCYID IncludePromo UOFM UNITPRCE'.split(' ').map((name) => `@I_v${name}`),
  '@O_iErrorState',
  '@oErrString',
];

/** One customer and one item, so that what follows from them is asked too. */
const ROWS: readonly (readonly [RegExp, readonly object[]])[] = [
  [/p\.name in \('taItemListPrice'\)/, PRICE_PARAMETERS.map((parameter) => ({ parameter, allowed: 1 }))],
  [/from "RM00101" where "INACTIVE"/, [{ key: 'HARGATE' }]],
  [/from "RM00101" where "CUSTNMBR"/, [{ CUSTNMBR: 'HARGATE', PRCLEVEL: 'RETAIL', CURNCYID: '' }]],
  [/from "IV00108" as "r"/, [{ key: 'CUT-9' }]],
  [
    /'functionalCurrency' as "part"/,
    [
      { part: 'functionalCurrency', c0: '' },
      { part: 'currency', c0: '', c1: '3', c2: 'USD' },
    ],
  ],
  [/"SY01500" where/, [{ CMPANYID: 1 }]],
  [/from "IV00102" where "RCRDTYPE"/, [{ ITEMNMBR: 'CUT-9' }]],
];

function recorder(statements: string[]): Kysely<GpTables> {
  const connection: DatabaseConnection = {
    executeQuery: async <Row>({ sql }: CompiledQuery): Promise<QueryResult<Row>> => {
      // The gateway's own reads are in golden files of their own.
      if (!sql.includes(`as "part"`)) statements.push(laidOut(sql));
      const rows = ROWS.find(([pattern]) => pattern.test(sql))?.[1] ?? [];
      return { rows: rows as Row[] };
    },
    streamQuery: () => {
      throw new Error('Nothing is streamed');
    },
  };
  const driver: Driver = Object.assign(new DummyDriver(), { acquireConnection: async () => connection });
  return new Kysely<GpTables>({
    dialect: {
      createAdapter: () => new MssqlAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new MssqlIntrospector(db),
      createQueryCompiler: () => new SqlServerCompiler(),
    },
  });
}

function laidOut(sql: string): string {
  return sql
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (union all|from|inner join|left join|where|group by|order by|offset|exec) /g, '\n$1 ')
    .replaceAll(/(?<=\)), \('/g, ",\n  ('");
}
