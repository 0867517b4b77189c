import { DISPENSABLE_PROCEDURES } from './econnect/procedures.js';
import {
  allColumns,
  CANCELLATION_TABLES,
  inSystemDatabase,
  isOptional,
  PRICE_PROCEDURE,
  placeOf,
  READS,
  REHEARSED_TABLES,
  TABLES_WITH_STAMP_TRIGGERS,
  USED_PROCEDURES,
} from './used-objects.js';

export interface GrantsOptions {
  /** The name of the company's database, such as TWO. */
  readonly company: string;
  /** The name of GP's system database (SY00100.DBNAME in the company's), as a rule DYNAMICS. */
  readonly systemDatabase: string;
  /** The login that reads. A name with a backslash is a Windows account. */
  readonly readingLogin: string;
  /** The login that hands orders over. */
  readonly handingOverLogin: string;
  /** Tables whose SQL Server change tracking the gateway reads; none where it is not switched on. */
  readonly changeTracked: readonly string[];
}

const READING = 'gp_gateway_reading';
const HANDING_OVER = 'gp_gateway_handing_over';

/**
 * Tables of the system database that GP's procedures read while an order is entered. In the company's database the right to
 * execute a procedure covers the tables that it uses. It ends at the border of the database, where its caller's rights count.
 */
const READ_BY_PROCEDURES = ['MC00100', 'MC40200', 'MC40300', 'MC40301', 'MC60100', 'SY01500', 'SY05501', 'taErrorCode'];

/**
 * The T-SQL with which a DBA gives the gateway's two logins their rights, object by object. It is made from the lists of what
 * the code uses. It can be run again, after an update of the gateway or of GP: it makes both roles anew, so that they have
 * these rights and no others.
 */
export function grantsScript(options: GrantsOptions): string {
  const { company, systemDatabase, changeTracked } = options;
  const tables = Object.keys(allColumns(Object.values(READS).map(({ columns }) => columns))).map(placeOf);
  const own = tables.filter(({ isInSystemDatabase }) => !isInSystemDatabase).map(({ name }) => name);
  const system = tables.filter(({ isInSystemDatabase }) => isInSystemDatabase).map(({ name }) => name);
  const select = (table: string, role: string) => `grant select on object::dbo.${named(table)} to ${named(role)};`;
  const execute = (procedure: string) => `grant execute on object::dbo.${named(procedure)} to ${named(HANDING_OVER)};`;
  const whereThere = (object: string, grant: string) => `if object_id(${text(`dbo.${object}`)}) is not null ${grant}`;
  const selectAsNeeded = (table: string, place = table) =>
    isOptional(place) ? whereThere(table, select(table, READING)) : select(table, READING);
  return [
    ...introduction(options),
    ...logins(options),
    ...database(options, { name: company, has: 'RM00101', is: "a company of GP's" }, [
      '-- What pages, orders and checks read. Some companies lack what only a check or a second currency needs.',
      ...own.map((table) => selectAsNeeded(table)),
      '',
      '-- GP stamps changed rows by triggers. The gateway looks whether they are there and switched on.',
      ...TABLES_WITH_STAMP_TRIGGERS.map((table) => `grant view definition on object::dbo.${named(table)} to ${named(READING)};`),
      '',
      ...(changeTracked.length === 0
        ? []
        : [
            "-- SQL Server's change tracking.",
            ...changeTracked.map((table) => `grant view change tracking on object::dbo.${named(table)} to ${named(READING)};`),
            '',
          ]),
      '-- Where the system database is: each login looks when it connects.',
      select('SY00100', HANDING_OVER),
      '',
      "-- Orders are handed over through these procedures of eConnect's, and in no other way.",
      ...USED_PROCEDURES.map((procedure) =>
        procedure in DISPENSABLE_PROCEDURES ? whereThere(procedure, execute(procedure)) : execute(procedure),
      ),
      '',
      `-- "npm run gp -- check" and "npm run gp -- drift", and the job pricing.drift, compare prices with GP's own.`,
      whereThere(PRICE_PROCEDURE, execute(PRICE_PROCEDURE)),
      '',
      '-- "npm run gp -- check --order FILE" shows the rows of an order that it takes back again.',
      ...REHEARSED_TABLES.map((table) => select(table, HANDING_OVER)),
      '',
      '-- Before an order is cancelled, it is read whether something of it is picked, shipped or invoiced.',
      ...CANCELLATION_TABLES.filter((table) => !isRehearsed(table)).map((table) => select(table, HANDING_OVER)),
    ]),
    ...database(options, { name: systemDatabase, has: 'SY01500', is: "GP's system database" }, [
      ...system.map((table) => selectAsNeeded(table, inSystemDatabase(table))),
      '',
      "-- GP's procedures read these with the rights of their caller: a right to execute ends at the border of its database.",
      ...READ_BY_PROCEDURES.map((table) => whereThere(table, select(table, HANDING_OVER))),
    ]),
    ...proof(
      options,
      own.filter((table) => !isOptional(table)),
      system.filter((table) => !isOptional(inSystemDatabase(table))),
    ),
    '',
  ].join('\n');
}

