import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ErpUnavailable, StoreUnavailable } from '../../src/faults/index.js';
import type { Claims } from '../../src/submissions/submission.js';
import { type DecimalString, decimalString } from '../../src/values/exact.js';
import { asSku, asWarehouseCode } from '../../src/values/identifiers.js';
import { bringBack, callOf, Office, onceBack, PLACES, takeAway } from './office.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const MAIN = asWarehouseCode('MAIN');
const NORTH = asWarehouseCode('NORTH');

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
    const claims = (credit: string, ...stock: [string, string, string][]): Claims => ({
      credit: decimalString(credit),
      creditAccount: owner,
      stock: stock.map(([sku, warehouse, quantity]) => ({
        sku: asSku(sku + owner),
        warehouse: asWarehouseCode(warehouse),
        quantity: decimalString(quantity),
      })),
    });
    const takenSince = (since: number) =>
      office.service.looking(async (taken) => {
        const bolts = asSku(`BOLT${owner}`);
        const credit = (await taken.credit(owner, since)).toFixed();
        const [main, north] = await taken.stock(
          [MAIN, NORTH].map((warehouse) => ({ sku: bolts, warehouse })),
          since,
        );
        return { credit, bolts: main?.toFixed(), boltsNorth: north?.toFixed() };
      });

    it('counts what is not in GP, by account, item and site', async () => {
      await office.accept(owner, 'a', claims('100.10', ['BOLT', 'MAIN', '2.5'], ['BOLT', 'NORTH', '1'], ['NUT', 'MAIN', '7']));
      await office.accept(owner, 'b', claims('0.05', ['BOLT', 'MAIN', '1'], ['BOLT', 'MAIN', '2']));
      await office.accept(`${owner}2`, 'c', { ...claims('1'), creditAccount: `${owner}2` });
      expect(await takenSince(NOW)).toEqual({ credit: '100.15', bolts: '5.5', boltsNorth: '1' });
    });

    it('counts what GP got later than the fact was read, and not what the fact shows', async () => {
      const { id } = await office.accept(owner, 'a', claims('10', ['BOLT', 'MAIN', '2']));
      vi.setSystemTime(NOW + 1_000);
      await office.push(id);
      expect(await takenSince(NOW + 999)).toEqual({ credit: '10', bolts: '2', boltsNorth: '0' });
      expect(await takenSince(NOW + 1_000)).toEqual({ credit: '0', bolts: '0', boltsNorth: '0' });
    });

    it('does not count what was rejected, until the operator has it tried again', async () => {
      const { id } = await office.accept(owner, 'a', claims('10', ['BOLT', 'MAIN', '2']));
      office.gp.troubles.set(owner, 'refuses');
      await office.push(id);
      expect(await takenSince(0)).toEqual({ credit: '0', bolts: '0', boltsNorth: '0' });
      await office.desk.retry(id);
      expect(await takenSince(0)).toEqual({ credit: '10', bolts: '2', boltsNorth: '0' });
    });

    it('takes no more than there is, however many want it at once', async () => {
      const limit = 5;
      const want = async (index: number) =>
        office.service.accept(
          { ...callOf(`${owner}${index % 4}`, `${index}`), locks: [{ kind: 'credit', key: owner }] },
          async (taken) => {
            const used = await taken.credit(owner, NOW);
            if (used.plus(1).gt(limit)) return { kind: 'refused', refusal: used.toFixed() };
            return { kind: 'accept', document: { text: 'one' }, claims: claims('1') };
          },
        );
      const kinds = (await Promise.all(Array.from({ length: 20 }, (_, index) => want(index)))).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(limit);
      expect((await takenSince(NOW)).credit).toBe(`${limit}`);
    });

    it.each(['invoice', 'quote'])('lets one of many calls at once have an %s, which is no credit and no item', async (kind) => {
      const decided: string[] = [];
      const pay = (index: number) =>
        office.service.accept({ ...callOf(`${owner}${index}`, 'pays'), locks: [{ kind, key: owner }] }, async (taken) => {
          if (decided.length > 0) return { kind: 'refused', refusal: 'settled' };
          // Without the lock, the others look while this one asks.
          await taken.credit(owner, NOW);
          decided.push(owner);
          return { kind: 'accept', document: { text: 'paid' }, claims: claims('0') };
        });
      const kinds = (await Promise.all(Array.from({ length: 10 }, (_, index) => pay(index)))).map((each) => each.kind);
      expect(kinds.filter((each) => each === 'accepted')).toHaveLength(1);
    });

    it('takes carts of many lines that want the same items in any order', async () => {
      const skus = Array.from({ length: 400 }, (_, index) => asSku(`${owner}-${index}`));
      const place = (key: string, order: typeof skus) => {
        const stock = order.map((sku) => ({ sku, warehouse: MAIN, quantity: '1' as DecimalString }));
        return office.accept(`${owner}${key}`, key, { credit: decimalString(0), creditAccount: `${owner}${key}`, stock });
      };
      await Promise.all([place('a', skus), place('b', skus.toReversed()), place('c', skus), place('d', skus.toReversed())]);
      const items = skus.map((sku) => ({ sku, warehouse: MAIN }));
      const taken = await office.service.looking((each) => each.stock([...items, { sku: asSku('NUT'), warehouse: MAIN }], NOW));
      expect(taken.map((amount) => amount.toFixed())).toEqual([...skus.map(() => '4'), '0']);
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
      const claims: Claims = { credit: decimalString(0), creditAccount: owner, stock: [] };
      const decided = office.service.accept(callOf(owner, 'in the middle'), async () => {
        await takeAway(server);
        return { kind: 'accept', document: { text: 'lost' }, claims };
      });
      await expect(decided).rejects.toThrow(StoreUnavailable);
      await bringBack(server);
      expect(await onceBack(ofOwner)).toEqual([]);
      expect(await office.place(callOf(owner, 'in the middle'), 'kept')).toMatchObject({ kind: 'accepted' });
    });
  });
});
