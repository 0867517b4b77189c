import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { EVENT_TYPES } from '../../src/capabilities/index.js';
import { EVENTS_HELP, EventsCommands } from '../../src/console/events-commands.js';
import type { GatewayDatabase } from '../../src/database/index.js';
import { LEASE_MS } from '../../src/events/delivery-store.js';
import { DeliveryFailed, EventTypes } from '../../src/events/index.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import { openOnServer } from '../submissions/office.js';
import { emptied, MemoryDestination, note, Outbox, written } from './outbox.js';

const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('The commands for events', () => {
  let database: GatewayDatabase;
  let close: () => Promise<void>;
  let crm: MemoryDestination;
  let outbox: Outbox;
  let commands: EventsCommands;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    ({ database, close } = await openOnServer());
  });
  afterAll(() => close());
  beforeEach(async () => {
    await emptied(database);
    crm = new MemoryDestination('webhook.crm');
    outbox = new Outbox(database, [crm]);
    commands = new EventsCommands(outbox.desk, new EventTypes([...EVENT_TYPES.all, written]));
  });
  afterEach(() => outbox.close());

  /** What a command says, each moment as "T" and each time that something took as "0 ms". */
  const run = async (...words: string[]) => {
    const { lines, exitCode } = await commands.run(words);
    return { exitCode, lines: lines.map((line) => line.replace(TIME, 'T').replace(/\b\d+ ms\b/, '0 ms')) };
  };
  const done = (...lines: unknown[]) => ({ exitCode: 0, lines });
  const refused = (...lines: unknown[]) => ({ exitCode: 1, lines });
  const unreadable = (...lines: unknown[]) => ({ exitCode: 2, lines });
  const record = (...keys: string[]) =>
    outbox.log.record(
      database,
      keys.map((key) => note(key, 'hello')),
    );
  /** Lets the gateway work until something is so. */
  const until = (isSo: () => unknown) =>
    vi.waitFor(async () => {
      await outbox.dispatcher.run();
      await isSo();
    });
  const delivered = async (...keys: string[]) => {
    const ids = await record(...keys);
    await until(async () => expect((await outbox.desk.destinations('wanted'))[0]?.waiting).toBe(0));
    return ids;
  };

  it('list every type with what it tells', async () => {
    const { lines, exitCode } = await run('types');
    expect([exitCode, lines.length]).toEqual([0, EVENT_TYPES.all.length + 1]);
    expect(lines).toContainEqual(expect.stringMatching(/^order\.pushed\.v1 +GP has the order\.$/));
  });

  it('list the events that fit, the newest last', async () => {
    const [first, second] = await record('a', 'b');
    const rows = [`${first}  T  note.written.v1  note/a, 1  -`, `${second}  T  note.written.v1  note/b, 1  -`];
    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    expect(await run('list')).toEqual(done(...rows));
    expect(await run('list', '--type', 'note.*', '--subject', 'note/b')).toEqual(done(rows[1]));
    expect(await run('list', '--from', tomorrow)).toEqual(done('No event fits.'));
    expect(await run('list', '--to', tomorrow, '--type', 'note.written.v1')).toEqual(done(...rows));
  });

  it('show an event with every attempt to deliver it', async () => {
    crm.behave = () => Promise.reject(new DeliveryFailed('HTTP 500', { kind: 'retry' }, { status: 500, answer: 'Oops' }));
    const [id = ''] = await record('a');
    await until(async () => expect((await outbox.desk.destinations('wanted'))[0]?.failures).toBe(1));
    expect(await run('show', id)).toEqual(
      done(
        `id         ${id}`,
        'type       note.written.v1',
        'subject    note/a, 1',
        'time       T',
        'account    -',
        'data       {"words":"hello"}',
        'webhook.crm  PENDING  1 attempt  next T  HTTP 500',
        'webhook.crm  attempt 1  T  0 ms  HTTP 500  HTTP 500  Oops',
      ),
    );
    expect(await run('show', NOBODY)).toEqual(refused(`There is no event ${NOBODY}.`));
    expect(await run('show', 'x')).toEqual(refused('There is no event x.'));
  });

  it('tell of each destination how it is, and what waits for it', async () => {
    expect(await run('endpoints')).toEqual(done('Events go nowhere: no destination was configured when a gateway last ran.'));
    await outbox.dispatcher.run();
    expect(await run('endpoints')).toEqual(done('webhook.crm  nothing was sent yet  nothing waits'));
    await delivered('a');
    expect(await run('endpoints')).toEqual(done('webhook.crm  works: last delivery T  nothing waits'));
    crm.behave = () => Promise.reject(new Error('no'));
    await record('b');
    await until(async () => expect((await outbox.desk.destinations('wanted'))[0]?.failures).toBe(1));
    expect(await run('endpoints')).toEqual(done('webhook.crm  failing since T: 1 attempt  1 waits, the first since T'));
  });

  it('tell how many deliveries are under way, and until when those of a dead gateway are left alone', async () => {
    crm.behave = () => new Promise(() => undefined);
    await record('a', 'b', 'b');
    await until(() => expect(crm.attempts).toBe(2));
    expect(await run('endpoints')).toEqual(
      done('webhook.crm  nothing was sent yet  3 wait, the first since T; 2 under way, or left by a dead gateway until T'),
    );
    outbox.clock.move(LEASE_MS + 1);
    expect(await run('endpoints')).toEqual(done('webhook.crm  nothing was sent yet  3 wait, the first since T'));
  });

  it('send a destination again what fits', async () => {
    await delivered('a', 'b');
    expect(await run('replay', 'webhook.crm', '--subject', 'note/a')).toEqual(
      done('1 event waits for webhook.crm, sent within seconds of a gateway running.'),
    );
    expect(await run('replay', 'webhook.crm', '--subject', 'note/a')).toEqual(
      done('All that is to be sent, which is 1 event, waits for webhook.crm already.'),
    );
    expect((await run('replay', 'webhook.crm', '--all')).lines[0]).toMatch(/^1 event waits/);
    await until(() => expect(crm.arrived.toSorted()).toEqual(['note/a 1', 'note/a 1', 'note/b 1', 'note/b 1']));
  });

  it('count what a destination wants and nothing else, where it is sent events again', async () => {
    crm.wanted = { types: ['note.*'], except: ['note.burnt.v1'], accounts: ['HARGATE'] };
    await outbox.dispatcher.run();
    const event = (type: string, account: string | null) => ({
      ...{ type: { ...written, name: type }, subject: `note/${type}/${account}`, data: {} },
      account: account === null ? null : asAccountNumber(account),
    });
    await outbox.log.record(database, [
      ...[event('note.written.v1', null), event('note.written.v1', 'HARGATE'), event('note.written.v1', 'KESTREL')],
      ...[event('note.burnt.v1', null), event('book.written.v1', null), event('book.written.v1', null)],
    ]);
    await until(async () => expect(crm.arrived).toHaveLength(2));
    expect(await run('replay', 'webhook.crm', '--all')).toEqual(
      done('2 events wait for webhook.crm, sent within seconds of a gateway running. It does not want the other 4 that fit.'),
    );
    expect(await run('endpoints')).toEqual(done(expect.stringMatching(/ 2 wait, the first since T$/)));
    expect(await run('replay', 'webhook.crm', '--all')).toEqual(
      done('All that is to be sent, which is 2 events, waits for webhook.crm already. It does not want the other 4 that fit.'),
    );
    await until(async () => expect(await run('endpoints')).toEqual(done(expect.stringMatching(/nothing waits$/))));
    expect(crm.arrived).toHaveLength(4);
    expect(await run('replay', 'webhook.crm', '--subject', 'note/book.written.v1/null')).toEqual(
      refused('webhook.crm does not want what fits, which is 2 events: nothing is sent to it.'),
    );
  });

  it('do not count what waits and is not wanted any more since the gateway was started anew', async () => {
    crm.behave = () => Promise.reject(new Error('no'));
    await record('a', 'b');
    await until(async () => expect((await outbox.desk.destinations('wanted'))[0]?.failures).toBe(2));
    await outbox.close();
    crm.wanted = { types: ['book.*'] };
    outbox = new Outbox(database, [crm]);
    commands = new EventsCommands(outbox.desk, EVENT_TYPES);
    await outbox.dispatcher.run();
    expect(await run('endpoints')).toEqual(done(expect.stringMatching(/nothing waits$/)));
  });

  it('send a test event again to the destination that it was for, and to no other', async () => {
    const pim = new MemoryDestination('webhook.pim');
    await outbox.close();
    outbox = new Outbox(database, [crm, pim]);
    commands = new EventsCommands(outbox.desk, EVENT_TYPES);
    await outbox.dispatcher.run();
    await run('test', 'webhook.crm');
    await until(() => expect(crm.arrived).toHaveLength(1));
    expect((await run('replay', 'webhook.crm', '--all')).lines[0]).toMatch(/^1 event waits/);
    expect(await run('replay', 'webhook.pim', '--all')).toEqual(
      refused('webhook.pim does not want what fits, which is 1 event: nothing is sent to it.'),
    );
  });

  it('refuse to send again where no event fits, or where nobody would get it', async () => {
    await delivered('a');
    expect(await run('replay', 'webhook.crm', '--subject', 'note/z')).toEqual(
      refused('No event fits: nothing is sent to webhook.crm. See: npm run events -- list'),
    );
    for (const words of [
      ['replay', 'webhook.pim', '--all'],
      ...['test', 'enable', 'disable'].map((each) => [each, 'webhook.pim']),
    ]) {
      expect(await run(...words)).toEqual(refused('There is no destination webhook.pim. See: npm run events -- endpoints'));
    }
  });

  it('send a test event, which reaches the destination', async () => {
    await outbox.dispatcher.run();
    const { exitCode, lines } = await run('test', 'webhook.crm');
    expect([exitCode, lines]).toEqual([0, [expect.stringMatching(/^A test event is on its way to webhook\.crm\. See: npm run/)]]);
    await until(() => expect(crm.arrived).toEqual(['destination/webhook.crm 1']));
  });

  it('hold a destination back, and let it have what has waited', async () => {
    await outbox.dispatcher.run();
    expect(await run('disable', 'webhook.crm')).toEqual(done('webhook.crm is sent nothing until it is enabled.'));
    await record('a');
    await outbox.dispatcher.run();
    expect(await run('endpoints')).toEqual(
      done('webhook.crm  disabled since T: An operator has disabled it.  1 waits, the first since T'),
    );
    expect(await run('test', 'webhook.crm')).toEqual(
      refused('webhook.crm is disabled: no test event is sent. To enable it: npm run events -- enable webhook.crm'),
    );
    expect(await run('enable', 'webhook.crm')).toEqual(done('webhook.crm is sent events again.'));
    await until(() => expect(crm.arrived).toEqual(['note/a 1']));
  });

  it.each<[string[], string | null]>([
    [[], null],
    [['lst'], '"lst" is not understood.'],
    [['types', 'all'], '"all" is not understood.'],
    [['endpoints', 'all'], '"all" is not understood.'],
    [['show'], 'show: expected the ID of an event.'],
    [['test'], 'test: expected the name of a destination.'],
    [['replay', 'webhook.crm'], 'replay: expected --all, or which events.'],
    [['test', 'webhook.crm', 'now'], '"now" is not understood.'],
    [['list', '--subject'], '--subject: expected what events are about, such as order/ID.'],
    [['list', '--subject', 'order/1', '--subject', 'order/2'], '--subject: expected once.'],
    [['replay', 'webhook.crm', '--type', 'order.*', '--type', 'quote.*'], '--type: expected once.'],
    [['replay', 'webhook.crm', '--all', '--all'], '--all: expected once.'],
    [['replay', 'webhook.crm', '--'], 'replay: expected --all, or which events.'],
    [['list', '--kind', 'x'], '"--kind" is not understood.'],
    [
      ['list', '--type', 'x'],
      '"x" is not understood: expected a type that "npm run events -- types" lists, or its beginning such as order.*.',
    ],
    [
      ['list', '--from', 'monday'],
      '"monday" is not understood: expected a day or an instant in UTC, such as 2026-03-31T08:00:00Z.',
    ],
  ])('name a word that is missing or that they do not understand: %j', async (words, problem) => {
    expect(await run(...words)).toEqual(unreadable(...(problem === null ? [] : [problem]), ...EVENTS_HELP));
  });
});
