import { setTimeout as pause } from 'node:timers/promises';
import type { Kill } from './kill.js';

/**
 * A process that works on the runs of the test's job until it is killed, out of the built modules. It kills itself in the
 * middle of a chunk: once its records are written, and before its checkpoint is.
 */
const { dist, url, rows, atOnce, dieAtChunk } = JSON.parse(process.env.KILL ?? '') as Kill;
const built = (path: string) => import(new URL(path, dist).href) as Promise<unknown>;

await import('reflect-metadata');
const { DatabaseSettings, GpSettings, JobSettings } = (await built(
  'config/index.js',
)) as typeof import('../../../src/config/index.js');
const { GatewayDatabase } = (await built('database/index.js')) as typeof import('../../../src/database/index.js');
const { JobDesk, JobEndings, JobRunner, JobStore } = (await built(
  'jobs/index.js',
)) as typeof import('../../../src/jobs/index.js');
const { Schedules } = (await built('jobs/schedules.js')) as typeof import('../../../src/jobs/schedules.js');
const { SystemClock } = (await built('values/clock.js')) as typeof import('../../../src/values/clock.js');
const { RowsJob } = (await import(
  new URL('../../jobs/rows-job.ts', import.meta.url).href
)) as typeof import('../../jobs/rows-job.js');

const database = await GatewayDatabase.open(Object.assign(new DatabaseSettings(), { url }));
const store = new JobStore(database, new JobEndings());
const runner = new JobRunner(store, new Schedules(new JobSettings(), new GpSettings()), new SystemClock());

const job = new RowsJob(database, 'test.rows', rows, atOnce);
const apply = job.apply.bind(job);
const heaps: number[] = [];
job.apply = async (chunk, request) => {
  const applied = await apply(chunk, request);
  global.gc?.();
  heaps.push(process.memoryUsage().heapUsed);
  if (heaps.length === dieAtChunk) process.kill(process.pid, 'SIGKILL');
  return applied;
};
await runner.open(new Map([[job.name, job]]));
const desk = new JobDesk(database);
while ((await desk.history(job.name, 1))[0]?.endedAt === null) {
  await runner.begin();
  await pause(20);
}
process.send?.(heaps, () => process.exit(0));
