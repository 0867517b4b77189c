import { DummyDriver, Kysely, MssqlAdapter, MssqlIntrospector } from 'kysely';
import nodeSqlParser from 'node-sql-parser';
import { describe, expect, it } from 'vitest';
import type { GpTables } from '../sql/gp-tables.js';
import { SqlServerCompiler } from '../sql/sql-server-compiler.js';
import { REHEARSED_TABLES } from '../used-objects.js';
import { writtenOrderQueries } from './rehearsal.query.js';

const sqlServer = new Kysely<GpTables>({
  dialect: {
    createAdapter: () => new MssqlAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new MssqlIntrospector(db),
    createQueryCompiler: () => new SqlServerCompiler(),
  },
});
const statements = Object.values(writtenOrderQueries(sqlServer, 'REHEARSAL')).map((query) => query.compile().sql);

describe('What is asked of a rehearsed order', () => {
  it('is T-SQL', () => {
    const parser = new nodeSqlParser.Parser();
    for (const sql of statements) {
      expect(() => parser.astify(sql.replaceAll('"', ''), { database: 'transactsql' })).not.toThrow();
      expect(sql).toContain('cast(@1 as char(21))');
    }
  });

  it('is in tables that the login which hands orders over may read', () => {
    const tables = statements.map((sql) => /from "(\w+)"/.exec(sql)?.[1]);
    expect(REHEARSED_TABLES).toEqual(expect.arrayContaining(tables));
  });
});
