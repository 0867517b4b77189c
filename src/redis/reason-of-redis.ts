import { reasonOf } from '../faults/index.js';

/** Why Redis did not do something: the word that its errors begin with, such as OOM or WRONGPASS, else that of the fault. */
export function reasonOfRedis(fault: unknown): string {
  const { lastNodeError } = fault as { lastNodeError?: unknown };
  if (lastNodeError) return reasonOfRedis(lastNodeError);
  const word = fault instanceof Error ? /^[A-Z]{3,20}\b/.exec(fault.message)?.[0] : undefined;
  return word && word !== 'ERR' ? word : reasonOf(fault);
}
