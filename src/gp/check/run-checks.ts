import { priceCheck, stockCheck } from './agreement-checks.js';
import { changesCheck } from './changes-checks.js';
import { type CheckedCompany, type CheckedSettings, type Finding, type RunnableCheck, runnable } from './check.js';
import { depositsCheck, exchangeCheck } from './entry-checks.js';
import { withoutAnswer } from './no-answer.js';
import { proceduresCheck, readableCheck, tablesCheck } from './rights-checks.js';
import { databaseCheck, isolationCheck, loginsCheck, serverCheck } from './server-checks.js';
import { currenciesCheck, documentCheck, namesCheck, quoteDocumentCheck, sitesCheck, versionCheck } from './setup-checks.js';
import { triggersCheck } from './stamps-checks.js';
import { clockCheck, latencyCheck } from './time-checks.js';

/** What a check has found, with the check's name. */
export interface CheckResult extends Finding {
  readonly check: string;
}

/** Everything that is looked at before a company goes live. */
export const ALL_CHECKS: readonly RunnableCheck[] = [
  runnable(serverCheck),
  runnable(databaseCheck),
  runnable(isolationCheck),
  runnable(loginsCheck),
  runnable(latencyCheck),
  runnable(clockCheck),
  runnable(versionCheck),
  runnable(tablesCheck),
  runnable(readableCheck),
  runnable(proceduresCheck),
  runnable(triggersCheck),
  runnable(changesCheck),
  runnable(documentCheck),
  runnable(quoteDocumentCheck),
  runnable(namesCheck),
  runnable(sitesCheck),
  runnable(currenciesCheck),
  runnable(depositsCheck),
  runnable(exchangeCheck),
  runnable(priceCheck),
  runnable(stockCheck),
];

/** How long one check may take. A statement that the server meets for the first time takes it seconds to compile. */
const PATIENCE_MS = 30_000;

/**
 * Runs the checks one after the other, as each is told as soon as it is known. A check that GP does not answer is a finding too.
 * @throws {unknown} the reason of `signal`
 */
export async function* checkCompany(
  company: CheckedCompany,
  settings: CheckedSettings,
  signal: AbortSignal,
): AsyncGenerator<CheckResult> {
  for (const check of ALL_CHECKS) {
    if (!(company.isSandbox ? check.inSandbox : check.inServer)) continue;
    for (const finding of await found(check, company, settings, signal)) yield { check: check.name, ...finding };
  }
}

async function found(
  check: RunnableCheck,
  company: CheckedCompany,
  settings: CheckedSettings,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  try {
    return await check.run(company, settings, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
  } catch (fault) {
    signal.throwIfAborted();
    return [withoutAnswer(fault)];
  }
}
