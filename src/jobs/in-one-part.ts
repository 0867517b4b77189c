import type { Applied, ApplyRequest, JobChunk } from './job.js';

/** The plan of a job that does all of its work at once, such as a clean-up of one statement. */
export async function* inOnePart(): AsyncGenerator<JobChunk, null> {
  yield { checkpoint: 'done' };
  return null;
}

/** Deletes rows, and nothing in a dry run, which does not count them. @param remove returns the number of deleted rows */
export async function cleanUp({ isDryRun }: ApplyRequest, remove: () => Promise<number>): Promise<Applied> {
  const changed = isDryRun ? 0 : await remove();
  return { read: changed, changed, unchanged: 0, failed: [] };
}
