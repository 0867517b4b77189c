import { reasonOf } from '../faults/index.js';
import { wrongServerWord } from './wrong-server.js';

/** Why a command failed: the error word of Redis, such as OOM, WRONGPASS or READONLY, else the reason of the fault. */
export function reasonOfRedis(fault: unknown): string {
  const { lastNodeError } = fault as { lastNodeError?: unknown };
  if (lastNodeError) return reasonOfRedis(lastNodeError);
  const message = fault instanceof Error ? fault.message : '';
  const word = wrongServerWord(message) ?? /^[A-Z]{3,20}\b/.exec(message)?.[0];
  return word && word !== 'ERR' ? word : reasonOf(fault);
}