function introduction({ company, systemDatabase, readingLogin, handingOverLogin }: GrantsOptions): string[] {
  return [
    `-- The rights of gp-storefront-gateway in ${company} and ${systemDatabase}. Made by "npm run gp -- grants".`,
    '--',
    `-- ${readingLogin} reads tables and can write nothing. ${handingOverLogin} calls eConnect's procedures.`,
    '-- Neither is in DYNGRP, which may read and write every table of GP, and neither owns anything.',
    '--',
    '-- Run it as sysadmin, in SQL Server Management Studio or with sqlcmd -b. It can be run again: it makes both roles anew.',
    '-- Run it again after each update of the gateway, and after each upgrade of GP.',
    '',
  ];
}

function logins({ readingLogin, handingOverLogin }: GrantsOptions): string[] {
  const both = [readingLogin, handingOverLogin];
  const withPasswords = both.filter((login) => !isWindowsAccount(login));
  const variable = new Map(withPasswords.map((login, index) => [login, `@password${index + 1}`]));
  return [
    'use master;',
    'set xact_abort on;',
    ...(withPasswords.length === 0
      ? []
      : ['-- Write a password for each login that does not exist yet, and take it out again afterwards.']),
    ...withPasswords.map((login) => `declare ${variable.get(login)} nvarchar(128) = N''; -- of ${login}`),
    'declare @create nvarchar(max);',
    ...both.flatMap((login) => {
      const password = variable.get(login);
      if (!password) return [`if suser_id(${text(login)}) is null create login ${named(login)} from windows;`];
      return [
        `if suser_id(${text(login)}) is null`,
        'begin',
        `  if ${password} = N'' throw 50000, ${text(`Write a password for ${login} into the script.`)}, 1;`,
        `  set @create = ${text(`create login ${named(login)} with password = `)} + quotename(${password}, '''');`,
        '  exec (@create);',
        'end;',
      ];
    }),
    'go',
    '',
  ];
}

interface Database {
  readonly name: string;
  /** A table that it has where it is what it should be. */
  readonly has: string;
  readonly is: string;
}

/** All rights in one database, in one transaction: they are there wholly or not at all. */
function database(
  { readingLogin, handingOverLogin }: GrantsOptions,
  { name, has, is }: Database,
  grants: readonly string[],
): string[] {
  const roles = [
    { role: READING, login: readingLogin },
    { role: HANDING_OVER, login: handingOverLogin },
  ];
  return [
    `use ${named(name)};`,
    'go',
    'set xact_abort on;',
    `if db_name() <> ${text(name)} or object_id(N'dbo.${has}', N'U') is null`,
    `  throw 50000, ${text(`${name} is not ${is}: it has no table ${has}.`)}, 1;`,
    'begin transaction;',
    'declare @drop nvarchar(max);',
    ...roles.flatMap(({ role }) => [
      `while exists (select 1 from sys.database_role_members where role_principal_id = database_principal_id(${text(role)}))`,
      'begin',
      `  select top (1) @drop = N'alter role ${named(role)} drop member ' + quotename(user_name(member_principal_id))`,
      `    from sys.database_role_members where role_principal_id = database_principal_id(${text(role)});`,
      '  exec (@drop);',
      'end;',
      `if database_principal_id(${text(role)}) is not null drop role ${named(role)};`,
      `create role ${named(role)} authorization dbo;`,
    ]),
    ...roles.flatMap(({ role, login }) => [
      `if database_principal_id(${text(login)}) is null create user ${named(login)} for login ${named(login)};`,
      `alter role ${named(role)} add member ${named(login)};`,
    ]),
    '',
    ...grants,
    'commit transaction;',
    'go',
    '',
  ];
}

