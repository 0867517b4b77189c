import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenCompany, SANDBOX_PLACES } from '../support/companies.js';
import { type DescribedTable, describedTables } from '../support/sqlserver/described-tables.js';
import { makeEmpty } from '../support/sqlserver/load-sandbox.js';
import { asTSql, createIndexes, createTable, filledColumns, insertRows, stampTriggers } from '../support/sqlserver/t-sql.js';

const NAMES = { company: 'TEST', system: 'TESTSYS' };

describe("The sandbox company's tables on a SQL Server", () => {
  let opened: OpenCompany;
  let tables: readonly DescribedTable[];

  beforeAll(async () => {
    const [place] = SANDBOX_PLACES;
    if (!place) throw new TypeError('There is no sandbox.');
    const sandbox = await place.open();
    opened = sandbox;
    tables = await describedTables(sandbox.company);
  });
  afterAll(() => opened.close());

  function table(name: string): DescribedTable {
    const found = tables.find((each) => each.name === name);
    if (!found) throw new TypeError(`There is no table ${name}.`);
    return found;
  }

  it('have the types, lengths, defaults and keys of GP', () => {
    expect(createTable(table('IV40202'))).toBe(
      'create table dbo."IV40202" ("UOMSCHDL" char(11) not null default \'\', "UOFM" char(9) not null default \'\', ' +
        '"SEQNUMBR" int not null default 0, "EQUIVUOM" char(9) not null default \'\', "EQUOMQTY" numeric(19,5) not null default 0, ' +
        '"QTYBSUOM" numeric(19,5) not null default 0, "UOFMLONGDESC" char(255) not null default \'\', ' +
        '"DEX_ROW_TS" datetime not null default getutcdate(), "DEX_ROW_ID" int not null identity(1, 1), ' +
        'primary key ("UOMSCHDL", "SEQNUMBR"))',
    );
    expect(createIndexes(table('IV40202'))).toEqual([
      'create unique index "AK2IV40202" on dbo."IV40202" ("UOMSCHDL", "UOFM", "EQUIVUOM")',
    ]);
  });

  it('have no word of PostgreSQL', () => {
    const types = new Set(tables.flatMap(({ columns }) => columns.map(({ type }) => type.replace(/\(.*/, ''))));
    const known = ['char', 'varchar', 'text', 'tinyint', 'smallint', 'int', 'numeric', 'datetime', 'binary'];
    expect([...types].filter((type) => !known.includes(type))).toEqual([]);
    const defaults = new Set(tables.flatMap(({ columns }) => columns.map((column) => column.default)));
    expect([...defaults].toSorted()).toEqual([null, "''", "'19000101'", '0', '0x00000000', 'getutcdate()'].toSorted());
  });

  it('get their values as texts, and leave row numbers and stamps to the server', () => {
    const holds = table('SOP10104');
    expect(filledColumns(holds).map(({ name }) => name)).not.toContain('DEX_ROW_ID');
    const [one, two] = filledColumns(holds);
    if (!one || !two) throw new TypeError('The table has fewer columns.');
    expect(insertRows(holds, [one, two], 2)).toBe(
      `insert into dbo."SOP10104" ("${one.name}", "${two.name}") values (@1, @2), (@3, @4)`,
    );
  });

  it("keep GP's stamps, each in its own database", () => {
    expect(stampTriggers(table('MC40200'), NAMES)).toEqual([
      'create trigger "zDT_MC40200U" on dbo."MC40200" after update as set nocount on; update stamped set DEX_ROW_TS = getutcdate() ' +
        'from "TESTSYS".dbo."MC40200" as stamped join inserted on inserted.DEX_ROW_ID = stamped.DEX_ROW_ID',
    ]);
    expect(stampTriggers(table('IV00102'), NAMES).map((sql) => sql.slice(0, 54))).toEqual([
      'create trigger "zDT_IV00102C" on dbo."IV00102" after i',
      'create trigger "zDT_IV00102U" on dbo."IV00102" after u',
      'create trigger "zDT_IV00102D" on dbo."IV00102" after d',
    ]);
  });

  it('are changed by the SQL that the suites have for every place', () => {
    expect(asTSql('update "DYNAMICS"."MC40200" set "ISOCURRC" = $1 where "CURNCYID" = $2', NAMES)).toBe(
      'update "TESTSYS".dbo."MC40200" set "ISOCURRC" = @1 where "CURNCYID" = @2',
    );
  });

  it('are not loaded into a database that holds tables which the tests have not made', async () => {
    const ran: string[] = [];
    const run = (sql: string) => {
      ran.push(sql);
      return Promise.resolve([{ name: 'RM00101' }, { name: 'SOP10100' }]);
    };
    await expect(makeEmpty({ run }, 'TWO')).rejects.toThrow(
      'the database TWO holds 2 tables that these tests have not made, such as RM00101',
    );
    expect(ran).toHaveLength(1);
  });
});
