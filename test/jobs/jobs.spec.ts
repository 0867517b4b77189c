import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GatewayDatabase } from '../../src/database/index.js';
import { ErpUnavailable } from '../../src/faults/index.js';
import type { JobTrigger } from '../../src/jobs/index.js';
import { PLACES } from '../submissions/office.js';
import { endLeases, JobInstance } from './instance.js';
import { RowsJob } from './rows-job.js';

const JOB = 'test.rows';
const PATIENCE = AbortSignal.timeout(240_000);

beforeAll(() => Logger.overrideLogger(false));

describe.each(PLACES)('Jobs on $place', ({ open }) => {
  let database: GatewayDatabase;
  let close: () => Promise<void>;
  let job: RowsJob;
  let one: JobInstance;
  let other: JobInstance;

  beforeAll(async () => {
    ({ database, close } = await open());
  });
  afterAll(() => close());
  beforeEach(async () => {
    await sql`delete from job`.execute(database);
    job = new RowsJob(database);
    await job.makeTable();
    one = await JobInstance.open(database, [job]);
    other = await JobInstance.open(database, [job]);
  });
  afterEach(async () => {
    await one.close();
    await other.close();
  });

  it('are run in parts, and the history tells what became of the records', async () => {
    job.spoilt.add(3);
    expect(await one.run(JOB)).toMatchObject({
      job: JOB,
      trigger: 'OPERATOR',
      state: 'SUCCEEDED',
      chunks: 5,
      read: 10,
      changed: 9,
      unchanged: 0,
      failed: 1,
      watermarkBefore: null,
      watermarkAfter: 'after 10',
      fault: null,
    });
    expect(await one.desk.failedRecords((await one.last(JOB)).id, 10)).toEqual([{ key: '3', error: 'Spoilt' }]);
    expect(await one.desk.list()).toMatchObject([{ name: JOB, cron: '0 3 * * *', timeZone: 'UTC', isPaused: false }]);
  });

  it('get the watermark of the last run that has succeeded', async () => {
    await one.run(JOB);
    job.onChunk = () => {
      throw new ErpUnavailable('gp.catalog.items', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) });
    };
    expect(await one.run(JOB)).toMatchObject({ state: 'FAILED', fault: 'ECONNREFUSED', watermarkBefore: 'after 10' });
    job.onChunk = () => undefined;
    await one.run(JOB);
    expect(job.plans.map(({ watermark, checkpoint }) => [watermark, checkpoint])).toEqual([
      [null, null],
      ['after 10', null],
      ['after 10', null],
    ]);
  });

  it('change nothing in a dry run, which shows what a run would change', async () => {
    const run = await one.run(JOB, true);
    expect(run).toMatchObject({ isDryRun: true, state: 'SUCCEEDED', changed: 10, watermarkAfter: null });
    expect(run.sample[0]).toEqual({ key: '0', before: null, after: { row: 0 } });
    expect(await job.rows()).toBe(0);
    await one.run(JOB);
    expect(job.plans.at(-1)?.watermark).toBeNull();
  });

  it('try only the failed records again', async () => {
    job.spoilt.add(3).add(8);
    await one.run(JOB);
    job.spoilt.delete(8);
    const retry = await one.desk.retry(JOB);
    if (retry.kind !== 'requested') throw new Error(retry.kind);
    await one.runner.begin();
    expect(await one.desk.ended(retry.id, PATIENCE)).toMatchObject({ trigger: 'RETRY', read: 2, changed: 1, failed: 1 });
    expect(job.plans.at(-1)?.only?.toSorted()).toEqual(['3', '8']);
    job.spoilt.clear();
    await one.desk.retry(JOB);
    await one.runner.begin();
    await one.desk.ended((await one.last(JOB)).id, PATIENCE);
    expect(await one.desk.retry(JOB)).toEqual({ kind: 'nothingFailed' });
    // The watermark is that of the run before.
    await one.run(JOB);
    expect(job.plans.at(-1)?.watermark).toBe('after 10');
  });

  describe('in two instances', () => {
    /** Begins a run in the first instance and holds it before a chunk. @returns lets it go on */
    async function holdAt(row: number): Promise<() => void> {
      const held = Promise.withResolvers<void>();
      const proceed = Promise.withResolvers<void>();
      job.onChunk = async ({ rows }) => {
        if (!rows.includes(row)) return;
        held.resolve();
        await proceed.promise;
      };
      await one.store.request(JOB, 'OPERATOR');
      await one.runner.begin();
      await held.promise;
      job.onChunk = () => undefined;
      return proceed.resolve;
    }

    it('run once at a time: what is due meanwhile is left out, what an operator asks for comes afterwards', async () => {
      const proceed = await holdAt(4);
      expect(await other.store.request(JOB, 'SCHEDULE')).toBeNull();
      const wanted = await other.desk.request(JOB, false);
      expect(await other.desk.request(JOB, true)).toEqual({ kind: 'otherWaits' });
      await other.runner.begin();
      expect(await other.last(JOB)).toMatchObject({ state: 'QUEUED' });
      proceed();
      if (wanted.kind !== 'requested') throw new Error(wanted.kind);
      await vi.waitUntil(async () => {
        await other.runner.begin();
        return (await other.desk.run(wanted.id))?.endedAt;
      });
      expect((await one.desk.history(JOB, 9)).map(({ state }) => state)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    });

    it('are taken over from the last part when their instance dies, and it can change nothing any more', async () => {
      const proceed = await holdAt(4);
      await endLeases(database);
      await other.runner.begin();
      const { id } = await other.last(JOB);
      expect(await other.desk.ended(id, PATIENCE)).toMatchObject({ state: 'SUCCEEDED', chunks: 5, read: 10, changed: 10 });
      expect(job.plans.map(({ checkpoint }) => checkpoint)).toEqual([null, '4']);
      proceed();
      await one.runner.onApplicationShutdown();
      expect(await other.desk.run(id)).toMatchObject({ state: 'SUCCEEDED', chunks: 5, read: 10 });
      expect(await job.rows()).toBe(10);
    });

    it('are handed over when their instance closes', async () => {
      const proceed = await holdAt(4);
      const closing = one.runner.onApplicationShutdown();
      proceed();
      await closing;
      await other.runner.begin();
      const { id } = await other.last(JOB);
      expect(await other.desk.ended(id, PATIENCE)).toMatchObject({ state: 'SUCCEEDED', read: 10, changed: 10 });
    });

    it('stop when they are paused, and go on from there when they are resumed', async () => {
      const proceed = await holdAt(4);
      expect(await other.desk.setPaused(JOB, true)).toBe(true);
      proceed();
      await vi.waitUntil(async () => !(await other.last(JOB)).isHeld);
      expect(await other.last(JOB)).toMatchObject({ state: 'RUNNING', read: 6 });
      await other.runner.begin();
      expect(await other.last(JOB)).toMatchObject({ isHeld: false });
      expect(await other.desk.request(JOB, false)).toEqual({ kind: 'paused' });
      expect(await other.store.request(JOB, 'SCHEDULE')).toBeNull();
      await other.desk.setPaused(JOB, false);
      await other.runner.begin();
      const { id } = await other.last(JOB);
      expect(await other.desk.ended(id, PATIENCE)).toMatchObject({ state: 'SUCCEEDED', read: 10 });
      expect(job.plans.map(({ checkpoint }) => checkpoint)).toEqual([null, '6']);
    });

    it('end when they are cancelled', async () => {
      const proceed = await holdAt(4);
      const { id } = await other.last(JOB);
      expect(await other.desk.cancel(JOB)).toBe(1);
      proceed();
      expect(await other.desk.ended(id, PATIENCE)).toMatchObject({ state: 'CANCELLED', read: 6, watermarkAfter: null });
      expect(await other.desk.cancel(JOB)).toBe(0);
    });

    it('end when they are cancelled, also if their instance has died', async () => {
      const proceed = await holdAt(4);
      const { id } = await other.last(JOB);
      await other.desk.cancel(JOB);
      await endLeases(database);
      await other.runner.begin();
      expect(await other.desk.ended(id, PATIENCE)).toMatchObject({ state: 'CANCELLED' });
      proceed();
    });

    it('are given up when they end their process again and again', async () => {
      const proceed = await holdAt(4);
      await sql`update job_run set takeovers = 10, leased_until = now()`.execute(database);
      await other.runner.begin();
      const { id } = await other.last(JOB);
      expect(await other.desk.ended(id, PATIENCE)).toMatchObject({ state: 'FAILED', fault: 'EndsItsProcess' });
      proceed();
    });
  });

  it('tell of their end in the transaction that writes it', async () => {
    const told: string[] = [];
    let fails = true;
    one.endings.register(async ({ run }, transaction) => {
      await sql`insert into worked_row (row) values (999)`.execute(transaction);
      if (fails) throw new Error('cannot be told');
      told.push(run.state);
    });
    const id = await one.store.request(JOB, 'OPERATOR');
    await one.runner.begin();
    await vi.waitUntil(async () => (await one.desk.run(id ?? ''))?.read === 10);
    await one.runner.onApplicationShutdown();
    expect(await one.last(JOB)).toMatchObject({ state: 'RUNNING' });
    expect(await job.rows()).toBe(10);
    fails = false;
    await endLeases(database);
    const third = await JobInstance.open(database, [job]);
    third.endings.register(async ({ run }) => void told.push(run.state));
    await third.runner.begin();
    expect(await third.desk.ended(id ?? '', PATIENCE)).toMatchObject({ state: 'SUCCEEDED' });
    expect(told).toEqual(['SUCCEEDED']);
    await third.close();
  });

  it('run by their schedules in one of the instances', async () => {
    await sql`update job set due_at = now() - interval '1 second'`.execute(database);
    await Promise.all([one.due.run(), other.due.run()]);
    const { id } = await one.last(JOB);
    expect(await one.desk.ended(id, PATIENCE)).toMatchObject({ trigger: 'SCHEDULE', state: 'SUCCEEDED' });
    await Promise.all([one.due.run(), other.due.run()]);
    expect(await one.desk.history(JOB, 9)).toHaveLength(1);
  });

  it.each([
    ['once', 1],
    ['skip', 0],
  ] as const)('are made up for when no instance ran at their times, or not: %s', async (missed, runs) => {
    one.settings.schedules.schedules = new Map([[JOB, { missed }]]);
    await sql`update job set due_at = now() - interval '3 days'`.execute(database);
    await one.due.run();
    await one.due.run();
    expect(await one.desk.history(JOB, 9)).toHaveLength(runs);
    expect((await one.desk.list())[0]?.dueAt).toBeGreaterThan(Date.now());
  });

  it('run several times a minute beside long ones, for which there is no more room', async () => {
    const held = Promise.withResolvers<void>();
    const long = ['a', 'b', 'c', 'd', 'e'].map((name) => new RowsJob(database, `test.long-${name}`));
    const begun: string[] = [];
    for (const each of long) {
      each.onChunk = () => {
        begun.push(each.name);
        return held.promise;
      };
    }
    const frequent = Object.assign(new RowsJob(database, 'test.frequent'), {
      schedule: { cron: '*/5 * * * * *', timeZone: 'UTC', missed: 'once' },
    });
    const full = await JobInstance.open(database, [...long, frequent]);
    for (const { name } of long) await full.store.request(name, 'OPERATOR');
    await full.runner.begin();
    await expect.poll(() => begun).toHaveLength(4);
    expect(await full.run('test.frequent')).toMatchObject({ state: 'SUCCEEDED' });
    expect(begun).toHaveLength(4);
    held.resolve();
    await full.close();
  });

  it('leave one run in the history of those by schedule that find nothing, one after the other', async () => {
    const idle = new RowsJob(database, 'test.idle', 0);
    const instance = await JobInstance.open(database, [idle]);
    const run = (trigger: JobTrigger) => instance.run(idle.name, false, trigger);
    await run('SCHEDULE');
    const asked = await run('OPERATOR');
    await run('SCHEDULE');
    await run('SCHEDULE');
    const last = await run('SCHEDULE');
    const history = await instance.desk.history(idle.name, 10);
    expect(history.map(({ id }) => id)).toEqual([last.id, asked.id, expect.any(String)]);
    await sql`update job_run set requested_at = requested_at - interval '30 minutes' where id = ${last.id}`.execute(database);
    await run('SCHEDULE');
    expect(await instance.desk.history(idle.name, 10)).toHaveLength(4);
    await instance.close();
  });

  it.each([
    ['has failed with a record', { changed: 0, failed: [{ key: 'all', error: 'ECONNREFUSED' }] }],
    ['has changed something', { changed: 1, failed: [] }],
  ])('keep a run by schedule in the history that %s, though it has read nothing', async (_, outcome) => {
    const blind = new RowsJob(database, 'test.blind');
    vi.spyOn(blind, 'apply').mockResolvedValue({ read: 0, unchanged: 0, ...outcome });
    const instance = await JobInstance.open(database, [blind]);
    for (let times = 0; times < 3; times++) await instance.run(blind.name, false, 'SCHEDULE');
    expect(await instance.desk.history(blind.name, 10)).toHaveLength(3);
    await instance.close();
    await database.deleteFrom('job').where('name', '=', blind.name).execute();
  });

  it('are forgotten in the course of time, the youngest last', async () => {
    for (let times = 0; times < 3; times++) await one.run(JOB);
    const ids = (await one.desk.history(JOB, 9)).map(({ id }) => id);
    await sql`update job_run set ended_at = now() - interval '10 days' where id = ${ids[1]}`.execute(database);
    expect(await one.store.prune(9, 5)).toBe(1);
    expect(await one.store.prune(1, 5)).toBe(1);
    expect((await one.desk.history(JOB, 9)).map(({ id }) => id)).toEqual([ids[0]]);
  });
});
