import { type RawBuilder, sql } from 'kysely';
import { DATABASE_FACTS } from '../sql/database-facts.js';
import { type Check, type CheckedCompany, type Finding, GRANTS_TODO, missing, note, ok, warning } from './check.js';

const RELEASES: Readonly<Record<number, string>> = {
  11: '2012',
  12: '2014',
  13: '2016',
  14: '2017',
  15: '2019',
  16: '2022',
  17: '2025',
};
const OLDEST = 11;

interface Server {
  readonly version: string;
  readonly edition: string;
  readonly level: string;
}

/** What the server is. */
export const serverCheck: Check<Server> = {
  name: 'server',
  of: 'sqlServer',
  ask: ({ gp }, _, signal) =>
    one(
      sql`select cast(serverproperty('ProductVersion') as varchar(128)) as "version",
        cast(serverproperty('Edition') as varchar(128)) as "edition", cast(serverproperty('ProductLevel') as varchar(128)) as "level"`,
      gp,
      signal,
    ),
  judge: ({ version, edition, level }) => {
    const major = Number.parseInt(version, 10);
    const text = `SQL Server ${RELEASES[major] ?? 'of a release unknown here'} (${version}, ${level}), ${edition}`;
    if (major < OLDEST) return [missing(text, 'the gateway needs SQL Server 2012 or later')];
    return [major in RELEASES ? ok(text) : note(text)];
  },
};

interface Database {
  readonly name: string;
  readonly compatibility: number;
  readonly collation: string | null;
  readonly codePage: number | null;
  readonly access: string;
  readonly state: string;
  readonly readOnly: number;
}

const LEAST_COMPATIBILITY = 100;
const CODE_PAGE = 1252;

/** The company's database, with what decides how texts compare. */
export const databaseCheck: Check<Database> = {
  name: 'database',
  of: 'sqlServer',
  ask: ({ gp }, _, signal) =>
    one(
      sql`select d.name as "name", cast(d.compatibility_level as int) as "compatibility", d.collation_name as "collation",
        cast(collationproperty(d.collation_name, 'CodePage') as int) as "codePage", d.user_access_desc as "access",
        d.state_desc as "state", cast(d.is_read_only as int) as "readOnly" from sys.databases as d where d.name = db_name()`,
      gp,
      signal,
    ),
  judge: ({ name, compatibility, collation, codePage, access, state, readOnly }) => {
    const findings: Finding[] = [];
    const level = `compatibility level ${compatibility}`;
    if (compatibility < LEAST_COMPATIBILITY)
      findings.push(missing(`${name}: ${level}`, `raise it to ${LEAST_COMPATIBILITY} at least`));
    if (state !== 'ONLINE') findings.push(missing(`${name} is ${state}`, 'wait, or ask the DBA'));
    if (readOnly !== 0) {
      findings.push(
        missing(
          `${name} is read-only: no order can be handed over`,
          'name the primary in GP_URL, and the replica in GP_READ_URL',
        ),
      );
    }
    if (access !== 'MULTI_USER')
      findings.push(warning(`${name} is in ${access}`, 'the DBA ends that mode before the gateway goes live'));
    if (codePage !== null && codePage !== CODE_PAGE) {
      findings.push(
        warning(
          `${name} keeps texts in code page ${codePage}`,
          `other letters than those of ${CODE_PAGE} are not found; try a key that has some`,
        ),
      );
    }
    const comparing =
      collation !== null && /_(?:BIN2?|CS_)/.test(`${collation}_`) ? ', which tells capitals from small letters' : '';
    return findings.length > 0 ? findings : [ok(`${name}: ${level}, collation ${collation}${comparing}`)];
  },
};

interface Isolation {
  readonly rowVersions: boolean | number;
  /** sys.databases.snapshot_isolation_state, of the company's database and of the system database. */
  readonly snapshots: number;
  readonly systemDatabase: string | null;
  readonly systemSnapshots: number | null;
}

const SNAPSHOT_ON = 1;

/** Whether reads can be kept apart from the transactions of GP's users. */
export const isolationCheck: Check<Isolation> = {
  name: 'isolation',
  of: 'sqlServer',
  ask: ({ gp }, _, signal) => one(sql.raw(DATABASE_FACTS), gp, signal),
  judge: ({ rowVersions, snapshots, systemDatabase, systemSnapshots }, _, { databaseName }) => {
    if (Number(rowVersions) === 1) return [ok('reads see committed rows and wait for nobody (READ_COMMITTED_SNAPSHOT)')];
    const lacking = [
      ...(snapshots === SNAPSHOT_ON ? [] : [databaseName]),
      ...(systemSnapshots === SNAPSHOT_ON ? [] : [systemDatabase?.trim() || 'DYNAMICS']),
    ];
    if (lacking.length === 0) return [ok('reads see committed rows and wait for nobody (ALLOW_SNAPSHOT_ISOLATION)')];
    const statements = lacking.map((name) => `alter database [${name}] set allow_snapshot_isolation on`);
    return [
      warning(
        "reads wait for the locks of GP's users, and give up in time: pages then show the last known values",
        `${statements.join('; ')}: nothing changes for GP's users, but tempdb needs room`,
      ),
    ];
  },
};

interface Login {
  readonly login: string;
  readonly owner: number | null;
  readonly dyngrp: number | null;
  readonly sysadmin: number | null;
}

/** Who the two logins are, and whether they may do too much. */
export const loginsCheck: Check<readonly Login[]> = {
  name: 'logins',
  of: 'sqlServer',
  ask: ({ gp, handingOver }, _, signal) => Promise.all([gp, handingOver].map((db) => one<Login>(LOGIN, db, signal))),
  judge: ([reading, handingOver]) => {
    if (!reading || !handingOver) return [];
    const findings = [...tooMuch('reads', reading), ...tooMuch('hands orders over', handingOver)];
    if (reading.login === handingOver.login) {
      findings.push(
        warning(`${reading.login} reads and hands orders over`, `two logins keep what reads pages from writing: ${GRANTS_TODO}`),
      );
    }
    return findings.length > 0 ? findings : [ok(`${reading.login} reads, ${handingOver.login} hands orders over`)];
  },
};

const LOGIN = sql<Login>`select suser_sname() as "login", is_member('db_owner') as "owner", is_member('DYNGRP') as "dyngrp",
  is_srvrolemember('sysadmin') as "sysadmin"`;

function tooMuch(does: string, { login, owner, dyngrp, sysadmin }: Login): Finding[] {
  const roles = [sysadmin === 1 && 'sysadmin', owner === 1 && 'db_owner', dyngrp === 1 && 'DYNGRP'].filter(Boolean);
  if (roles.length === 0) return [];
  return [warning(`${login}, which ${does}, is in ${roles.join(' and ')}: it may do far more than that`, GRANTS_TODO)];
}

async function one<Row>(question: RawBuilder<unknown>, db: CheckedCompany['gp'], signal: AbortSignal): Promise<Row> {
  const { rows } = await question.execute(db, { signal });
  const [row] = rows;
  if (!row) throw new TypeError('The server gave no row');
  return row as Row;
}