/**
 * Asks as each login what it may do. Impersonates the logins and not the users: a user who is impersonated in one database is
 * nobody in another, and GP's procedures read the system database.
 */
function proof(
  { company, systemDatabase, readingLogin, handingOverLogin }: GrantsOptions,
  own: readonly string[],
  system: readonly string[],
): string[] {
  const inSystem = (table: string) => `${named(systemDatabase)}.dbo.${named(table)}`;
  const inCompany = (object: string) => `dbo.${named(object)}`;
  const right = (object: string, permission: string) => `(${text(object)}, ${text(permission)})`;
  const rights = (list: readonly string[]) => list.map((line, index) => `  ${line}${index === list.length - 1 ? '' : ','}`);
  const question = (login: string, needed: readonly string[], refused: readonly string[]) => [
    `execute as login = ${text(login)};`,
    `select ${text(login)} as login, N'is missing' as finding, r.permission, r.object from (values`,
    ...rights(needed),
    ") as r(object, permission) where isnull(has_perms_by_name(r.object, N'OBJECT', r.permission), 0) = 0",
    `union all select ${text(login)}, N'is too much', r.permission, r.object from (values`,
    ...rights(refused),
    ") as r(object, permission) where has_perms_by_name(r.object, N'OBJECT', r.permission) = 1",
    `union all select ${text(login)}, N'is too much', N'member', r.name from (values (N'DYNGRP'), (N'db_owner')) as r(name)`,
    '  where is_member(r.name) = 1;',
    'revert;',
  ];
  return [
    '-- The proof, as each login. Both answers have to be empty: a row names a right that is missing, or one too many.',
    `use ${named(company)};`,
    'go',
    ...question(
      readingLogin,
      [...own.map(inCompany), ...system.map(inSystem)].map((object) => right(object, 'SELECT')),
      [
        right(inCompany('SOP10100'), 'INSERT'),
        right(inCompany('IV00102'), 'UPDATE'),
        right(inCompany('RM00101'), 'DELETE'),
        ...USED_PROCEDURES.map((procedure) => right(inCompany(procedure), 'EXECUTE')),
      ],
    ),
    ...question(
      handingOverLogin,
      [
        ...USED_PROCEDURES.filter((procedure) => !(procedure in DISPENSABLE_PROCEDURES)).map((procedure) =>
          right(inCompany(procedure), 'EXECUTE'),
        ),
        ...[...new Set(['SY00100', ...REHEARSED_TABLES, ...CANCELLATION_TABLES])].map((table) =>
          right(inCompany(table), 'SELECT'),
        ),
      ],
      ['INSERT', 'UPDATE', 'DELETE'].map((permission) => right(inCompany('SOP10100'), permission)),
    ),
    '',
    "-- A procedure that builds SQL of its own runs it with its caller's rights. Only a call shows that: it is taken back.",
    'begin transaction;',
    'declare @document char(15) = (select top (1) ORDDOCID from dbo.SOP40100), @number varchar(21), @state int;',
    `execute as login = ${text(handingOverLogin)};`,
    'exec dbo.taGetSopNumber @I_tSOPTYPE = 2, @I_cDOCID = @document, @I_tInc_Dec = 1, @O_vSopNumber = @number output,',
    '  @O_iErrorState = @state output;',
    'revert;',
    'rollback transaction;',
    `select ${text(handingOverLogin)} as login, @number as [order number], @state as [error, 0 for none];`,
    'go',
    '-- The whole way of an order, taken back too: npm run gp -- check --order FILE',
  ];
}

function isRehearsed(table: string): boolean {
  return (REHEARSED_TABLES as readonly string[]).includes(table);
}

function isWindowsAccount(login: string): boolean {
  return login.includes('\\');
}

function named(identifier: string): string {
  return `[${identifier.replaceAll(']', ']]')}]`;
}

function text(value: string): string {
  return `N'${value.replaceAll("'", "''")}'`;
}
