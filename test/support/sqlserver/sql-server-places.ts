import type { KyselyPlugin } from 'kysely';
import { inject } from 'vitest';
import { readEnvironment } from '../../../src/config/index.js';
import type { SandboxCompany } from '../../../src/sandbox/sandbox-company.js';
import { SystemClock } from '../../../src/values/clock.js';
import type { OpenCompany, Place } from '../companies.js';
import { loadSandbox } from './load-sandbox.js';
import { asTSql } from './t-sql.js';
import type { TestSqlServer } from './test-sql-server.js';

/** How long a suite waits for another one that uses the same databases. */
const WAITS_MS = 280_000;

/** The SQL Server that GP_TEST_SQLSERVER names, where it names one. It has no procedures of eConnect. */
export function sqlServerPlaces(sandbox: Place<SandboxCompany>): readonly Place[] {
  const server = inject('testSqlServer');
  return server ? [{ place: 'the SQL Server of GP_TEST_SQLSERVER', open: () => open(sandbox, server) }] : [];
}

async function open(sandbox: Place<SandboxCompany>, { url, password, system }: TestSqlServer): Promise<OpenCompany> {
  // Only here: the driver takes a moment to load, which the suites of other companies do without.
  const { SqlServerCompany } = await import('../../../src/sqlserver/index.js');
  const { tediousConfiguration } = await import('../../../src/sqlserver/tedious-configuration.js');
  const { TestLogin } = await import('./test-login.js');
  const { settings } = readEnvironment({ GP_URL: url, GP_PASSWORD: password });
  const { sqlServer: place } = settings.gp;
  if (!place) throw new Error('GP_TEST_SQLSERVER: expected a URL such as sqlserver://user@host:1433/TWO');
  const names = { company: place.database, system };
  const login = await TestLogin.open(tediousConfiguration(place.address, place.handingOver, place.database, settings.gp.ca));
  try {
    await login.lock(WAITS_MS);
    const { company, close } = await sandbox.open();
    await loadSandbox(company, login, names).finally(close);
  } catch (fault) {
    login.close();
    throw fault;
  }
  const company = SqlServerCompany.open(place, settings.gp, new SystemClock());
  const questions = new Questions();
  return {
    company: {
      gp: company.gp.withPlugin(questions),
      econnect: company.econnect,
      databaseName: company.databaseName,
      trouble: questions,
      change: (sql, parameters = []) => login.query(asTSql(sql, names), parameters),
    },
    // SQL Server gathers them by itself when many rows have changed.
    gatherStatistics: () => Promise.resolve(),
    close: async () => {
      await company.close();
      login.close();
    },
  };
}

/** Counts the questions, and lets them fail. */
class Questions implements KyselyPlugin {
  questions = 0;
  private failing = false;

  /** Kysely calls it for each part of a question, and for the whole. */
  readonly transformQuery: KyselyPlugin['transformQuery'] = ({ node }) => {
    if (this.failing) throw new Error('The question fails, since the test says so');
    return node;
  };

  readonly transformResult: KyselyPlugin['transformResult'] = ({ result }) => {
    this.questions++;
    return Promise.resolve(result);
  };

  resetQuestions(): void {
    this.questions = 0;
  }

  make({ failing = false }: { readonly failing?: boolean }): void {
    this.failing = failing;
  }

  makeWrites(): void {
    throw new TypeError('There is no eConnect whose writes could fail');
  }
}
