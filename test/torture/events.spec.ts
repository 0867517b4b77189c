import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { GatewayDatabase } from '../../src/database/index.js';
import { EventLog } from '../../src/events/index.js';
import { SystemClock } from '../../src/values/clock.js';
import { note } from '../events/outbox.js';
import { selfSigned } from '../events/self-signed.js';
import { openOnServer } from '../submissions/office.js';
import { NODE_COMPILE_CACHE } from '../support/built-gateway.js';
import { bundledProgram } from '../support/bundled-program.js';
import { EVENTS_STEPS, type EventsLife } from './events-life.js';

const SECRET = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const EVENTS = 5_000;
const SUBJECTS = 250;
const BATCH = 50;
/** Every this many requests, the receiver fails, loses its answer, or hangs for a while. */
const FAILS = 17;
const LOSES = 23;
const HANGS = 251;
const HANGS_FOR_MS = 1_500;

interface Received {
  readonly id: string;
  readonly subject: string;
  readonly sequence: number;
}

describe('While instances are killed at every step, and their receiver fails, hangs and loses its answers', () => {
  let database: GatewayDatabase;
  let url: string;
  let closeDatabase: () => Promise<void>;
  let server: Server;
  let worker: string;
  let given: Omit<EventsLife, 'dieAt'>;
  /** What has arrived first, by its ID, in the order of arrival. */
  const received = new Map<string, Received>();
  let requests = 0;
  let repeated = 0;
  const children = new Set<ReturnType<typeof fork>>();

  beforeAll(async () => {
    worker = await bundledProgram('torture/events-worker.ts');
    const opened = await openOnServer();
    ({ database, close: closeDatabase, url = '' } = opened);
    const { certificate, key } = selfSigned('localhost');
    server = createServer({ cert: certificate, key }, (request, response) => {
      const parts: Buffer[] = [];
      request.on('error', () => undefined);
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts).toString();
        const event = new Webhook(SECRET).verify(body, request.headers as Record<string, string>) as Received;
        answer(event, response);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    given = {
      ...{ database: url, secret: SECRET, authority: certificate, since: Date.now() },
      receiver: `https://localhost:${port}/`,
    };
  });
  afterAll(async () => {
    await Promise.all([...children].map(kill));
    server?.close();
    server?.closeAllConnections();
    await closeDatabase?.();
  });

  function answer(event: Received, response: ServerResponse): void {
    requests += 1;
    if (requests % FAILS === 0) {
      response.writeHead(500).end();
      return;
    }
    if (requests % HANGS === 0) {
      setTimeout(() => response.destroy(), HANGS_FOR_MS);
      return;
    }
    if (received.has(event.id)) repeated += 1;
    else received.set(event.id, event);
    if (requests % LOSES === 0) response.destroy();
    else response.end();
  }

  async function kill(child: ReturnType<typeof fork>): Promise<void> {
    const ended = once(child, 'exit');
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await ended;
    }
    children.delete(child);
  }

  function start(dieAt: EventsLife['dieAt']) {
    const child = fork(worker, {
      execArgv: [],
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE, EVENTS_WORKER: JSON.stringify({ ...given, dieAt }) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    children.add(child);
    return child;
  }

  it('every event arrives, none is invented, and those of a subject arrive in their order', async () => {
    const log = new EventLog(new SystemClock());
    const recording = (async () => {
      for (let recorded = 0; recorded < EVENTS; recorded += BATCH) {
        const batch = Array.from({ length: BATCH }, (_, index) =>
          note(`${(recorded + index) % SUBJECTS}`, `${recorded + index}`),
        );
        await database.transaction().execute((transaction) => log.record(transaction, batch));
        const undone = database.transaction().execute(async (transaction) => {
          await log.record(transaction, note(`${recorded % SUBJECTS}`, 'never'));
          throw new Error('changed my mind');
        });
        await expect(undone).rejects.toThrow('changed my mind');
      }
    })();
    // Two at a time; each dies at its own step, and the next takes its place.
    const lives = EVENTS_STEPS.flatMap((step) => [3, 40].map((time) => ({ step, time })));
    const place = async (own: typeof lives) => {
      for (const dieAt of own) {
        const child = start(dieAt);
        const [exitCode, signal] = await once(child, 'exit');
        children.delete(child);
        expect([exitCode, signal], `it was to die at ${dieAt.step}`).toEqual([null, 'SIGKILL']);
      }
    };
    await Promise.all([
      recording,
      place(lives.filter((_, index) => index % 2 === 0)),
      place(lives.filter((_, index) => index % 2 === 1)),
    ]);
    start(null);
    start(null);
    const open = () =>
      database
        .selectFrom('event')
        .leftJoin('event_delivery', 'event_id', 'id')
        .where((eb) => eb.or([eb('state', '=', 'PENDING'), eb('state', 'is', null)]))
        .select((eb) => eb.fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow();
    // An event that has failed five times in a row waits for hours, which even a fast clock makes minutes.
    const neverWaits = () =>
      database
        .updateTable('event_delivery')
        .set({ next_attempt_at: new Date(0) })
        .where('state', '=', 'PENDING')
        .where('attempts', '>', 3)
        .execute();
    await vi.waitFor(
      async () => {
        await neverWaits();
        expect(Number((await open()).count)).toBe(0);
      },
      { interval: 500 },
    );

    const rows = await database.selectFrom('event').orderBy('position').select(['id', 'subject', 'sequence', 'data']).execute();
    expect(rows).toHaveLength(EVENTS);
    expect(new Set(received.keys())).toEqual(new Set(rows.map(({ id }) => id)));
    const inOrder = new Map<string, number>();
    for (const { subject, sequence } of received.values()) {
      expect(sequence, subject).toBe((inOrder.get(subject) ?? 0) + 1);
      inOrder.set(subject, sequence);
    }
    // Lost answers and kills have made repetitions, which the ID shows.
    expect(repeated).toBeGreaterThan(0);
    const states = await database.selectFrom('event_delivery').select('state').distinct().execute();
    expect(states).toEqual([{ state: 'DELIVERED' }]);
  });
});
