import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ErpUnavailable, StoreUnavailable } from '../../src/faults/index.js';
import { LEASE_MS, type Leased } from '../../src/submissions/lease.js';
import type { Claim } from '../../src/submissions/submission.js';
import { decimalString } from '../../src/values/exact.js';
import { bringBack, takeAway } from '../support/databases.js';
import { callOf, Office, onceBack, PART, PLACES } from './office.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');

describe.each(PLACES)('Accepting documents on $place', ({ open }) => {
  let office: Office;
  let closeDatabase: () => Promise<void>;
  let url: string | undefined;
  /** Every test has an owner, a limit and an item of its own. */
  let owner: string;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    const place = await open();
    closeDatabase = place.close;
    url = place.url;
    // They serve the former release. This one has to do without them.
    for (const table of ['submission', 'submission_stock', 'submission_claim']) {
      await sql`alter table ${sql.table(table)} disable trigger user`.execute(place.database);
    }
    office = await Office.open(place.database);
  });
  afterAll(async () => {
    await office.close();
    await closeDatabase();
  });
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    owner = randomUUID().toUpperCase();
  });
  afterEach(() => {
    office.gp.troubles.clear();
    vi.useRealTimers();
  });

  const ofOwner = () => office.database.selectFrom('submission').where('owner', '=', owner).select('id').execute();

  it('writes the document and its job', async () => {
    const acceptance = await office.place(callOf(owner, 'one'), 'Grüße');
    expect(acceptance).toEqual({
      kind: 'accepted',
      submission: {
        id: expect.any(String),
        kind: 'note',
        owner,
        idempotencyKey: 'one',
        reference: 'R-one',
        document: { text: 'Grüße' },
        status: 'RECEIVED',
        receivedAt: NOW,
        pushedAt: null,
        attempts: 0,
        nextAttemptAt: NOW,
        documentNumber: null,
        rejection: null,
        note: null,
      },
    });
    const [{ id }] = (await ofOwner()) as [{ id: string }];
    expect(await office.waitingJobs(id)).toBe(1);
    expect(await office.service.byId(id)).toEqual(acceptance.kind === 'accepted' && acceptance.submission);
  });

  it('knows nothing of others', async () => {
    expect(await office.service.byId(randomUUID())).toBeUndefined();
    expect(await office.service.byId('1; drop table submission')).toBeUndefined();
    expect(await office.service.repeated({ owner, idempotencyKey: 'new', contentHash: 'hash' })).toBeUndefined();
  });

  it('tells how many wait for GP, and for how long', async () => {
    const before = await office.service.waiting();
    const { id } = await office.accept(owner, 'waits');
    vi.setSystemTime(NOW + 90_000);
    expect(await office.service.waiting()).toEqual({ count: before.count + 1, oldestMs: 90_000 });
    await office.push(id);
    expect(await office.service.waiting()).toMatchObject({ count: before.count });
  });

  describe('of one key', () => {
    it('gives one submission to fifty calls at once that say the same', async () => {
      const call = callOf(owner, 'fifty');
      const acceptances = await Promise.all(Array.from({ length: 50 }, () => office.place(call, 'fifty')));
      expect(acceptances.map(({ kind }) => kind).toSorted()).toEqual(['accepted', ...Array.from({ length: 49 }, () => 'same')]);
      const ids = new Set(acceptances.map((each) => 'submission' in each && each.submission.id));
      expect([...ids]).toEqual((await ofOwner()).map(({ id }) => id));
    });

    it('gives the same submission later, as it then stands, and decides nothing again', async () => {
      const { id } = await office.accept(owner, 'later');
      await office.push(id);
      const decide = vi.fn();
      const again = await office.service.accept(callOf(owner, 'later'), decide);
      expect(again).toMatchObject({ kind: 'same', submission: { id, status: 'PUSHED' } });
      expect(await office.service.repeated({ owner, idempotencyKey: 'later', contentHash: 'hash of later' })).toEqual(again);
      expect(decide).not.toHaveBeenCalled();
    });

    it('refuses a call that says something else', async () => {
      await office.accept(owner, 'key');
      const other = { ...callOf(owner, 'key'), contentHash: 'another hash' };
      expect(await office.place(other, 'other')).toEqual({ kind: 'keyReused' });
      expect(await office.service.repeated({ owner, idempotencyKey: 'key', contentHash: 'another hash' })).toEqual({
        kind: 'keyReused',
      });
      expect(await ofOwner()).toHaveLength(1);
    });

    it('takes it from another owner', async () => {
      await office.accept(owner, 'shared');
      expect(await office.place(callOf(`${owner}2`, 'shared'), 'shared')).toMatchObject({ kind: 'accepted' });
    });
  });

  describe('that are refused', () => {
    it('leaves nothing behind', async () => {
      const refusal = { problem: 'too much' };
      const decide = async () => ({ kind: 'refused', refusal }) as const;
      expect(await office.service.accept(callOf(owner, 'refused'), decide)).toEqual({ kind: 'refused', refusal });
      expect(await ofOwner()).toEqual([]);
      expect(await office.place(callOf(owner, 'refused'), 'now it fits')).toMatchObject({ kind: 'accepted' });
    });

    it('throws what deciding threw, and leaves nothing behind', async () => {
      const fault = new ErpUnavailable('test', { cause: new Error() });
      await expect(office.service.accept(callOf(owner, 'thrown'), () => Promise.reject(fault))).rejects.toBe(fault);
      expect(await ofOwner()).toEqual([]);
    });
  });

  describe('with claims', () => {
    /** Of each kind and key, which are this test's own. */
    const claims = (...amounts: [kind: string, key: string, amount: string][]): Claim[] =>
      amounts.map(([kind, key, amount]) => ({ kind, key: key + owner, amount: decimalString(amount) }));
    const invoice = (amount: string) => claims(['invoice', 'INV-1', amount]);
    const takenSince = async (since: number, ...keys: [kind: string, key: string][]) => {
      const asked = keys.map(([kind, key]) => ({ kind, key: key + owner }));
      return (await office.service.looking((taken) => taken.of(asked, since))).map((amount) => amount.toFixed());
    };
    const paidSince = async (since: number) => (await takenSince(since, ['invoice', 'INV-1']))[0];

    it('counts what is not in GP, by kind and key', async () => {
      await office.accept(owner, 'a', claims(['invoice', 'INV-1', '100.10'], [PART, 'BOLT', '2.5'], [PART, 'NUT', '7']));
      await office.accept(owner, 'b', claims(['invoice', 'INV-1', '0.05'], [PART, 'BOLT', '1'], [PART, 'BOLT', '2']));
      await office.accept(`${owner}2`, 'c', claims(['invoice', 'INV-2', '1']));
      await office.accept(`${owner}2`, 'd', claims(['quote', 'INV-1', '1']));
      const taken = await takenSince(
        NOW,
        [PART, 'BOLT'],
        ['invoice', 'INV-1'],
        ['invoice', 'BOLT'],
        ['quote', 'INV-1'],
        [PART, 'NUT'],
      );
      expect(taken).toEqual(['5.5', '100.15', '0', '1', '7']);
    });

    it('finds nothing taken where nothing is asked for', async () => {
      expect(await takenSince(NOW)).toEqual([]);
    });

    it('counts what GP got later than the fact was read, and not what the fact shows', async () => {
      const { id } = await office.accept(owner, 'a', invoice('10'));
      vi.setSystemTime(NOW + 1_000);
      await office.push(id);
      expect(await paidSince(NOW + 999)).toBe('10');
      expect(await paidSince(NOW + 1_000)).toBe('0');
    });

    it('does not count what was rejected, until the operator has it tried again', async () => {
      const { id } = await office.accept(owner, 'a', invoice('10'));
      office.gp.troubles.set(owner, 'refuses');
      await office.push(id);
      expect(await paidSince(0)).toBe('0');
      await office.desk.retry(id);
      expect(await paidSince(0)).toBe('10');
      expect(await office.told(id)).toEqual(['received', 'rejected']);
    });

    it('does not count what the operator has given up', async () => {
      const { id } = await office.accept(owner, 'a', invoice('10'));
      await office.desk.reject(id, 'paid in cash');
      expect(await paidSince(0)).toBe('0');
      expect(await office.told(id)).toEqual(['received', 'rejected']);
    });

    it('keeps them where another push has taken the hand-over up meanwhile', async () => {
      const { id } = await office.accept(owner, 'a', invoice('10'));
      const lost = (await office.leases.takeLease(id)) as Leased;
      vi.setSystemTime(NOW + LEASE_MS);
      await office.leases.takeLease(id);
      expect(await office.leases.markPushed(lost)).toBe(false);
      expect(await office.leases.markRejected(lost, { code: 1, message: 'no' })).toBe(false);
      expect(await paidSince(NOW + LEASE_MS)).toBe('10');
    });

    it('takes no more than there is, however many want it at once', async () => {
      const open = 5;
      const want = async (index: number) =>
        office.service.accept(
          { ...callOf(`${owner}${index % 4}`, `${index}`), locks: [{ kind: 'invoice', key: `INV-1${owner}` }] },
          async (taken) => {
            const [used] = await taken.of([{ kind: 'invoice', key: `INV-1${owner}` }], NOW);
            if (!used || used.plus(1).gt(open)) return { kind: 'refused', refusal: 'settled' };
            return { kind: 'accept', document: { text: 'one' }, claims: invoice('1') };
          },
        );
      const kinds = (await Promise.all(Array.from({ length: 20 }, (_, index) => want(index)))).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(open);
      expect(await paidSince(NOW)).toBe(`${open}`);
    });

    it.each(['invoice', 'quote'])('lets one of many calls at once have an %s that is locked and not claimed', async (kind) => {
      const decided: string[] = [];
      const decide = (index: number) =>
        office.service.accept({ ...callOf(`${owner}${index}`, 'takes'), locks: [{ kind, key: owner }] }, async (taken) => {
          if (decided.length > 0) return { kind: 'refused', refusal: 'settled' };
          // Without the lock, the others look while this one asks.
          await taken.of([{ kind, key: owner }], NOW);
          decided.push(owner);
          return { kind: 'accept', document: { text: 'taken' }, claims: [] };
        });
      const kinds = (await Promise.all(Array.from({ length: 10 }, (_, index) => decide(index)))).map((each) => each.kind);
      expect(kinds.filter((each) => each === 'accepted')).toHaveLength(1);
    });

    it('takes documents of many lines that want the same parts in any order', async () => {
      const parts = Array.from({ length: 400 }, (_, index) => `${index}-`);
      const place = (key: string, order: typeof parts) =>
        office.accept(`${owner}${key}`, key, claims(...order.map((part): [string, string, string] => [PART, part, '1'])));
      await Promise.all([place('a', parts), place('b', parts.toReversed()), place('c', parts), place('d', parts.toReversed())]);
      const taken = await takenSince(NOW, ...[...parts, 'NUT'].map((part): [string, string] => [PART, part]));
      expect(taken).toEqual([...parts.map(() => '4'), '0']);
    });
  });

  describe('while the database is away', () => {
    it('accepts nothing, and says so', async () => {
      const decide = vi.fn();
      // What is in the process does not come back: this is the last test there.
      await (url === undefined ? office.database.destroy() : takeAway(url));
      await expect(office.service.accept(callOf(owner, 'away'), decide)).rejects.toThrow(StoreUnavailable);
      await expect(office.service.byId(randomUUID())).rejects.toThrow(StoreUnavailable);
      expect(decide).not.toHaveBeenCalled();
      if (url === undefined) return;
      await bringBack(url);
      expect(await onceBack(ofOwner)).toEqual([]);
    });

    it('accepts nothing where it goes away in the middle', async () => {
      if (url === undefined) return;
      const server = url;
      const decided = office.service.accept(callOf(owner, 'in the middle'), async () => {
        await takeAway(server);
        return { kind: 'accept', document: { text: 'lost' }, claims: [] };
      });
      await expect(decided).rejects.toThrow(StoreUnavailable);
      await bringBack(server);
      expect(await onceBack(ofOwner)).toEqual([]);
      expect(await office.place(callOf(owner, 'in the middle'), 'kept')).toMatchObject({ kind: 'accepted' });
    });
  });
});
