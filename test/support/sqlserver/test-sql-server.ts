import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The SQL Server that the contract suites may fill and empty; undefined where there is none. */
    testSqlServer: TestSqlServer | undefined;
  }
}

export interface TestSqlServer {
  /** Of the company's database, as GP_URL is. */
  readonly url: string;
  readonly password: string | undefined;
  /** The name of the database that stands for GP's system database. */
  readonly system: string;
}

/** Tells the contract suites of the SQL Server of GP_TEST_SQLSERVER, or says at their end that they have met none. */
export default function setup(project: TestProject): (() => void) | undefined {
  const {
    GP_TEST_SQLSERVER: url,
    GP_TEST_SQLSERVER_PASSWORD: password,
    GP_TEST_SQLSERVER_SYSTEM: system = 'DYNAMICS',
  } = process.env;
  project.provide('testSqlServer', url ? { url, password, system } : undefined);
  if (url) return undefined;
  return () => {
    if (!project.vitest.state.getTestModules().some(({ moduleId }) => moduleId.includes('/test/contracts/'))) return;
    process.stdout.write(
      '\nGP_TEST_SQLSERVER is not set: the contract suites met no SQL Server (docs/integrator.md says how).\n',
    );
  };
}
