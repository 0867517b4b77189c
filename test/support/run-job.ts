import { setTimeout as pause } from 'node:timers/promises';
import { type JobRun, JobRunner, JobStore, type JobTrigger } from '../../src/jobs/index.js';

interface Providers {
  get<T>(token: new (...parameters: never[]) => T): T;
}

/** Asks for a run of a job as an operator does, and has this instance work on it. @returns the run when it has ended */
export async function runJob(app: Providers, job: string, isDryRun = false, trigger: JobTrigger = 'OPERATOR'): Promise<JobRun> {
  const store = app.get(JobStore);
  const runner = app.get(JobRunner);
  const id = await store.request(job, trigger, isDryRun);
  if (id === null) throw new Error(`No run of ${job} was begun`);
  for (;;) {
    await runner.begin();
    const run = await store.run(id);
    if (run?.endedAt) return run;
    await pause(10);
  }
}
