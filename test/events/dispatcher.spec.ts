import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ExtensionsSettings } from '../../src/config/index.js';
import type { GatewayDatabase } from '../../src/database/index.js';
import { LEASE_MS } from '../../src/events/delivery-store.js';
import { type AfterFailure, DeliveryFailed, routePointOf } from '../../src/events/index.js';
import { StrayDeliveries } from '../../src/events/stray-deliveries.js';
import { Extensions } from '../../src/extensions/index.js';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { PLACES } from '../submissions/office.js';
import { emptied, MemoryDestination, note, Outbox, written } from './outbox.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe.each(PLACES)('Events on $place', ({ open }) => {
  let database: GatewayDatabase;
  let close: () => Promise<void>;
  let crm: MemoryDestination;
  let archive: MemoryDestination;
  let outbox: Outbox;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    ({ database, close } = await open());
  });
  afterAll(() => close());
  beforeEach(async () => {
    await emptied(database);
    crm = new MemoryDestination('crm');
    archive = new MemoryDestination('archive');
    outbox = new Outbox(database, [crm, archive]);
  });
  afterEach(() => outbox.close());

  const record = (...notes: readonly [string, string][]) =>
    outbox.log.record(
      database,
      notes.map(([key, words]) => note(key, words)),
    );
  /** Lets the dispatcher turn until something is so. */
  const until = (isSo: () => unknown) =>
    vi.waitFor(async () => {
      await outbox.dispatcher.run();
      await isSo();
    });
  const stateOf = async (destination: string) =>
    (await outbox.desk.destinations('wanted')).find(({ name }) => name === destination) ?? expect.fail(`no ${destination}`);
  const failing =
    (...[message, then]: ConstructorParameters<typeof DeliveryFailed>) =>
    () =>
      Promise.reject(new DeliveryFailed(message, then));

  it('reach every destination that wants them, those of a subject in their order', async () => {
    archive.picks = ({ subject }) => subject === 'note/b';
    await record(['a', '1'], ['a', '2'], ['b', '1'], ['a', '3']);
    await until(() => expect(crm.arrived).toHaveLength(4));
    await until(() => expect(archive.arrived).toEqual(['note/b 1']));
    expect(crm.arrived.filter((each) => each.startsWith('note/a'))).toEqual(['note/a 1', 'note/a 2', 'note/a 3']);
  });

  it('wait behind an earlier one of their subject that fails, and others do not', async () => {
    crm.behave = ({ subject, sequence }) =>
      subject === 'note/a' && sequence === 1 ? Promise.reject(new Error('no')) : Promise.resolve(undefined);
    await record(['a', '1'], ['a', '2'], ['b', '1']);
    await until(() => expect(crm.arrived).toEqual(['note/b 1']));
    crm.behave = () => Promise.resolve(undefined);
    await outbox.dispatcher.run();
    expect(crm.arrived).toEqual(['note/b 1']);
    outbox.clock.move(6_000);
    await until(() => expect(crm.arrived).toEqual(['note/b 1', 'note/a 1', 'note/a 2']));
  });

  describe("that a merchant's function routes", () => {
    const folders = new TemporaryFolders();
    let extensions: Extensions;

    beforeAll(async () => {
      const folder = folders.write({
        'routes.ts': `
          export const routeEvent = (event: { subject: string }, destinations: readonly string[]) => {
            if (event.subject === 'note/hangs') return new Promise(() => undefined);
            if (event.subject === 'note/throws') throw new Error('no route');
            if (event.subject === 'note/invents') return ['nobody'];
            return event.subject === 'note/secret' ? destinations.filter((name) => name !== 'crm') : undefined;
          };`,
      });
      const settings = Object.assign(new ExtensionsSettings(), { folder, timeoutMs: 24 * 60 * MINUTE });
      extensions = await Extensions.open(settings, [routePointOf([written])]);
    });
    afterAll(async () => {
      await extensions?.close();
      folders.remove();
    });

    it('go where it says, or to all that want them where it fails', async () => {
      const routed = new Outbox(database, [crm, archive], extensions);
      await record(['secret', '1'], ['open', '1'], ['throws', '1'], ['invents', '1'], ['secret', '2']);
      await vi.waitFor(async () => {
        await routed.dispatcher.run();
        expect(archive.arrived).toHaveLength(5);
        expect(crm.arrived.toSorted()).toEqual(['note/invents 1', 'note/open 1', 'note/throws 1']);
      });
      await routed.close();
    });

    it('do not hold up what is routed, while they wait for a function that hangs', async () => {
      crm.behave = failing('HTTP 500');
      await record(['a', '1']);
      await until(async () => expect((await stateOf('crm')).failures).toBe(1));
      // Its last look for what is new may still be under way, and asks no function.
      await outbox.close();
      const routed = new Outbox(database, [crm, archive], extensions);
      await record(['hangs', '1']);
      await routed.dispatcher.run();
      crm.behave = () => Promise.resolve(undefined);
      routed.clock.move(MINUTE);
      await vi.waitFor(async () => {
        await routed.dispatcher.run();
        expect(crm.arrived).toEqual(['note/a 1']);
      });
      await routed.close();
    });

    it('are delivered before a function has hung, and count as waiting behind it', async () => {
      const routed = new Outbox(database, [crm, archive], extensions);
      const before = Array.from({ length: 30 }, (_, index): [string, string] => [`${index}`, '1']);
      await record(...before, ['hangs', '1'], ['behind', '1']);
      await vi.waitFor(async () => {
        await routed.dispatcher.run();
        expect(crm.arrived).toHaveLength(30);
        expect(await stateOf('crm')).toMatchObject({ waiting: 2, oldestAt: expect.any(Number) });
        expect((await routed.desk.destinations('all')).map(({ waiting }) => waiting)).toEqual([2, 2]);
      });
      await routed.close();
    });

    it('go to no destination that does not want them', async () => {
      crm.wanted = { types: [] };
      const routed = new Outbox(database, [crm, archive], extensions);
      await record(['open', '1']);
      await vi.waitFor(async () => {
        await routed.dispatcher.run();
        expect(archive.arrived).toEqual(['note/open 1']);
      });
      expect(crm.arrived).toEqual([]);
      await routed.close();
    });
  });

  it('are not delayed by a destination that hangs', async () => {
    crm.behave = () => new Promise(() => undefined);
    await record(['a', '1'], ['b', '1']);
    await until(() => expect(archive.arrived).toHaveLength(2));
    await record(['c', '1']);
    await until(() => expect(archive.arrived).toHaveLength(3));
    expect(crm.arrived).toEqual([]);
  });

  it('are delivered again by another instance once the lease of one that died has ended', async () => {
    await record(['a', '1']);
    crm.behave = () => new Promise(() => undefined);
    await until(() => expect(crm.attempts).toBe(1));
    const other = new MemoryDestination('crm');
    const another = new Outbox(database, [other]);
    await another.dispatcher.run();
    another.clock.move(LEASE_MS + 1);
    await vi.waitFor(async () => {
      await another.dispatcher.run();
      expect(other.arrived).toEqual(['note/a 1']);
    });
    await another.close();
  });

  it('are tried ten times over three days, and then given up, so that the next of the subject follows', async () => {
    crm.behave = ({ sequence }) => (sequence === 1 ? Promise.reject(new Error('never')) : Promise.resolve(undefined));
    const [first = ''] = await record(['a', '1'], ['a', '2']);
    for (let attempt = 1; attempt <= 10; attempt++) {
      await until(() => expect(crm.attempts).toBeGreaterThanOrEqual(attempt));
      await until(async () =>
        expect((await outbox.desk.show(first))?.attempts.filter(({ destination }) => destination === 'crm')).toHaveLength(
          attempt,
        ),
      );
      outbox.clock.move(27 * 60 * MINUTE);
      // Other events succeed meanwhile, so that the destination stays enabled.
      await outbox.desk.enable('crm');
    }
    await until(() => expect(crm.arrived).toEqual(['note/a 2']));
    const shown = await outbox.desk.show(first);
    expect(shown?.deliveries.find(({ destination }) => destination === 'crm')).toMatchObject({
      state: 'GIVEN_UP',
      attempts: 10,
      lastError: 'never',
    });
  });

  it('are held back for as long as a receiver asks', async () => {
    crm.behave = failing('HTTP 429', { kind: 'pause', forMs: 10 * MINUTE });
    await record(['a', '1']);
    await until(async () => expect((await stateOf('crm')).pausedUntil).not.toBeNull());
    crm.behave = () => Promise.resolve(undefined);
    await record(['b', '1']);
    outbox.clock.move(9 * MINUTE);
    await until(() => expect(archive.arrived).toHaveLength(2));
    expect(crm.arrived).toEqual([]);
    outbox.clock.move(2 * MINUTE);
    await until(() => expect(crm.arrived).toHaveLength(2));
  });

  it('are held back as long also where others were under way, and arrive', async () => {
    const slow = Promise.withResolvers<undefined>();
    crm.behave = ({ subject }) =>
      subject === 'note/slow'
        ? slow.promise
        : Promise.reject(new DeliveryFailed('HTTP 429', { kind: 'pause', forMs: 10 * MINUTE }));
    await record(['slow', '1'], ['a', '1']);
    await until(async () => expect((await stateOf('crm')).pausedUntil).not.toBeNull());
    slow.resolve(undefined);
    await until(async () => expect((await stateOf('crm')).succeededAt).not.toBeNull());
    crm.behave = () => Promise.resolve(undefined);
    await record(['b', '1']);
    await until(() => expect(archive.arrived).toHaveLength(3));
    await outbox.dispatcher.run();
    expect((await stateOf('crm')).pausedUntil).not.toBeNull();
    outbox.clock.move(11 * MINUTE);
    await until(() => expect(crm.arrived).toEqual(expect.arrayContaining(['note/slow 1', 'note/a 1', 'note/b 1'])));
  });

  it('wait for a receiver that wants no more, until it is enabled, and the others are told', async () => {
    crm.behave = failing('HTTP 410', { kind: 'disable' });
    await record(['a', '1']);
    await until(async () => expect((await stateOf('crm')).disabledBecause).toBe('HTTP 410'));
    crm.behave = () => Promise.resolve(undefined);
    await record(['a', '2']);
    await until(() => expect(archive.arrived).toEqual(['note/a 1', 'destination/crm 1', 'note/a 2']));
    expect(crm.arrived).toEqual([]);
    expect(await outbox.desk.enable('crm')).toBe(true);
    await until(() => expect(crm.arrived).toEqual(expect.arrayContaining(['note/a 1', 'note/a 2'])));
  });

  it('are told of a receiver that was disabled by its answer to a test event', async () => {
    crm.behave = failing('HTTP 410', { kind: 'disable' });
    await outbox.dispatcher.run();
    await outbox.desk.test('crm');
    await until(() => expect(archive.arrived).toEqual(['destination/crm 2']));
  });

  it('are kept back after five days of failures alone', async () => {
    crm.behave = failing('HTTP 500');
    await record(['a', '1']);
    await until(async () => expect((await stateOf('crm')).failures).toBe(1));
    // An instance for each day: an attempt under way while the clock is moved would be noted as one of the day before.
    const begin = async (day: number) => {
      await outbox.close();
      outbox = new Outbox(database, [crm, archive]);
      outbox.clock.move(day * DAY);
    };
    for (let day = 1; day <= 4; day++) {
      await begin(day);
      const { failures } = await stateOf('crm');
      await record([`${day}`, '1']);
      await until(async () => expect((await stateOf('crm')).failures).toBeGreaterThan(failures));
    }
    expect((await stateOf('crm')).disabledAt).toBeNull();
    await begin(5);
    await record(['last', '1']);
    await until(async () =>
      expect((await stateOf('crm')).disabledBecause).toBe('All attempts of 5 days have failed; the last one: HTTP 500'),
    );
  });

  it('are not kept back after two failures with quiet days between them', async () => {
    crm.behave = failing('HTTP 502');
    await record(['a', '1']);
    await until(async () => expect((await stateOf('crm')).failures).toBe(1));
    outbox.clock.move(6 * DAY);
    const quietUntil = outbox.clock.now();
    await until(async () => expect((await stateOf('crm')).failingSince).toBeGreaterThanOrEqual(quietUntil));
    expect(await stateOf('crm')).toMatchObject({ failures: 1, disabledAt: null });
  });

  it.each<AfterFailure>([{ kind: 'giveUp' }, { kind: 'retry', of: 'event' }])(
    'do not count as failures of a destination where they fail by themselves: %j',
    async (then) => {
      crm.behave = failing('too large', then);
      const [id = ''] = await record(['a', '1']);
      await until(async () =>
        expect((await outbox.desk.show(id))?.deliveries).toContainEqual(
          expect.objectContaining({ destination: 'crm', lastError: 'too large' }),
        ),
      );
      expect(await stateOf('crm')).toMatchObject({ failures: 0, failingSince: null, disabledAt: null });
    },
  );

  it('show that a destination works where they fail in part, and the rest is tried again', async () => {
    crm.behave = failing('HTTP 500');
    await record(['a', '1']);
    await until(async () => expect((await stateOf('crm')).failures).toBeGreaterThan(0));
    crm.behave = () => Promise.reject(new DeliveryFailed('one mailbox is full', undefined, null, { inPart: true }));
    const [second = ''] = await record(['b', '1']);
    await until(async () =>
      expect((await outbox.desk.show(second))?.deliveries).toContainEqual(
        expect.objectContaining({ destination: 'crm', state: 'PENDING', lastError: 'one mailbox is full' }),
      ),
    );
    expect(await stateOf('crm')).toMatchObject({ failures: 0, failingSince: null, succeededAt: expect.any(Number) });
  });

  it('go one at a time to a receiver that always fails, and all at once when it is back', async () => {
    crm.behave = failing('HTTP 500');
    await record(...Array.from({ length: 6 }, (_, index): [string, string] => [`${index}`, '1']));
    await until(async () => expect((await stateOf('crm')).failures).toBeGreaterThanOrEqual(5));
    let underWay = 0;
    crm.behave = async () => {
      underWay += 1;
      expect(underWay).toBe(1);
      await outbox.dispatcher.run();
      underWay -= 1;
      throw new Error('still away');
    };
    outbox.clock.move(6_000);
    const before = crm.attempts;
    await until(() => expect(crm.attempts).toBeGreaterThanOrEqual(before + 6));
    crm.behave = () => Promise.resolve(undefined);
    // Within the pauses of all but the first.
    outbox.clock.move(70_000);
    await until(() => expect(crm.arrived).toHaveLength(6));
  });

  it('are sent again, those that a destination wants, and what it never got too', async () => {
    crm.picks = ({ subject }) => subject !== 'note/b';
    await record(['a', '1'], ['b', '1'], ['a', '2']);
    await until(() => expect(crm.arrived).toHaveLength(2));
    expect(await outbox.desk.replay('crm', { type: 'note.*' })).toEqual({ fitting: 3, wanted: 3, inDigest: 0, again: 3 });
    await until(() => expect(crm.arrived).toEqual(['note/a 1', 'note/a 2', 'note/a 1', 'note/a 2']));
    expect(await outbox.desk.replay('crm', { subject: 'note/a', from: outbox.clock.now() })).toEqual({
      fitting: 0,
      wanted: 0,
      inDigest: 0,
      again: 0,
    });
    expect(await outbox.desk.replay('nobody', {})).toBeUndefined();
  });

  it('go on behind events that were deleted before they were delivered', async () => {
    crm.behave = failing('HTTP 500');
    const ids = await record(['a', '1'], ['b', '1'], ['c', '1']);
    await until(() => expect(crm.attempts).toBe(3));
    await database.deleteFrom('event').where('id', 'in', ids).execute();
    crm.behave = () => Promise.resolve(undefined);
    await record(['a', '2']);
    await until(() => expect(crm.arrived).toEqual(['note/a 2']));
    outbox.clock.move(DAY);
    await until(async () => expect(await database.selectFrom('event_lane').select('subject').execute()).toEqual([]));
  });

  it('that an instance of a former release has routed are found', async () => {
    await outbox.dispatcher.run();
    await outbox.desk.disable('crm');
    const [id = ''] = await record(['a', '1']);
    await until(async () => expect((await outbox.desk.show(id))?.deliveries).toHaveLength(2));
    await database.deleteFrom('event_lane').where('destination', '=', 'crm').execute();
    await outbox.desk.enable('crm');
    await outbox.dispatcher.run();
    const found = await new StrayDeliveries(database).apply(
      { checkpoint: '' },
      { isDryRun: false, signal: new AbortController().signal, forgetWatermark: async () => undefined },
    );
    expect(found.changed).toBe(1);
    await until(() => expect(crm.arrived).toEqual(['note/a 1']));
  });

  it('of a test reach the destination that is tested, and no other', async () => {
    crm.wanted = { types: [] };
    await outbox.dispatcher.run();
    const id = await outbox.desk.test('crm');
    await until(() => expect(crm.arrived).toEqual(['destination/crm 1']));
    expect((await outbox.desk.show(id ?? ''))?.deliveries.map(({ destination }) => destination)).toEqual(['crm']);
  });

  it('that were under way when the gateway closed are tried by the next one, without counting as an attempt', async () => {
    crm.behave = () => new Promise(() => undefined);
    const [id = ''] = await record(['a', '1']);
    await until(() => expect(crm.attempts).toBe(1));
    await outbox.close();
    const shown = await outbox.desk.show(id);
    expect(shown?.deliveries.find(({ destination }) => destination === 'crm')).toMatchObject({ state: 'PENDING', attempts: 0 });
  });
});
