import type { Settings } from '../config/index.js';
import { SqlCustomerSource } from '../gp/index.js';
import { readCompanyFolder, SandboxCompany, SHIPPED_COMPANY } from '../sandbox/index.js';
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
      const company = await SandboxCompany.open({
        company: readCompanyFolder(gp.sandboxCompany ?? SHIPPED_COMPANY),
        url: gp.url,
        timeZone: gp.timeZone,
        warn: () => undefined,
      });
      try {
        const source = new SqlCustomerSource(company.gp, () => company.today(), new Map());
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
