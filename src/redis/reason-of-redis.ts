import { reasonOf } from '../faults/index.js';
import { wrongServerWord } from './wrong-server.js';

/** What ioredis says of a command that has had no answer within its time. */
const TIMED_OUT = 'Command timed out';

/** Why a command failed: the error word of Redis, such as OOM, WRONGPASS or READONLY, else the reason of the fault. */
export function reasonOfRedis(fault: unknown): string {
  const { lastNodeError } = fault as { lastNodeError?: unknown };
  if (lastNodeError) return reasonOfRedis(lastNodeError);
  const message = fault instanceof Error ? fault.message : '';
  if (message === TIMED_OUT) return 'late';
  const word = wrongServerWord(message) ?? /^[A-Z]{3,20}\b/.exec(message)?.[0];
  return word && word !== 'ERR' ? word : reasonOf(fault);
}
