import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readEnvironment } from '../../src/config/index.js';
import type { GpCompany } from '../../src/gp/index.js';
import { readCompanyFolder, SHIPPED_COMPANY } from '../../src/sandbox/company-folder.js';
import { SandboxCompany } from '../../src/sandbox/sandbox-company.js';
import type { TroubleMaker } from '../../src/sandbox/trouble.js';
import { SystemClock } from '../../src/values/clock.js';
import { dropDatabase } from './databases.js';
import { sqlServerPlaces } from './sqlserver/sql-server-places.js';
import { LOGIN, TdsServer } from './tds/tds-server.js';
import { createCopy, fillFolder } from './templates.js';

/** The company that comes with the gateway, as the contract suites use it wherever it lives. */
export interface TestedCompany extends Pick<GpCompany, 'gp' | 'econnect' | 'databaseName'> {
  readonly trouble: Pick<TroubleMaker, 'questions' | 'resetQuestions' | 'make' | 'makeWrites'>;
  /**
   * Changes GP's data as GP's own clients do.
   * @param sql what PostgreSQL and SQL Server both understand: names in double quotes, tables of the system database as
   *   "DYNAMICS"."MC40200", parameters as $1, at most 1,000 rows in one statement
   */
  change(sql: string, parameters?: readonly unknown[]): Promise<readonly unknown[]>;
}

export interface OpenCompany<Company extends TestedCompany = TestedCompany> {
  readonly company: Company;
  /** After many rows were added to these tables. A database that has been in use for years knows how many its tables have. */
  gatherStatistics(tables: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface Place<Company extends TestedCompany = TestedCompany> {
  readonly place: string;
  open(): Promise<OpenCompany<Company>>;
}

const analyze = (tables: readonly string[]) => `analyze ${tables.map((table) => `"${table}"`).join(', ')}`;

const IN_PROCESS: Place<SandboxCompany> = {
  place: 'PGlite',
  open: async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'gateway-company-')), 'company');
    await fillFolder(folder, 'company');
    const company = await openCompany({ folder });
    return {
      company,
      gatherStatistics: async (tables) => {
        // As on the tests' server.
        await company.query('set default_statistics_target to 10', []);
        await company.query(analyze(tables), []);
      },
      close: async () => {
        await company.close();
        rmSync(dirname(folder), { recursive: true, force: true });
      },
    };
  },
};

const ON_POSTGRESQL: Place<SandboxCompany> = {
  place: 'PostgreSQL',
  open: async () => {
    const url = await createCopy('company');
    const company = await openCompany({ url });
    return {
      company,
      gatherStatistics: (tables) => company.query(analyze(tables), []).then(() => undefined),
      close: async () => {
        await company.close();
        await dropDatabase(url);
      },
    };
  },
};

/** A SQL Server, as far as the gateway can tell: the same company behind the protocol of SQL Server, asked by the real driver. */
const BEHIND_TDS: Place = {
  place: "SQL Server's protocol",
  open: async () => {
    const url = await createCopy('company');
    const server = await TdsServer.start(url);
    const { gp } = readEnvironment({ GP_URL: `${server.url}?encrypt=false`, GP_PASSWORD: LOGIN.password }).settings;
    if (!gp.sqlServer) throw new TypeError('GP_URL names no SQL Server.');
    // Only here: the driver takes a moment to load, which the suites of other companies do without.
    const { SqlServerCompany } = await import('../../src/sqlserver/index.js');
    const company = SqlServerCompany.open(gp.sqlServer, gp, new SystemClock());
    return {
      company: {
        gp: company.gp,
        econnect: company.econnect,
        databaseName: company.databaseName,
        trouble: server.trouble,
        change: (sql, parameters) => server.change(sql, parameters),
      },
      gatherStatistics: (tables) => server.change(analyze(tables)).then(() => undefined),
      close: async () => {
        await company.close();
        await server.close();
        await dropDatabase(url);
        if (server.trouble.faults.length > 0) throw new AggregateError(server.trouble.faults, "The tests' SQL Server has failed");
      },
    };
  },
};

/** Where the sandbox itself lives, which has eConnect's procedures. */
export const SANDBOX_PLACES: readonly Place<SandboxCompany>[] = [IN_PROCESS, ON_POSTGRESQL];

/** Where the company can live: every adapter that reads has to keep its port's promises on each of them. */
export const PLACES: readonly Place[] = [...SANDBOX_PLACES, BEHIND_TDS, ...sqlServerPlaces(ON_POSTGRESQL)];

function openCompany(place: { readonly url?: string; readonly folder?: string }): Promise<SandboxCompany> {
  return SandboxCompany.open({ ...place, company: readCompanyFolder(SHIPPED_COMPANY), timeZone: 'UTC', warn: () => undefined });
}

/** Where orders can be written: a database that only has GP's tables has none of eConnect's procedures. */
export const PLACES_WITH_ECONNECT: readonly Place[] = [...SANDBOX_PLACES, BEHIND_TDS];

/** For questions that nobody gives up on. */
export const PATIENT = new AbortController().signal;
