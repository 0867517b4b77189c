import { DummyDriver, Kysely, MssqlAdapter, MssqlIntrospector } from 'kysely';
import { describe, expect, it } from 'vitest';
import { CHANGED_FACTS, CHANGED_TABLES, KEYS_OF_STAMPED_TABLES, STAMPED_ELSEWHERE } from '../gp/changes/changed-facts.js';
import { lookQuery } from '../gp/changes/changes.query.js';
import { SqlServerCompiler } from '../gp/sql/sql-server-compiler.js';
import { SQL_SERVER_CHANGES } from './sql-server-changes.js';

const sqlServer = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new MssqlAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new MssqlIntrospector(db),
    createQueryCompiler: () => new SqlServerCompiler(),
  },
});
const look = (changes: Parameters<typeof lookQuery>[3]) =>
  lookQuery(SQL_SERVER_CHANGES, CHANGED_TABLES, STAMPED_ELSEWHERE, changes);
const trackedSince = (since: string) => look({ way: 'change-tracking', facts: CHANGED_FACTS, since, limit: 2_000 });
const STATEMENTS = {
  'a first look': look(null),
  'a look, by stamps': look({
    way: 'stamps',
    tables: KEYS_OF_STAMPED_TABLES,
    since: '2026-11-23T08:00:00.000',
    limit: 5_000,
  }),
  'a look, by Change Tracking': trackedSince('1234'),
};

describe('What a SQL Server is asked about changes', () => {
  it('is written in T-SQL as the golden file has it', async () => {
    const golden = Object.entries(STATEMENTS).map(
      ([name, query]) =>
        `-- ${name}\n${query.compile(sqlServer).sql.replaceAll(/\s+/g, ' ').replaceAll(' union all ', '\nunion all ')};\n`,
    );
    await expect(golden.join('\n')).toMatchFileSnapshot('sql-server-changes.golden.sql');
  });

  it('holds nothing that PostgreSQL alone knows', () => {
    for (const query of Object.values(STATEMENTS)) {
      expect(query.compile(sqlServer).sql).not.toMatch(/::|\blimit\b|\bilike\b|\$\d|\btrue\b|\bfalse\b|\|\||nvarchar|nchar|->>/i);
    }
  });

  it('has one text for all versions, so that one plan serves every second', () => {
    const texts = ['1', '2147483647'].map((version) => {
      const { sql, parameters } = trackedSince(version).compile(sqlServer);
      // CHANGETABLE takes a variable of a whole number and no expression.
      expect(new Set(parameters)).toEqual(new Set([Number(version)]));
      return sql;
    });
    expect(new Set(texts).size).toBe(1);
  });

  it('takes a version that is larger than an int as it is', () => {
    const { sql, parameters } = trackedSince('9007199254740993').compile(sqlServer);
    expect(sql).toContain('changetable(changes "IV00102", 9007199254740993)');
    expect(parameters).toEqual([]);
  });
});
