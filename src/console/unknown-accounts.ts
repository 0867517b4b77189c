import { Logger } from '@nestjs/common';
import type { GpSettings, Settings } from '../config/index.js';
import { CompanyTables, type GpCompany, SqlCustomerSource } from '../gp/index.js';
import { readSandboxCompany, SandboxCompany } from '../sandbox/index.js';
import { SystemClock } from '../values/clock.js';
import type { AccountNumber } from '../values/identifiers.js';

/** Finds those of the given accounts that GP does not know; undefined where GP cannot be asked. */
export type FindUnknownAccounts = (accounts: readonly AccountNumber[]) => Promise<readonly AccountNumber[] | undefined>;

/** Longer than a page would wait: a command has time. */
const TIMEOUT_MS = 5_000;

/** For commands that run without a gateway: asks the server that holds GP's company, where one is configured. */
export function unknownToServer({ gp }: Settings): FindUnknownAccounts {
  return async (accounts) => {
    if (!gp.url) return undefined;
    try {
      const company = await openCompany(gp);
      try {
        const tables = new CompanyTables(company);
        await tables.learn();
        const source = new SqlCustomerSource(tables.gp, () => company.today(), new Map());
        const known = await source.customers(accounts, AbortSignal.timeout(TIMEOUT_MS));
        return accounts.filter((account) => !known.has(account));
      } finally {
        await company.close();
      }
    } catch {
      // The command goes on, and tells the operator that GP was not asked.
      return undefined;
    }
  };
}

async function openCompany(gp: GpSettings): Promise<GpCompany> {
  if (gp.sqlServer) {
    // Only now: the driver takes a moment to load, which other commands do without.
    const { SqlServerCompany } = await import('../sqlserver/index.js');
    // A command prints its own lines only.
    Logger.overrideLogger(false);
    return SqlServerCompany.open(gp.sqlServer, gp, new SystemClock());
  }
  return SandboxCompany.open({
    company: readSandboxCompany(gp.sandboxCompany),
    url: gp.url,
    timeZone: gp.timeZone,
    warn: () => undefined,
  });
}
