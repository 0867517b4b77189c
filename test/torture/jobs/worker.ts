import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseSettings, GpSettings, JobSettings } from '../../../src/config/index.js';
import { GatewayDatabase } from '../../../src/database/index.js';
import { JobDesk, JobEndings, JobRunner, JobStore } from '../../../src/jobs/index.js';
import { Schedules } from '../../../src/jobs/schedules.js';
import { SystemClock } from '../../../src/values/clock.js';
import { RowsJob } from '../../jobs/rows-job.js';
import type { Kill } from './kill.js';

/**
 * A process that works on the runs of the test's job until it is killed. It kills itself in the middle of a chunk: once its
 * records are written, and before its checkpoint is.
 */
const { url, rows, atOnce, dieAtChunk } = JSON.parse(process.env.KILL ?? '') as Kill;

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
