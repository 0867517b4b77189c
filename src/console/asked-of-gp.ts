import { Logger } from '@nestjs/common';
import type { GpSettings, Settings } from '../config/index.js';
import { CompanyTables, type GpCompany, SqlCompanySource, SqlCustomerSource } from '../gp/index.js';
import { readSandboxCompany, SandboxCompany } from '../sandbox/index.js';
import { SystemClock } from '../values/clock.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { CurrencyCode } from '../values/money.js';

/** What the commands for users ask GP. Each answer is undefined where GP cannot be asked. */
export interface AskedOfGp {
  /** Those of the given accounts that GP does not know. */
  unknownAccounts(accounts: readonly AccountNumber[]): Promise<readonly AccountNumber[] | undefined>;
  /** How many decimals GP has of each of its currencies. */
  currencyDecimals(): Promise<ReadonlyMap<CurrencyCode, number> | undefined>;
}

export const ASKED_OF_NO_GP: AskedOfGp = {
  unknownAccounts: async () => undefined,
  currencyDecimals: async () => undefined,
};

/** The decimals of each currency; the most, where several of GP's currencies have one code. */
export function decimalsOf(
  currencies: Iterable<{ readonly code: CurrencyCode; readonly decimals: number }>,
): ReadonlyMap<CurrencyCode, number> {
  const most = new Map<CurrencyCode, number>();
  for (const { code, decimals } of currencies) most.set(code, Math.max(decimals, most.get(code) ?? 0));
  return most;
}

/** Longer than a page would wait: a command has time. */
const TIMEOUT_MS = 5_000;

/** For commands that run without a gateway: asks the server that holds GP's company, where one is configured. */
export function askedOfServer({ gp }: Settings): AskedOfGp {
  return {
    unknownAccounts: (accounts) =>
      asked(gp, async (company, tables) => {
        const source = new SqlCustomerSource(tables, () => company.today(), new Map());
        const known = await source.customers(accounts, AbortSignal.timeout(TIMEOUT_MS));
        return accounts.filter((account) => !known.has(account));
      }),
    currencyDecimals: () =>
      asked(gp, async ({ databaseName }, tables) => {
        const source = new SqlCompanySource(tables, databaseName, gp.currencyCodes);
        const { currencies } = await source.company(AbortSignal.timeout(TIMEOUT_MS));
        return decimalsOf(Object.values(currencies));
      }),
  };
}

/** @returns undefined where no server holds GP's company, or it gives no answer: the command goes on without it */
async function asked<Answer>(
  gp: GpSettings,
  ask: (company: GpCompany, tables: CompanyTables['gp']) => Promise<Answer>,
): Promise<Answer | undefined> {
  if (!gp.url) return undefined;
  try {
    const company = await openCompany(gp);
    try {
      const tables = new CompanyTables(company);
      await tables.learn();
      return await ask(company, tables.gp);
    } finally {
      await company.close();
    }
  } catch {
    return undefined;
  }
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
