import type { Applied, FailedRecord } from '../jobs/index.js';
import type { StateChange } from './observed-states.js';

/** What a job reports of a look at GP. */
export function appliedOf(read: number, changes: readonly StateChange<object>[], failed: readonly FailedRecord[] = []): Applied {
  const sample = changes.map(({ key, before, after }) => ({
    key,
    before: before as Readonly<Record<string, unknown>> | null,
    after: after as Readonly<Record<string, unknown>> | null,
  }));
  return { read, changed: changes.length, unchanged: read - changes.length - failed.length, failed, sample };
}
