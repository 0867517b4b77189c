import { type CompiledQuery, DummyDriver, Kysely, MssqlAdapter, MssqlIntrospector } from 'kysely';
import nodeSqlParser from 'node-sql-parser';
import { describe, expect, it } from 'vitest';
import { asAccountNumber } from '../../values/identifiers.js';
import type { GpTables } from '../sql/gp-tables.js';
import { SqlServerCompiler } from '../sql/sql-server-compiler.js';
import * as intake from './intake.query.js';
import { ORDER } from './order-setup.js';

const sqlServer = intake.intakeDatabase(
  new Kysely<GpTables>({
    dialect: {
      createAdapter: () => new MssqlAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new MssqlIntrospector(db),
      createQueryCompiler: () => new SqlServerCompiler(),
    },
  }),
);

const QUERIES: Readonly<Record<string, CompiledQuery>> = {
  documentQuery: intake.documentQuery(sqlServer, ORDER, 'ORD000200').compile(sqlServer),
  customersOfEmailQuery: intake.customersOfEmailQuery(sqlServer, 'ines@Example.org', 'WEB0').compile(sqlServer),
  taxDetailsQuery: intake.taxDetailsQuery(sqlServer, ['AVATAX', 'IL-SALES']).compile(),
  orderTermsQuery: intake.orderTermsQuery(sqlServer, [asAccountNumber('HARGATE')]).compile(sqlServer),
  shippingMethodsQuery: intake.shippingMethodsQuery(sqlServer).compile(),
  paymentAccountsQuery: intake.paymentAccountsQuery(sqlServer).compile(sqlServer),
  beforeWritingQuery: intake.beforeWritingQuery(sqlServer, 'HARGATE', ['YARD'], ['IL-SALES']).compile(sqlServer),
  errorTextsQuery: intake.errorTextsQuery(sqlServer, [66, 1541]).compile(),
  usualDocumentIdsQuery: intake.usualDocumentIdsQuery(sqlServer).compile(),
  closedQuoteQuery: intake.closedQuoteQuery(sqlServer, 'QTE26-00041').compile(),
  quotedTermsQuery: intake.quotedTermsQuery(sqlServer, 'QTE26-00041').compile(sqlServer),
};

describe('What is asked of GP on the way of an order', () => {
  it('is listed here', () => {
    expect(Object.keys(QUERIES).sort()).toEqual(
      Object.keys(intake)
        .filter((name) => name.endsWith('Query'))
        .sort(),
    );
  });

  it('is written in T-SQL as the golden file has it', async () => {
    const golden = Object.entries(QUERIES).map(([name, { sql }]) => `-- ${name}\n${sql.replaceAll(/\s+/g, ' ')};\n`);
    await expect(golden.join('\n')).toMatchFileSnapshot('intake.golden.sql');
  });

  it.each(Object.entries(QUERIES))('is understood by a parser of T-SQL: %s', (_, { sql, parameters }) => {
    const parser = new nodeSqlParser.Parser();
    expect(() => parser.astify(sql.replaceAll('"', ''), { database: 'transactsql' })).not.toThrow();
    expect(sql).not.toMatch(/::|\blimit\b|\bilike\b|\$\d|\btrue\b|\bfalse\b|\|\||nvarchar|nchar/i);
    const texts = parameters.filter((value) => typeof value === 'string');
    expect([...sql.matchAll(/cast\(@\d+ as (var)?char\(\d+\)\)/g)]).toHaveLength(texts.length);
  });
});
