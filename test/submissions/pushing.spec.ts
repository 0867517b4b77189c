import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ExtensionFailed } from '../../src/faults/index.js';
import { LEASE_MS } from '../../src/submissions/lease.js';
import type { OnStep, PushStep } from '../../src/submissions/pusher.js';
import { Office, PATIENT, PLACES } from './office.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;

describe.each(PLACES)('A submission on $place', ({ open }) => {
  let office: Office;
  let closeDatabase: () => Promise<void>;
  /** Every test has an owner of its own. */
  let owner: string;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    const { database, close } = await open();
    closeDatabase = close;
    office = await Office.open(database);
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
    office.gp.onSubmit = () => undefined;
    office.gp.prepares = () => null;
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const documentsOf = (text: string) => [...office.gp.documents.values()].filter(({ document }) => document.text === text);
  const crashAt =
    (crashed: PushStep): OnStep =>
    (step) => {
      if (step === crashed) throw new Error('the process died');
    };

  describe('that is pushed', () => {
    it('is in GP under the number that was written down', async () => {
      const { id } = await office.accept(owner, 'one');
      expect(await office.push(id)).toBe('pushed');
      const submission = await office.service.byId(id);
      expect(submission).toMatchObject({ status: 'PUSHED', pushedAt: NOW, attempts: 1, nextAttemptAt: null, rejection: null });
      expect(office.gp.documents.get(submission?.documentNumber ?? '')).toMatchObject({ id, document: { text: 'one' } });
    });

    it('is not pushed again', async () => {
      const { id } = await office.accept(owner, 'once');
      await office.push(id);
      expect(await office.push(id)).toBe('notNow');
      expect(documentsOf('once')).toHaveLength(1);
    });

    it('is told as written once it is there, also where no answer comes', async () => {
      const { id } = await office.accept(owner, 'told');
      await office.push(id);
      expect(office.gp.told.at(-1)).toEqual({ id, wasThere: true });
      const lost = await office.accept(owner, 'told late');
      office.gp.troubles.set(owner, 'failsAfterWriting');
      expect(await office.push(lost.id)).toBe('postponed');
      expect(office.gp.told.at(-1)).toEqual({ id: lost.id, wasThere: true });
    });

    it('passes the steps in their order, with its number on disk before it is used', async () => {
      const { id } = await office.accept(owner, 'stepwise');
      const steps: PushStep[] = [];
      office.gp.onSubmit = async ({ documentNumber }) => {
        expect(await office.service.byId(id)).toMatchObject({ documentNumber, status: 'RECEIVED' });
      };
      await office.anotherPusher((step) => void steps.push(step)).push(id, PATIENT);
      expect(steps).toEqual(['leased', 'numbered', 'looked', 'submitting', 'submitted', 'marked']);
    });
  });

  describe('whose process dies', () => {
    it.each<PushStep>(['leased', 'numbered', 'looked', 'submitting', 'submitted'])(
      'after "%s" is left alone until the lease has run out, and gets into GP once',
      async (step) => {
        const { id } = await office.accept(owner, `crash at ${step}`);
        await expect(office.anotherPusher(crashAt(step)).push(id, PATIENT)).rejects.toThrow('the process died');
        const numberBefore = (await office.service.byId(id))?.documentNumber;
        vi.setSystemTime(NOW + LEASE_MS - 1);
        expect(await office.push(id)).toBe('notNow');
        vi.setSystemTime(NOW + LEASE_MS);
        expect(await office.push(id)).toBe('pushed');
        const { status, documentNumber, attempts } = (await office.service.byId(id)) ?? {};
        expect({ status, attempts }).toEqual({ status: 'PUSHED', attempts: 2 });
        expect(documentsOf(`crash at ${step}`).map((each) => each.documentNumber)).toEqual([documentNumber]);
        if (step !== 'leased') expect(documentNumber).toBe(numberBefore);
        expect(await office.told(id)).toEqual(['received', 'pushed']);
      },
    );

    it('after "marked" has arrived', async () => {
      const { id } = await office.accept(owner, 'crash at the end');
      await expect(office.anotherPusher(crashAt('marked')).push(id, PATIENT)).rejects.toThrow('the process died');
      expect(await office.statusOf(id)).toBe('PUSHED');
    });

    it('over and over gets into GP once', async () => {
      const { id } = await office.accept(owner, 'crash again');
      const steps: PushStep[] = ['leased', 'submitted', 'numbered', 'looked', 'leased'];
      for (const [index, step] of steps.entries()) {
        vi.setSystemTime(NOW + index * LEASE_MS);
        await expect(office.anotherPusher(crashAt(step)).push(id, PATIENT)).rejects.toThrow('the process died');
      }
      vi.setSystemTime(NOW + steps.length * LEASE_MS);
      expect(await office.push(id)).toBe('pushed');
      expect(documentsOf('crash again')).toHaveLength(1);
    });
  });

  describe('whose document is prepared', () => {
    const numbering = () => {
      let made = 0;
      office.gp.prepares = ({ text }) => {
        made += 1;
        return { text: `${text}, version ${made}` };
      };
    };
    const inGp = async (id: string) => {
      const { documentNumber } = (await office.service.byId(id)) ?? {};
      return office.gp.documents.get(documentNumber ?? '')?.document.text;
    };

    it('hands over the same document with every attempt', async () => {
      numbering();
      const { id } = await office.accept(owner, 'prepared');
      await expect(office.anotherPusher(crashAt('prepared')).push(id, PATIENT)).rejects.toThrow('the process died');
      expect((await office.service.byId(id))?.documentNumber).toBeNull();
      vi.setSystemTime(NOW + LEASE_MS);
      office.gp.troubles.set(owner, 'failsBeforeWriting');
      expect(await office.push(id)).toBe('postponed');
      office.gp.troubles.clear();
      await office.desk.retry(id);
      expect(await office.push(id)).toBe('pushed');
      expect(await inGp(id)).toBe('prepared, version 1');
      expect((await office.service.byId(id))?.document).toEqual({ text: 'prepared' });
    });

    it('waits, with a reason for operators, where the document cannot be prepared', async () => {
      office.gp.prepares = () => {
        throw new ExtensionFailed('orders.ts:3:9, mapOrder: TypeError');
      };
      const { id } = await office.accept(owner, 'not prepared');
      expect(await office.push(id)).toBe('postponed');
      expect(await office.desk.find(id)).toMatchObject({
        status: 'RECEIVED',
        attempts: 1,
        lastFault: 'EXTENSION_FAILED: orders.ts:3:9, mapOrder: TypeError',
        documentNumber: null,
      });
      numbering();
      await office.desk.retry(id);
      expect(await office.push(id)).toBe('pushed');
      expect(await inGp(id)).toBe('not prepared, version 1');
    });

    it('is prepared anew where an operator has it tried again after GP has refused it', async () => {
      numbering();
      const { id } = await office.accept(owner, 'refused');
      office.gp.troubles.set(owner, 'refuses');
      expect(await office.push(id)).toBe('rejected');
      office.gp.troubles.clear();
      await office.desk.retry(id);
      expect(await office.push(id)).toBe('pushed');
      expect(await inGp(id)).toBe('refused, version 2');
    });
  });

  describe('that two instances want', () => {
    it('is pushed by one of them', async () => {
      const { id } = await office.accept(owner, 'raced');
      const outcomes = await Promise.all(
        [office.pusher, office.anotherPusher(), office.anotherPusher()].map((pusher) => pusher.push(id, PATIENT)),
      );
      expect(outcomes.toSorted()).toEqual(['notNow', 'notNow', 'pushed']);
      expect(documentsOf('raced')).toHaveLength(1);
    });

    it('is left to the later one by an instance that slept before it handed the document over', async () => {
      const { id } = await office.accept(owner, 'slept');
      const sleeper = office.anotherPusher(async (step) => {
        if (step !== 'looked') return;
        vi.setSystemTime(NOW + LEASE_MS);
        expect(await office.push(id)).toBe('pushed');
      });
      expect(await sleeper.push(id, PATIENT)).toBe('left');
      expect(documentsOf('slept')).toHaveLength(1);
      expect(await office.service.byId(id)).toMatchObject({ status: 'PUSHED', attempts: 2 });
    });

    it('is in GP once, and not rejected, where one slept while it handed the document over', async () => {
      const { id } = await office.accept(owner, 'slept late');
      const sleeper = office.anotherPusher(async (step) => {
        if (step !== 'submitting') return;
        vi.setSystemTime(NOW + LEASE_MS);
        expect(await office.push(id)).toBe('pushed');
      });
      expect(await sleeper.push(id, PATIENT)).toBe('left');
      expect(documentsOf('slept late')).toHaveLength(1);
      expect(await office.statusOf(id)).toBe('PUSHED');
    });

    it('is in GP, where the first attempt arrives between the second one’s look and its hand-over', async () => {
      const { id } = await office.accept(owner, 'overtaken');
      office.gp.onSubmit = (submission) => {
        office.gp.documents.set(submission.documentNumber, submission);
      };
      expect(await office.push(id)).toBe('pushed');
      expect(documentsOf('overtaken')).toHaveLength(1);
    });
  });

  describe('whose hand-over takes long', () => {
    const THIRD = LEASE_MS / 3;
    let closing: AbortController;
    let pushing: ReturnType<Office['push']>;
    let id: string;

    beforeEach(async () => {
      vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: NOW });
      closing = new AbortController();
      ({ id } = await office.accept(owner, 'slow'));
      office.gp.troubles.set(owner, 'hangs');
      const hangs = Promise.withResolvers<void>();
      vi.spyOn(office.gp, 'reserveNumber').mockImplementationOnce(({ owner }, signal) => {
        hangs.resolve();
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error(`${owner} gave up`))));
      });
      pushing = office.pusher.push(id, closing.signal);
      await hangs.promise;
    });

    it('keeps its lease', async () => {
      for (const turn of [1, 2, 3, 4]) {
        vi.advanceTimersByTime(THIRD);
        await expect.poll(async () => (await office.desk.find(id))?.leasedUntil).toBe(NOW + turn * THIRD + LEASE_MS);
      }
      expect(await office.anotherPusher().push(id, PATIENT)).toBe('notNow');
      closing.abort(new Error('enough'));
      expect(await pushing).toBe('left');
    });

    it('is left as soon as another push has its lease', async () => {
      const lease_holder = randomUUID();
      await office.database.updateTable('submission').set({ lease_holder }).where('id', '=', id).execute();
      vi.advanceTimersByTime(THIRD);
      expect(await pushing).toBe('left');
      expect(await office.desk.find(id)).toMatchObject({ status: 'RECEIVED', lastFault: null, leasedUntil: NOW + LEASE_MS });
    });
  });

  describe('while GP is in trouble', () => {
    it.each(['away', 'failsBeforeWriting', 'failsAfterWriting'] as const)(
      '(%s) is tried again, and gets there once',
      async (trouble) => {
        const { id } = await office.accept(owner, trouble);
        vi.spyOn(Math, 'random').mockReturnValue(0.5);
        office.gp.troubles.set(owner, trouble);
        expect(await office.push(id)).toBe('postponed');
        expect(await office.service.byId(id)).toMatchObject({ status: 'RECEIVED', attempts: 1, nextAttemptAt: NOW + 500 });
        office.gp.troubles.clear();
        expect(await office.push(id)).toBe('notNow');
        vi.setSystemTime(NOW + 500);
        expect(await office.push(id)).toBe('pushed');
        expect(documentsOf(trouble)).toHaveLength(1);
      },
    );

    it('is tried without limit, at most five minutes apart', async () => {
      const { id } = await office.accept(owner, 'unlimited');
      vi.spyOn(Math, 'random').mockReturnValue(1);
      office.gp.troubles.set(owner, 'away');
      const pauses: number[] = [];
      for (let attempt = 1; attempt <= 40; attempt++) {
        expect(await office.push(id)).toBe('postponed');
        const next = (await office.service.byId(id))?.nextAttemptAt ?? 0;
        pauses.push((next - Date.now()) / 1000);
        vi.setSystemTime(next);
      }
      expect(pauses.slice(0, 11)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
      expect(new Set(pauses.slice(11))).toEqual(new Set([300]));
      office.gp.troubles.clear();
      expect(await office.push(id)).toBe('pushed');
    });

    it('has one job, at the time of the next attempt', async () => {
      const { id } = await office.accept(owner, 'one job');
      expect(await office.waitingJobs(id)).toBe(1);
      office.gp.troubles.set(owner, 'away');
      await office.push(id);
      expect(await office.waitingJobs(id)).toBe(1);
    });

    it('is left as it was when the gateway closes', async () => {
      const { id } = await office.accept(owner, 'closing');
      const closing = new AbortController();
      office.gp.troubles.set(owner, 'hangs');
      const push = office.anotherPusher(() => closing.abort(new Error('closing'))).push(id, closing.signal);
      expect(await push).toBe('left');
      office.gp.troubles.clear();
      expect(await office.push(id)).toBe('pushed');
    });

    it('of a kind that nobody hands over waits for somebody who does', async () => {
      const { id } = await office.accept(owner, 'strange');
      await office.database.updateTable('submission').set({ kind: 'strange' }).where('id', '=', id).execute();
      expect(await office.push(id)).toBe('postponed');
      expect(await office.desk.find(id)).toMatchObject({ status: 'RECEIVED', lastFault: 'UNKNOWN_KIND' });
    });
  });

  describe('where GP’s next number is behind those that others have', () => {
    const numbersOf = async (...texts: string[]) => {
      const numbers: string[] = [];
      for (const text of texts) {
        const { id } = await office.accept(owner, text);
        await office.push(id);
        numbers.push((await office.service.byId(id))?.documentNumber ?? '');
      }
      return numbers;
    };
    const giveAgain = (numbers: readonly string[]) => {
      const reserve = vi.spyOn(office.gp, 'reserveNumber');
      for (const number of numbers) reserve.mockResolvedValueOnce(number);
      return reserve;
    };

    it('passes over all of them at once, and takes the first that nobody has', async () => {
      const taken = await numbersOf('1', '2', '3');
      const { id } = await office.accept(owner, '4');
      giveAgain(taken);
      expect(await office.push(id)).toBe('pushed');
      const { documentNumber, attempts } = (await office.service.byId(id)) ?? {};
      expect(taken).not.toContain(documentNumber);
      expect(attempts).toBe(1);
      expect(office.gp.textsOf(owner)).toEqual(['1', '2', '3', '4']);
    });

    it('passes over them although GP has lost their documents', async () => {
      const taken = await numbersOf('lost');
      for (const number of taken) office.gp.documents.delete(number);
      const { id } = await office.accept(owner, 'after the restore');
      giveAgain(taken);
      await office.push(id);
      expect(office.gp.textsOf(owner)).toEqual(['after the restore']);
      expect(taken).not.toContain((await office.service.byId(id))?.documentNumber);
    });

    it('passes over one that a waiting one has, which gets to GP under it', async () => {
      const waiting = await office.accept(owner, 'waiting');
      office.gp.troubles.set(owner, 'failsBeforeWriting');
      await office.push(waiting.id);
      office.gp.troubles.clear();
      const reserved = (await office.service.byId(waiting.id))?.documentNumber ?? '';
      const next = await office.accept(owner, 'next');
      giveAgain([reserved]);
      expect(await office.push(next.id)).toBe('pushed');
      vi.setSystemTime(NOW + MINUTE);
      expect(await office.push(waiting.id)).toBe('pushed');
      expect(office.gp.documents.get(reserved)).toMatchObject({ id: waiting.id });
      expect(office.gp.textsOf(owner)).toEqual(['next', 'waiting']);
    });

    it('says so in one line, with the first and the last of them', async () => {
      const warned = vi.spyOn(Logger.prototype, 'warn');
      const taken = await numbersOf('1', '2', '3');
      const { id } = await office.accept(owner, '4');
      giveAgain(taken);
      await office.push(id);
      expect(warned).toHaveBeenCalledExactlyOnceWith(
        expect.objectContaining({ submission: id, passed: 3, first: taken[0], last: taken[2] }),
      );
    });

    it('ends an attempt in which GP gives 500 of them, and goes on with the next', async () => {
      const [first = '', second = ''] = await numbersOf('1', '2');
      const { id } = await office.accept(owner, '3');
      const reserve = giveAgain(Array.from({ length: 501 }, (_, index) => (index % 2 === 0 ? first : second)));
      expect(await office.push(id)).toBe('postponed');
      expect(reserve).toHaveBeenCalledTimes(500);
      expect(await office.desk.find(id)).toMatchObject({ status: 'RECEIVED', documentNumber: null, lastFault: 'NUMBER_TAKEN' });
      vi.setSystemTime(NOW + MINUTE);
      expect(await office.push(id)).toBe('pushed');
    });

    it('ends an attempt in which GP gives the same one again', async () => {
      const [taken = ''] = await numbersOf('1');
      const { id } = await office.accept(owner, '2');
      const reserve = giveAgain([taken, taken]);
      expect(await office.push(id)).toBe('postponed');
      expect(reserve).toHaveBeenCalledTimes(2);
    });
  });

  describe('that GP refuses', () => {
    it('is rejected at once with GP’s code and words, and not tried again', async () => {
      const { id } = await office.accept(owner, 'refused');
      office.gp.troubles.set(owner, 'refuses');
      expect(await office.push(id)).toBe('rejected');
      const rejection = { code: 2079, message: 'The item does not exist.' };
      expect(await office.service.byId(id)).toMatchObject({ status: 'REJECTED', attempts: 1, nextAttemptAt: null, rejection });
      vi.setSystemTime(NOW + 60 * MINUTE);
      expect(await office.push(id)).toBe('notNow');
    });

    it('is tried again by the operator’s decision', async () => {
      const { id } = await office.accept(owner, 'refused first');
      office.gp.troubles.set(owner, 'refuses');
      await office.push(id);
      office.gp.troubles.clear();
      expect(await office.desk.retry(id)).toMatchObject({ kind: 'done', submission: { status: 'RECEIVED', rejection: null } });
      expect(await office.push(id)).toBe('pushed');
      expect(documentsOf('refused first')).toHaveLength(1);
    });
  });

  describe('with others of its owner', () => {
    const acceptAll = async (...texts: string[]) => {
      const ids: string[] = [];
      for (const text of texts) ids.push((await office.accept(owner, text)).id);
      return ids as [string, string, string];
    };

    it('waits for an earlier one that is due', async () => {
      const [first, second] = await acceptAll('1', '2', '3');
      expect(await office.push(second)).toBe('notNow');
      await office.push(first);
      expect(await office.push(second)).toBe('pushed');
    });

    it('waits for an earlier one that is being pushed', async () => {
      const [first, second] = await acceptAll('1', '2', '3');
      office.gp.onSubmit = async ({ id }) => {
        if (id === first) expect(await office.push(second)).toBe('notNow');
      };
      await office.queue.pushDue(owner);
      expect(office.gp.textsOf(owner)).toEqual(['1', '2', '3']);
    });

    it('passes an earlier one that waits for a later attempt', async () => {
      const [first, second, third] = await acceptAll('1', '2', '3');
      vi.spyOn(Math, 'random').mockReturnValue(1);
      office.gp.troubles.set(owner, 'failsBeforeWriting');
      await office.push(first);
      office.gp.troubles.clear();
      expect(await office.push(second)).toBe('pushed');
      vi.setSystemTime(NOW + 1_000);
      expect(await office.push(third)).toBe('notNow');
      await office.queue.pushDue(owner);
      expect(office.gp.textsOf(owner)).toEqual(['2', '1', '3']);
    });

    it('passes an earlier one that GP refused', async () => {
      const [first, second] = await acceptAll('1', '2', '3');
      office.gp.troubles.set(owner, 'refuses');
      await office.push(first);
      office.gp.troubles.clear();
      expect(await office.push(second)).toBe('pushed');
    });

    it('arrives in the order of acceptance, whichever is asked for first and by however many', async () => {
      const [, second, third] = await acceptAll('1', '2', '3');
      const pushed = await Promise.all([third, second, third].map((id) => office.service.pushNow(id, 10_000)));
      expect(pushed.map(({ status }) => status)).toEqual(['PUSHED', 'PUSHED', 'PUSHED']);
      expect(office.gp.textsOf(owner)).toEqual(['1', '2', '3']);
    });

    it('does not wait for those of another owner, however long these take', async () => {
      const slow = await office.accept(`${owner} slow`, 'slow');
      const [first] = await acceptAll('1', '2', '3');
      office.gp.troubles.set(`${owner} slow`, 'hangs');
      const closing = new AbortController();
      const hanging = office.pusher.push(slow.id, closing.signal);
      expect(await office.push(first)).toBe('pushed');
      closing.abort(new Error('enough'));
      expect(await hanging).toBe('left');
    });
  });

  describe('that somebody waits for', () => {
    it('is answered as it stands when their budget is over, and is pushed all the same', async () => {
      const { id } = await office.accept(owner, 'impatient');
      const written = Promise.withResolvers<void>();
      office.gp.onSubmit = () => written.promise;
      const tries = vi.spyOn(office.queue, 'pushDue');
      expect(await office.service.pushNow(id, 0)).toMatchObject({ id, status: 'RECEIVED' });
      written.resolve();
      await Promise.all(tries.mock.results.map(({ value }) => value));
      expect(await office.statusOf(id)).toBe('PUSHED');
    });

    it('is answered at once when the first attempt failed', async () => {
      const { id } = await office.accept(owner, 'failing');
      vi.spyOn(Math, 'random').mockReturnValue(1);
      office.gp.troubles.set(owner, 'away');
      expect(await office.service.pushNow(id, 60_000)).toMatchObject({
        status: 'RECEIVED',
        attempts: 1,
        nextAttemptAt: NOW + 1_000,
      });
    });

    it('is answered with its number', async () => {
      const { id } = await office.accept(owner, 'patient');
      const submission = await office.service.pushNow(id, 10_000);
      expect(submission).toMatchObject({ status: 'PUSHED', documentNumber: expect.stringMatching(/^N\d+$/) });
    });
  });
});
