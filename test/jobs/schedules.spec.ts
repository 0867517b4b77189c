import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readEnvironment } from '../../src/config/index.js';
import type { GatewayDatabase } from '../../src/database/index.js';
import { Clock } from '../../src/values/clock.js';
import { openOnServer } from '../submissions/office.js';
import { JobInstance } from './instance.js';
import { RowsJob } from './rows-job.js';

let database: GatewayDatabase;
let close: () => Promise<void>;
let instance: JobInstance;

beforeAll(async () => {
  ({ database, close } = await openOnServer());
  instance = await open();
});
afterAll(async () => {
  await instance.close();
  await close();
});

function open(schedules?: object, timeZone?: string, clock?: Clock): Promise<JobInstance> {
  const { settings } = readEnvironment(schedules && { JOBS_SCHEDULES: JSON.stringify(schedules) });
  const jobs = [new RowsJob(database, 'test.rows'), new RowsJob(database, 'other.rows')];
  return JobInstance.open(database, jobs, {
    schedules: settings.jobs.schedules,
    ...(timeZone && { timeZone }),
    ...(clock && { clock }),
  });
}

const MINUTE = 60_000;

/** A clock that a test sets. */
class SetClock extends Clock {
  time = 0;

  now(): number {
    return this.time;
  }
}

/** When a job runs that is looked after minute by minute, from one time to another. */
async function runsBetween(cron: string, timeZone: string, from: string, to: string): Promise<string[]> {
  await database.deleteFrom('job').execute();
  const clock = new SetClock();
  clock.time = Date.parse(from);
  const night = await open({ schedules: { 'test.rows': { cron, timeZone }, 'other.rows': 'off' } }, 'UTC', clock);
  const runs: string[] = [];
  const request = vi.spyOn(night.store, 'moveOn');
  for (; clock.time <= Date.parse(to); clock.time += MINUTE) {
    request.mockClear();
    await night.due.run();
    if (request.mock.calls.length > 0) runs.push(new Date(clock.time).toISOString());
  }
  await night.close();
  return runs;
}

describe('On the nights on which clocks are changed', () => {
  it.each([
    ['Europe/Vienna', '2026-03-28T23:00:00Z', '2026-03-29T04:00:00Z', '2026-03-29T01:30:00.000Z'],
    ['America/Chicago', '2026-03-08T06:00:00Z', '2026-03-08T11:00:00Z', '2026-03-08T08:30:00.000Z'],
  ])('in spring, without a 02:30, what is due then runs once, an hour later by the clock: %s', async (zone, from, to, at) => {
    expect(await runsBetween('30 2 * * *', zone, from, to)).toEqual([at]);
  });

  it.each([
    ['Europe/Vienna', '30 2 * * *', '2026-10-24T22:00:00Z', '2026-10-25T03:00:00Z', '2026-10-25T00:30:00.000Z'],
    ['America/Chicago', '30 1 * * *', '2026-11-01T04:00:00Z', '2026-11-01T09:00:00Z', '2026-11-01T06:30:00.000Z'],
  ])('in autumn, with the same time twice, what is due then runs once: %s', async (zone, cron, from, to, at) => {
    expect(await runsBetween(cron, zone, from, to)).toEqual([at]);
  });

  it('what is due every hour runs in each hour that there is', async () => {
    expect(await runsBetween('0 * * * *', 'Europe/Vienna', '2026-10-24T23:30:00Z', '2026-10-25T02:30:00Z')).toEqual([
      '2026-10-25T00:00:00.000Z',
      '2026-10-25T01:00:00.000Z',
      '2026-10-25T02:00:00.000Z',
    ]);
  });
});

describe('Of a clock that was ahead by a day', () => {
  const NOON = Date.parse('2026-11-30T12:00:00Z');
  const everyMinute = { schedules: { 'test.rows': { cron: '* * * * *', timeZone: 'UTC' }, 'other.rows': 'off' } };
  const dueAt = async (instance: JobInstance) => (await instance.desk.list()).find(({ name }) => name === 'test.rows')?.dueAt;
  const aheadByADay = async () => {
    await database.deleteFrom('job').execute();
    const clock = new SetClock();
    clock.time = NOON + 24 * 60 * MINUTE;
    const ahead = await open(everyMinute, 'UTC', clock);
    clock.time += MINUTE;
    await ahead.due.run();
    expect(await dueAt(ahead)).toBe(Date.parse('2026-12-01T12:02:00Z'));
    return { ahead, clock };
  };

  it('nothing is left once it is set right', async () => {
    const { ahead, clock } = await aheadByADay();
    clock.time = NOON;
    await ahead.due.run();
    expect(await dueAt(ahead)).toBe(Date.parse('2026-11-30T12:01:00Z'));
    await ahead.close();
  });

  it('nothing is left after a start with the right one', async () => {
    const { ahead } = await aheadByADay();
    await ahead.close();
    const clock = new SetClock();
    clock.time = NOON;
    const right = await open(everyMinute, 'UTC', clock);
    expect(await dueAt(right)).toBe(Date.parse('2026-11-30T12:01:00Z'));
    await right.close();
  });
});

