import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { StoreUnavailable } from '../../src/faults/index.js';
import { LEASE_MS } from '../../src/submissions/lease.js';
import { bringBack, takeAway } from '../support/databases.js';
import { Office, onceBack, PATIENT, PLACES } from './office.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;

/** The jobs come by the database's clock, which a test does not move; what they do about a submission goes by ours. */
describe.each(PLACES)('The queue on $place', ({ open }) => {
  let office: Office;
  let closeDatabase: () => Promise<void>;
  let url: string | undefined;
  let owner: string;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    const { database, close, url: server } = await open();
    closeDatabase = close;
    url = server;
    office = await Office.open(database);
    await office.queue.start();
  });
  afterAll(async () => {
    await office.close();
    await closeDatabase();
  });
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    owner = randomUUID();
  });
  afterEach(() => {
    office.gp.troubles.clear();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const untilPushed = (...ids: string[]) =>
    expect.poll(() => Promise.all(ids.map((id) => office.statusOf(id))), { interval: 50 }).toEqual(ids.map(() => 'PUSHED'));
  const loseJobs = () => sql`delete from pgboss.job where name = 'submissions.push'`.execute(office.database);

  it('pushes what nobody has pushed who accepted it', async () => {
    const { id } = await office.accept(owner, 'left to the job');
    await office.store.makeJob(id);
    await untilPushed(id);
    expect(await office.waitingJobs(id)).toBe(0);
  });

  it('pushes all that is due of the owner, in the order of acceptance', async () => {
    const ids: string[] = [];
    for (const text of ['1', '2', '3', '4']) ids.push((await office.accept(owner, text)).id);
    await office.store.makeJob(ids[3] ?? '');
    await untilPushed(...ids);
    expect(office.gp.textsOf(owner)).toEqual(['1', '2', '3', '4']);
  });

  it('is not held up by owners whose documents hang or are refused', async () => {
    const slow = await office.accept(`${owner} slow`, 'slow');
    const refused = await office.accept(`${owner} refused`, 'refused');
    const quick = await office.accept(owner, 'quick');
    office.gp.troubles.set(`${owner} slow`, 'hangs').set(`${owner} refused`, 'refuses');
    for (const { id } of [slow, refused, quick]) await office.store.makeJob(id);
    await untilPushed(quick.id);
    await expect.poll(() => office.statusOf(refused.id)).toBe('REJECTED');
    expect(await office.statusOf(slow.id)).toBe('RECEIVED');
  });

  it('goes on after a job whose submission is not there', async () => {
    await office.store.makeJob(randomUUID());
    const { id } = await office.accept(owner, 'after nothing');
    await office.store.makeJob(id);
    await untilPushed(id);
  });

  describe('finds, when it sweeps,', () => {
    it('what has lost its job', async () => {
      const { id } = await office.accept(owner, 'lost');
      await loseJobs();
      await office.sweep();
      expect(await office.waitingJobs(id)).toBe(0);
      vi.setSystemTime(NOW + 2_000);
      await office.sweep();
      await untilPushed(id);
    });

    it('what a process that died has left, once its lease has run out', async () => {
      const { id } = await office.accept(owner, 'died');
      const dying = office.anotherPusher(() => Promise.reject(new Error('the process died')));
      await expect(dying.push(id, PATIENT)).rejects.toThrow('the process died');
      await loseJobs();
      vi.setSystemTime(NOW + LEASE_MS - 1);
      await office.sweep();
      expect(await office.waitingJobs(id)).toBe(0);
      vi.setSystemTime(NOW + LEASE_MS);
      await office.sweep();
      await untilPushed(id);
    });

    it('what the operator wants tried at once, although its job waits for later', async () => {
      const { id } = await office.accept(owner, 'wanted');
      vi.spyOn(Math, 'random').mockReturnValue(1);
      office.gp.troubles.set(owner, 'away');
      for (let attempt = 0; attempt < 10; attempt++) {
        await office.push(id);
        vi.setSystemTime((await office.service.byId(id))?.nextAttemptAt ?? 0);
      }
      vi.setSystemTime(Date.now() - 2 * MINUTE);
      office.gp.troubles.clear();
      await office.desk.retry(id);
      vi.setSystemTime(Date.now() + 2_000);
      await office.sweep();
      await untilPushed(id);
    });

    it('nothing that waits for a later attempt, is in GP or was refused', async () => {
      const [waiting, pushed, refused] = [
        await office.accept(`${owner} waiting`, 'waiting'),
        await office.accept(`${owner} pushed`, 'pushed'),
        await office.accept(`${owner} refused`, 'refused'),
      ];
      vi.spyOn(Math, 'random').mockReturnValue(1);
      office.gp.troubles.set(`${owner} waiting`, 'away').set(`${owner} refused`, 'refuses');
      for (const { id } of [waiting, pushed, refused]) await office.push(id);
      await loseJobs();
      vi.setSystemTime(NOW + 999);
      await office.sweep();
      for (const { id } of [waiting, pushed, refused]) expect(await office.waitingJobs(id)).toBe(0);
    });
  });

  it('goes on after its database was away', async () => {
    if (url === undefined) return;
    const { id } = await office.accept(owner, 'before');
    await takeAway(url);
    await expect(office.store.makeJob(id)).rejects.toThrow(StoreUnavailable);
    await bringBack(url);
    await onceBack(() => office.store.makeJob(id));
    await untilPushed(id);
  });

  it('ends what hangs when the gateway closes, and leaves it to whoever comes next', async () => {
    const closing = await Office.open(office.database, office.gp);
    const { id } = await closing.accept(owner, 'hanging');
    office.gp.troubles.set(owner, 'hangs');
    const pushing = closing.queue.pushDue(owner);
    await expect.poll(async () => (await office.desk.find(id))?.leasedUntil).toBe(NOW + LEASE_MS);
    await closing.close();
    await pushing;
    expect(await office.desk.find(id)).toMatchObject({ status: 'RECEIVED', leasedUntil: null, lastFault: null });
    office.gp.troubles.clear();
    expect(await office.push(id)).toBe('pushed');
  });
});
