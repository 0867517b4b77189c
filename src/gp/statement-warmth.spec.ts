import { Logger } from '@nestjs/common';
import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  MssqlAdapter,
  MssqlIntrospector,
  type QueryResult,
} from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { Guard } from '../resilience/index.js';
import { CompanyTables } from './company-tables.js';
import type { GpCompany } from './gp-company.js';
import type { GpTables } from './sql/gp-tables.js';
import { SqlServerCompiler } from './sql/sql-server-compiler.js';
import { StatementWarmth } from './statement-warmth.js';

/** A server that has no rows, and fails the statements that a test names. */
class Server extends DummyDriver {
  readonly asked: string[] = [];
  fails: (sql: string) => boolean = () => false;

  override async acquireConnection(): Promise<DatabaseConnection> {
    return {
      executeQuery: async <R>({ sql }: CompiledQuery): Promise<QueryResult<R>> => {
        this.asked.push(sql);
        if (this.fails(sql)) throw new Error('not now');
        return { rows: [] };
      },
      // biome-ignore lint/correctness/useYield: it is never asked
      async *streamQuery() {
        throw new TypeError('Not asked');
      },
    };
  }
}

function open(isSqlServer = true) {
  const server = new Server();
  const gp = new Kysely<GpTables>({
    dialect: {
      createAdapter: () => new MssqlAdapter(),
      createDriver: () => server,
      createIntrospector: (db) => new MssqlIntrospector(db),
      createQueryCompiler: () => new SqlServerCompiler(),
    },
  });
  const company: Partial<GpCompany> = { gp, readOnly: gp, committed: gp, isSqlServer, databaseName: 'TWO', restarts: 0 };
  const tables = new CompanyTables(company as GpCompany);
  const guard = new Guard({ deadlineMs: 30_000, concurrency: 1, queue: 1 }, () => undefined);
  const fields = { ofAccounts: new Map([['territory', 'SALSTERR']]), ofProducts: new Map() };
  return { server, company, warmth: new StatementWarmth(tables, guard, fields) };
}

const UP = new AbortController().signal;
const isStock = (sql: string) => sql.includes('from "IV00102"');
const isStockOfOne = (sql: string) => isStock(sql) && !sql.includes('@3');

describe('The statements of pages on a SQL Server', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('are asked once', async () => {
    const { server, warmth } = open();
    await warmth.run(UP);
    const first = server.asked.length;
    expect(server.asked.filter(isStock)).toHaveLength(4);
    expect(new Set(server.asked).size).toBeGreaterThan(50);
    await warmth.run(UP);
    expect(server.asked).toHaveLength(first);
  });

  it('are asked again after the server has restarted, which is noticed within seconds', async () => {
    const { server, company, warmth } = open();
    await warmth.run(UP);
    const first = server.asked.length;
    expect(warmth.everyMs).toBe(5_000);
    Object.assign(company, { restarts: 1 });
    await warmth.run(UP);
    expect(server.asked.slice(first).filter(isStock)).toHaveLength(4);
    const second = server.asked.length;
    await warmth.run(UP);
    expect(server.asked).toHaveLength(second);
  });

  it('are asked on where a failure ended a turn', async () => {
    const { server, warmth } = open();
    server.fails = () => true;
    await warmth.run(UP);
    expect(server.asked.filter(isStock)).toEqual([]);
    server.fails = () => false;
    await warmth.run(UP);
    await warmth.run(UP);
    expect(server.asked.filter(isStock)).toHaveLength(4);
  });

  it('are given up one by one, so that one that always fails does not hold up the others', async () => {
    const { server, warmth } = open();
    server.fails = isStockOfOne;
    for (let turn = 0; turn < 6; turn++) await warmth.run(UP);
    expect(server.asked.filter(isStockOfOne)).toHaveLength(3);
    expect(server.asked.filter(isStock)).toHaveLength(3 + 3);
    expect(server.asked.at(-1)).toSatisfy(isStockOfOne);
  });

  it('are not asked of a sandbox, which keeps no plans', async () => {
    const { server, warmth } = open(false);
    await warmth.run(UP);
    expect(server.asked).toEqual([]);
  });
});
