import { DummyDriver, Kysely, MssqlAdapter, MssqlIntrospector } from 'kysely';
import nodeSqlParser from 'node-sql-parser';
import { describe, expect, it } from 'vitest';
import type { GpTables } from '../sql/gp-tables.js';
import { SqlServerCompiler } from '../sql/sql-server-compiler.js';
import { CANCELLATION_TABLES } from '../used-objects.js';
import * as cancellation from './cancellation.query.js';

const sqlServer = new Kysely<GpTables>({
  dialect: {
    createAdapter: () => new MssqlAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new MssqlIntrospector(db),
    createQueryCompiler: () => new SqlServerCompiler(),
  },
});
const STATEMENTS = Object.entries({
  openOrderQuery: cancellation.openOrderQuery('ORD000200'),
  finishedOrderQuery: cancellation.finishedOrderQuery('ORD000200'),
}).map(([name, query]) => [name, query.compile(sqlServer).sql] as const);

describe('What is asked of GP about an order that is to be cancelled', () => {
  it('is written in T-SQL as the golden file has it', async () => {
    const golden = STATEMENTS.map(([name, sql]) => `-- ${name}\n${sql.replaceAll(/\s+/g, ' ')};\n`);
    await expect(golden.join('\n')).toMatchFileSnapshot('cancellation.golden.sql');
  });

  it.each(STATEMENTS)('is understood by a parser of T-SQL: %s', (_, sql) => {
    const parser = new nodeSqlParser.Parser();
    expect(() => parser.astify(sql.replaceAll('"', ''), { database: 'transactsql' })).not.toThrow();
  });

  it('before the commit is in tables that the login which hands orders over may read', () => {
    const [, finished = ''] = STATEMENTS.find(([name]) => name === 'finishedOrderQuery') ?? [];
    const tables = [...finished.matchAll(/from "(\w+)" as/g)].map(([, table]) => table);
    expect(CANCELLATION_TABLES).toEqual(expect.arrayContaining(tables));
  });
});
