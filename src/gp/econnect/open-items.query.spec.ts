import { type CompiledQuery, DummyDriver, Kysely, MssqlAdapter, MssqlIntrospector } from 'kysely';
import nodeSqlParser from 'node-sql-parser';
import { describe, expect, it } from 'vitest';
import type { GpTables } from '../sql/gp-tables.js';
import { SqlServerCompiler } from '../sql/sql-server-compiler.js';
import * as openItems from './open-items.query.js';

const sqlServer = new Kysely<GpTables>({
  dialect: {
    createAdapter: () => new MssqlAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new MssqlIntrospector(db),
    createQueryCompiler: () => new SqlServerCompiler(),
  },
});

/** Of this many documents at most a payment consists. */
const MANY = Array.from({ length: 100 }, (_, index) => `INV${index}`);

const QUERIES: Readonly<Record<string, CompiledQuery>> = {
  openItemsQuery: openItems.openItemsQuery(sqlServer, 'HARGATE', ['INV26-1001']).compile(sqlServer),
  applicationsQuery: openItems.applicationsQuery(sqlServer, ['INV26-1001']).compile(sqlServer),
  receiptQuery: openItems.receiptQuery(sqlServer, 'PYMT26-0350').compile(sqlServer),
};

describe('What is asked of GP for a payment', () => {
  it('is written in T-SQL as the golden file has it', async () => {
    const golden = Object.entries(QUERIES).map(([name, { sql }]) => `-- ${name}\n${sql.replaceAll(/\s+/g, ' ')};\n`);
    await expect(golden.join('\n')).toMatchFileSnapshot('open-items.golden.sql');
  });

  it.each(Object.entries(QUERIES))('is understood by a parser of T-SQL: %s', (_, { sql, parameters }) => {
    const parser = new nodeSqlParser.Parser();
    expect(() => parser.astify(sql.replaceAll('"', ''), { database: 'transactsql' })).not.toThrow();
    expect(sql).not.toMatch(/::|\blimit\b|\bilike\b|\$\d|\btrue\b|\bfalse\b|\|\||nvarchar|nchar/i);
    const texts = parameters.filter((value) => typeof value === 'string');
    expect([...sql.matchAll(/cast\(@\d+ as (var)?char\(\d+\)\)/g)]).toHaveLength(texts.length);
  });

  it('fits in one request of a SQL Server, however many documents are paid at once', () => {
    const { parameters } = openItems.openItemsQuery(sqlServer, 'HARGATE', MANY).compile(sqlServer);
    expect(parameters.length).toBeLessThan(2_000);
  });
});
