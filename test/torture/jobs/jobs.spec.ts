import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GatewayDatabase } from '../../../src/database/index.js';
import { JobDesk } from '../../../src/jobs/index.js';
import { endLeases, JobInstance } from '../../jobs/instance.js';
import { RowsJob } from '../../jobs/rows-job.js';
import { openOnServer } from '../../submissions/office.js';
import { NODE_COMPILE_CACHE } from '../../support/built-gateway.js';
import { bundledProgram } from '../../support/bundled-program.js';
import type { Kill } from './kill.js';

const JOB = 'test.rows';
const ROWS = 100_000;

let worker: string;
let database: GatewayDatabase;
let url: string;
let close: () => Promise<void>;
let job: RowsJob;

beforeAll(async () => {
  worker = await bundledProgram('torture/jobs/worker.ts');
  const opened = await openOnServer();
  ({ database, close } = opened);
  url = opened.url ?? '';
});
afterAll(() => close());
beforeEach(async () => {
  job = new RowsJob(database);
  await job.makeTable();
  const instance = await JobInstance.open(database, [job]);
  await instance.store.request(JOB, 'OPERATOR');
  await instance.close();
});

/** A process that works on the job. @returns how it ended, and the bytes of its heap after each chunk */
async function work(atOnce: number, dieAtChunk: number | null, execArgv: readonly string[] = []) {
  const kill: Kill = { url, rows: ROWS, atOnce, dieAtChunk };
  const child = fork(worker, {
    execArgv: [...execArgv],
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE, KILL: JSON.stringify(kill) },
  });
  let heaps: readonly number[] = [];
  child.on('message', (message) => {
    heaps = message as readonly number[];
  });
  const [exitCode, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { exitCode, signal, heaps };
}

describe('A run of 100,000 rows', () => {
  it('is worked on by two instances that are killed in every chunk, and each row is there once and counted once', async () => {
    const atOnce = 10_000;
    let kills = 0;
    /** Each process dies in its second chunk, having finished the one in which the process before it died. */
    const instance = async () => {
      for (;;) {
        const { exitCode, signal } = await work(atOnce, 2);
        if (signal !== 'SIGKILL') return expect(exitCode).toBe(0);
        kills++;
        await endLeases(database);
      }
    };
    await Promise.all([instance(), instance()]);
    const [run] = await new JobDesk(database).history(JOB, 1);
    expect(run).toMatchObject({ state: 'SUCCEEDED', chunks: ROWS / atOnce, read: ROWS, failed: 0 });
    expect(kills).toBe(ROWS / atOnce - 1);
    // A chunk whose process was killed is applied again, and finds its rows.
    expect(run).toMatchObject({ unchanged: kills * atOnce, changed: ROWS - kills * atOnce });
    expect(await job.rows()).toBe(ROWS);
  });

  it('takes no more memory at its end than at its beginning', async () => {
    const { exitCode, heaps } = await work(1_000, null, ['--expose-gc']);
    expect(exitCode).toBe(0);
    expect(heaps).toHaveLength(100);
    const [early = 0, late = 0] = [heaps.slice(5, 15), heaps.slice(-10)].map((some) => Math.max(...some));
    expect(late - early).toBeLessThan(8 * 1024 * 1024);
  });
});
