import { DummyDriver, Kysely, MssqlAdapter, MssqlIntrospector, sql } from 'kysely';
import nodeSqlParser from 'node-sql-parser';
import { describe, expect, it } from 'vitest';
import { asOrderNumber } from '../../ordering/index.js';
import { asAccountNumber } from '../../values/identifiers.js';
import { allColumns, READS, type Read } from '../used-objects.js';
import { addressesQuery } from './address.query.js';
import { categoryValuesQuery, itemsQuery } from './catalog.query.js';
import type { GpTables } from './gp-tables.js';
import { OPTIONAL_COLUMNS } from './optional-columns.js';
import { ordersQuery } from './order.query.js';
import { SqlServerCompiler } from './sql-server-compiler.js';
import { type MissingColumns, WithoutColumns } from './without-columns.js';

function lacking(missing: MissingColumns): Kysely<GpTables> {
  const columns = new WithoutColumns();
  columns.missing = missing;
  return new Kysely<GpTables>({
    dialect: {
      createAdapter: () => new MssqlAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new MssqlIntrospector(db),
      createQueryCompiler: () => new SqlServerCompiler(),
    },
    plugins: [columns],
  });
}

const ALL = new Map(Object.entries(OPTIONAL_COLUMNS).map(([table, columns]) => [table, new Map(Object.entries(columns))]));

describe('A table that lacks columns', () => {
  it('is read as its rows with them added, with and without an alias', () => {
    const gp = lacking(new Map([['IV40600', new Map([['Image_URL', '' as const]])]]));
    expect(categoryValuesQuery(gp).compile().sql).toBe(
      `select "USCATNUM", "USCATVAL", "UserCatLongDescr", "Image_URL" from (select t.*, cast('' as varchar(1)) as "Image_URL" from "IV40600" as t) as "IV40600" order by "USCATNUM", "USCATVAL"`,
    );
    const aliased = lacking(new Map([['SY01200', new Map([['EmailToAddress', '' as const]])]]));
    expect(addressesQuery(aliased, [asAccountNumber('A')]).compile().sql).toContain(
      `from "RM00102" as "a" left join (select t.*, cast('' as varchar(1)) as "EmailToAddress" from "SY01200" as t) as "i" on`,
    );
  });

  it('is read so once, however often its query is part of another', () => {
    const gp = lacking(new Map([['IV00101', new Map([['INACTIVE', 0 as const]])]]));
    const inner = gp.selectFrom('IV00101').select('ITEMNMBR');
    const { sql: text } = sql`select 1 from ${inner} as a union all select 1 from ${inner} as b`.compile(gp);
    expect(text.match(/0 as "INACTIVE" from "IV00101"/g)).toHaveLength(2);
  });

  it('costs nothing where no column is missing', () => {
    const gp = lacking(new Map());
    expect(categoryValuesQuery(gp).compile().sql).toContain('from "IV40600" order by');
  });

  it.each([
    [
      'orders',
      (gp: Kysely<GpTables>) =>
        ordersQuery(gp, [
          { number: asOrderNumber('O1'), accountNumber: asAccountNumber('A'), masterNumber: 1, tracked: true },
        ]).compile(gp),
    ],
    ['items', (gp: Kysely<GpTables>) => itemsQuery(gp, ['CUT-9'], []).compile()],
  ])('makes %s a query that a parser of T-SQL understands', (_, compile) => {
    const readable = compile(lacking(ALL)).sql.replaceAll('"', '');
    expect(() => new nodeSqlParser.Parser().astify(readable, { database: 'transactsql' })).not.toThrow();
  });
});

describe('The columns that may be missing', () => {
  it('are columns that the gateway reads', () => {
    const used = allColumns(Object.values<Read>(READS).map(({ columns }) => columns));
    for (const [table, columns] of Object.entries(OPTIONAL_COLUMNS)) {
      expect(used[table]).toEqual(expect.arrayContaining(Object.keys(columns)));
    }
  });
});
