import { deepestCause } from './deepest-cause.js';
import { ExtensionFailed } from './extension-failed.js';
import { reasonOf } from './reason-of.js';

/** As `reasonOf`. Where a merchant's function has failed, also which one and where: the merchant is who can mend it. */
export function reasonForOperators(fault: unknown): string {
  const deepest = deepestCause(fault);
  return deepest instanceof ExtensionFailed ? `${deepest.code}: ${deepest.message}` : reasonOf(fault);
}
