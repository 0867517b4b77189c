import type { Job, JobChunk } from '../../src/jobs/index.js';

const PATIENT = new AbortController().signal;

/** Does the work of a job from its beginning to its end, without a row of its run. */
export async function applyJob<Chunk extends JobChunk>(job: Job<Chunk>): Promise<void> {
  const forgetWatermark = () => Promise.resolve();
  for await (const chunk of job.plan({ watermark: null, checkpoint: null, only: null, signal: PATIENT })) {
    await job.apply(chunk, { isDryRun: false, signal: PATIENT, forgetWatermark });
  }
}