it('What has run is not due again by a start of an instance whose clock is behind by seconds', async () => {
  await database.deleteFrom('job').execute();
  const nightly = { schedules: { 'test.rows': { cron: '0 2 * * *', timeZone: 'UTC' }, 'other.rows': 'off' } };
  const clock = new SetClock();
  clock.time = Date.parse('2026-11-30T01:00:00Z');
  const first = await open(nightly, 'UTC', clock);
  clock.time = Date.parse('2026-11-30T02:00:00Z');
  await first.due.run();
  const behind = new SetClock();
  behind.time = Date.parse('2026-11-30T01:59:58Z');
  const second = await open(nightly, 'UTC', behind);
  const job = (await second.desk.list()).find(({ name }) => name === 'test.rows');
  expect(job?.dueAt).toBe(Date.parse('2026-12-01T02:00:00Z'));
  for (const instance of [first, second]) await instance.close();
});

describe('JOBS_SCHEDULES', () => {
  it('counts seconds where a sixth field stands before the others', async () => {
    const instance = await open({ schedules: { 'test.rows': { cron: '*/20 * * * * *', timeZone: 'UTC' } } });
    const job = instance.jobs.get('test.rows') as RowsJob;
    const after = (time: string) => new Date(instance.schedules.next(job, Date.parse(time)) ?? 0).toISOString();
    expect(after('2026-11-29T23:59:20Z')).toBe('2026-11-29T23:59:40.000Z');
    expect(after('2026-11-29T23:59:40Z')).toBe('2026-11-30T00:00:00.000Z');
    await instance.close();
  });

  it('changes or switches off what jobs bring along, in the company’s zone or another', async () => {
    const changed = await open(
      { schedules: { 'test.rows': { cron: '15 4 * * 1-5', timeZone: 'Europe/Vienna' }, 'other.rows': 'off' } },
      'America/Chicago',
    );
    expect(await changed.desk.list()).toMatchObject([
      { name: 'other.rows', cron: null, timeZone: 'America/Chicago' },
      { name: 'test.rows', cron: '15 4 * * 1-5', timeZone: 'Europe/Vienna' },
    ]);
    expect((await changed.desk.outcomes()).map(({ job }) => job)).toEqual(['test.rows']);
    await changed.close();
  });

  it('gives a time to a job that brings none along', async () => {
    const byHand = Object.assign(new RowsJob(database, 'by-hand.rows'), {
      schedule: { cron: null, timeZone: 'company', missed: 'skip' } as const,
    });
    const listed = async (schedules?: object) => {
      const { settings } = readEnvironment(schedules && { JOBS_SCHEDULES: JSON.stringify({ schedules }) });
      const opened = await JobInstance.open(database, [byHand], { schedules: settings.jobs.schedules });
      const job = (await opened.desk.list()).find(({ name }) => name === byHand.name);
      await opened.close();
      return job;
    };
    expect(await listed()).toMatchObject({ cron: null, dueAt: null });
    const nightly = await listed({ 'by-hand.rows': { cron: '30 3 * * *', timeZone: 'UTC' } });
    expect(nightly).toMatchObject({ cron: '30 3 * * *', timeZone: 'UTC' });
    expect(new Date(nightly?.dueAt ?? 0).toISOString()).toMatch(/T03:30:00/);
    expect(await listed({ 'by-hand.rows': 'off' })).toMatchObject({ cron: null, dueAt: null });
  });

  it.each([
    [{ schedules: { 'test.row': 'off' } }, 'schedules["test.row"]: there is no such job; there are other.rows, test.rows'],
    [
      { schedules: { 'test.rows': { cron: '61 * * * *' } } },
      'schedules["test.rows"].cron: the minute 61 means nothing; expected such as 0, 0-59, 0,30 or */5',
    ],
    [
      { schedules: { 'test.rows': { cron: '0 9 * * mun' } } },
      'schedules["test.rows"].cron: the day of the week mun means nothing; expected such as 0 for Sunday, 1-5, mon or *',
    ],
    [{ schedules: { 'test.rows': { cron: '0 9 30 2 *' } } }, 'schedules["test.rows"].cron: there is no such day'],
    [
      { schedules: { 'test.rows': { cron: '* * * * * * *' } } },
      'schedules["test.rows"].cron: expected five fields, minute, hour, day of the month, month, day of the week, or one for the second before them',
    ],
    [
      { schedules: { 'test.rows': { cron: '61 * * * * *' } } },
      'schedules["test.rows"].cron: the second 61 means nothing; expected such as 0, 0-59, 0,30 or */5',
    ],
    [
      { maintenance: [{ cron: 'nightly', minutes: 5 }] },
      'maintenance[0].cron: expected five fields, minute, hour, day of the month, month, day of the week, or one for the second before them',
    ],
    [
      { maintenance: [{ cron: '0 1 * * *', minutes: 5, jobs: ['tests.*'] }] },
      'maintenance[0].jobs: "tests.*" names no job; there are other.rows, test.rows',
    ],
  ])('stops the start where it is wrong: %j', async (schedules, problem) => {
    await expect(open(schedules)).rejects.toThrow(`JOBS_SCHEDULES: ${problem}.`);
  });

  it.each([
    ['[]', 'it is not a JSON object'],
    [' ["test.rows"]', 'it is not a JSON object'],
    ['{"schedule": {}}', 'schedule: is not known; known are schedules, maintenance'],
    [
      '{"schedules": {"test.rows": {"when": "now"}}}',
      'schedules["test.rows"].when: is not known; known are cron, timeZone, missed',
    ],
    [
      '{"schedules": {"test.rows": {"missed": "twice"}}}',
      'schedules["test.rows"].missed: must be one of the following values: once, skip',
    ],
    [
      '{"maintenance": [{"cron": "0 1 * * *", "minutes": 5, "job": "test.rows"}]}',
      'maintenance[0].job: is not known; known are cron, timeZone, minutes, jobs',
    ],
  ])('says what is wrong in %s', (text, problem) => {
    const expected = 'a readable JSON file of schedules, or the JSON itself';
    expect(() => readEnvironment({ JOBS_SCHEDULES: text })).toThrow(`JOBS_SCHEDULES: expected ${expected}; ${problem}.`);
  });

  it('lets all jobs rest in a window that names none', async () => {
    const resting = await open({ maintenance: [{ cron: '0 22 * * 6', minutes: 120, timeZone: 'UTC' }] });
    const at = Date.parse('2026-11-28T22:30:00Z');
    expect(['test.rows', 'other.rows', 'submissions.sweep'].map((name) => resting.schedules.rests(name, at))).toEqual([
      true,
      true,
      true,
    ]);
    await resting.close();
  });

  it('lets jobs rest while the company is maintained', async () => {
    const maintenance = [{ cron: '0 22 * * 6', minutes: 120, timeZone: 'America/Chicago', jobs: ['test.*'] }];
    const resting = await open({ maintenance });
    const rests = (name: string, at: string) => resting.schedules.rests(name, Date.parse(at));
    // Saturday, 28 November 2026, 22:00 to 24:00 in Chicago.
    expect(rests('test.rows', '2026-11-29T03:59:59Z')).toBe(false);
    expect(rests('test.rows', '2026-11-29T04:00:00Z')).toBe(true);
    expect(rests('test.rows', '2026-11-29T05:59:59Z')).toBe(true);
    expect(rests('test.rows', '2026-11-29T06:00:01Z')).toBe(false);
    expect(rests('other.rows', '2026-11-29T05:00:00Z')).toBe(false);
    await resting.close();
  });

  it('stops a run after its present part when a window begins, and lets it go on from there afterwards', async () => {
    await database.deleteFrom('job').execute();
    const clock = new SetClock();
    clock.time = Date.parse('2026-11-29T03:59:00Z');
    const maintenance = [{ cron: '0 22 * * 6', minutes: 120, timeZone: 'America/Chicago', jobs: ['test.*'] }];
    const resting = await open({ maintenance }, undefined, clock);
    const job = resting.jobs.get('test.rows') as RowsJob;
    await job.makeTable();
    job.onChunk = ({ rows }) => {
      if (rows.includes(4)) clock.time = Date.parse('2026-11-29T04:00:00Z');
    };
    await resting.store.request('test.rows', 'OPERATOR');
    await resting.runner.begin();
    await vi.waitUntil(async () => (await resting.last('test.rows')).read === 6);
    await vi.waitUntil(async () => !(await resting.last('test.rows')).isHeld);
    await resting.runner.begin();
    expect(await resting.last('test.rows')).toMatchObject({ state: 'RUNNING', isHeld: false, read: 6 });
    clock.time = Date.parse('2026-11-29T06:00:01Z');
    job.onChunk = () => undefined;
    await resting.runner.begin();
    await vi.waitUntil(async () => (await resting.last('test.rows')).state === 'SUCCEEDED');
    expect((await resting.last('test.rows')).read).toBe(10);
    expect(job.plans.map(({ checkpoint }) => checkpoint)).toEqual([null, '6']);
    await resting.close();
  });

  it('begins no run of a job that rests', async () => {
    const resting = await open({ maintenance: [{ cron: '* * * * *', minutes: 1_440, jobs: ['test.rows'] }] });
    await resting.store.request('test.rows', 'OPERATOR');
    await resting.runner.begin();
    expect(await resting.last('test.rows')).toMatchObject({ state: 'QUEUED' });
    await resting.desk.cancel('test.rows');
    await resting.close();
  });
});
