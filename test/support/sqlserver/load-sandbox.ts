import type { SandboxCompany } from '../../../src/sandbox/sandbox-company.js';
import { type DescribedTable, describedTables } from './described-tables.js';
import {
  createIndexes,
  createTable,
  type DatabaseNames,
  filledColumns,
  insertRows,
  isDefault,
  quoted,
  stampTriggers,
  textOfValue,
} from './t-sql.js';
import type { TestLogin } from './test-login.js';

/** The table that says in each of the two databases that these tests have made what is in it. */
const ORIGIN = 'gateway_tests_origin';
/** SQL Server takes at most 2,100 parameters and 1,000 rows. */
const MOST_PARAMETERS = 2_000;
const MOST_ROWS = 1_000;

/**
 * Makes the two databases hold the sandbox company and nothing else. What an earlier test has left there is removed.
 * @throws {Error} a database holds tables that these tests have not made
 */
export async function loadSandbox(sandbox: SandboxCompany, login: TestLogin, names: DatabaseNames): Promise<void> {
  const tables = await describedTables(sandbox);
  for (const database of [names.company, names.system]) {
    await login.run(`use ${quoted(database)}`);
    await makeEmpty(login, database);
    const own = tables.filter(({ system }) => (system ? names.system : names.company) === database);
    for (const table of own) {
      await login.run([createTable(table), ...createIndexes(table)].join(';\n'));
      await fill(sandbox, login, table);
    }
    // GP finds its system database by the one, and the company there by the other.
    if (database === names.company) {
      if (!own.some(({ name }) => name === 'SY00100'))
        await login.run("create table dbo.SY00100 (DBNAME char(11) not null default '')");
      await login.run('delete from dbo.SY00100');
      await login.query('insert into dbo.SY00100 (DBNAME) values (@1)', [names.system]);
    }
    if (own.some(({ name }) => name === 'SY01500'))
      await login.query('update dbo.SY01500 set INTERID = @1 where CMPANYID = 1', [names.company]);
    // Triggers come after the rows, whose load is no change.
    for (const sql of own.flatMap((table) => stampTriggers(table, names))) await login.run(sql);
  }
  await login.run(`use ${quoted(names.company)}`);
}

export async function makeEmpty(login: Pick<TestLogin, 'run'>, database: string): Promise<void> {
  const found = await login.run('select name as "name" from sys.tables');
  const tables = found.map(({ name }) => String(name));
  if (tables.length > 0 && !tables.includes(ORIGIN)) {
    throw new Error(
      `GP_TEST_SQLSERVER: the database ${database} holds ${tables.length} tables that these tests have not made, such as ${tables[0]}. ` +
        'The tests empty the databases that they are given, so give them empty ones on a server for tests.',
    );
  }
  if (tables.length === 0) await login.run(`create table dbo.${ORIGIN} (made_by varchar(255) not null)`);
  const made = tables.filter((name) => name !== ORIGIN).map((name) => `drop table dbo.${quoted(name)}`);
  if (made.length > 0) await login.run(made.join(';\n'));
}

async function fill(sandbox: SandboxCompany, login: TestLogin, table: DescribedTable): Promise<void> {
  const all = filledColumns(table);
  const texts = all.map((column) => textOfValue(column)).join(', ');
  const rows = await sandbox.query<{ values: (string | null)[] }>(
    `select array[${texts}]::text[] as values from ${nameInSandbox(table)}`,
    [],
  );
  // Most columns of GP's wide tables hold their default in every row.
  const columns = all.flatMap((column, index) =>
    rows.some(({ values }) => !isDefault(values[index] ?? null, column)) ? [{ column, index }] : [],
  );
  const own = columns.map(({ column }) => column);
  const rowsAtOnce = Math.min(MOST_ROWS, Math.floor(MOST_PARAMETERS / Math.max(1, own.length)));
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const chunk = rows.slice(from, from + rowsAtOnce);
    const parameters = chunk.flatMap(({ values }) => columns.map(({ index }) => values[index] ?? null));
    await login.query(insertRows(table, own, chunk.length), parameters);
  }
}

function nameInSandbox({ system, name }: DescribedTable): string {
  return system ? `"DYNAMICS"."${name}"` : `"${name}"`;
}
