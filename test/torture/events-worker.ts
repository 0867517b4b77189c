import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import type { DiscoveryService } from '@nestjs/core';

/** An instance that delivers events and nothing else, out of the built modules. It kills itself at a step. */
export interface EventsWorker {
  /** The built gateway's folder, as a URL that ends in a slash. */
  readonly dist: string;
  readonly database: string;
  readonly receiver: string;
  readonly secret: string;
  readonly authority: string;
  /** When its clock began to run fast, in milliseconds since 1970. */
  readonly since: number;
  readonly dieAt: { readonly step: EventsStep; readonly time: number } | null;
}

/** `routed`: within the transaction that has routed. `sent`: the receiver has the event, and the database does not know. */
export const EVENTS_STEPS = ['routed', 'taken', 'sent', 'delivered', 'failed'] as const;
export type EventsStep = (typeof EVENTS_STEPS)[number];

/** Leases and pauses of minutes take seconds. */
const FASTER = 40;
const TURN_EVERY_MS = 50;

const given = process.env.EVENTS_WORKER;
if (given) await work(JSON.parse(given) as EventsWorker);

async function work({ dist, database: url, receiver, secret, authority, since, dieAt }: EventsWorker): Promise<void> {
  const built = (path: string) => import(new URL(path, dist).href) as Promise<unknown>;
  type Source<Path extends string> = Path extends 'config/index.js' ? typeof import('../../src/config/index.js') : never;
  const { DatabaseSettings, ExtensionsSettings } = (await built('config/index.js')) as Source<'config/index.js'>;
  const { GatewayDatabase } = (await built('database/index.js')) as typeof import('../../src/database/index.js');
  const { Extensions } = (await built('extensions/index.js')) as typeof import('../../src/extensions/index.js');
  const events = (await built('events/index.js')) as typeof import('../../src/events/index.js');
  const { DeliveryStore } = (await built('events/delivery-store.js')) as typeof import('../../src/events/delivery-store.js');
  const { EventRouter } = (await built('events/event-router.js')) as typeof import('../../src/events/event-router.js');
  const { WebhookEndpoint } = (await built(
    'events/webhooks/endpoint.js',
  )) as typeof import('../../src/events/webhooks/endpoint.js');

  let times = 0;
  const at = (step: EventsStep) => {
    if (step === dieAt?.step && ++times === dieAt.time) process.kill(process.pid, 'SIGKILL');
  };
  const clock = { now: () => since + (Date.now() - since) * FASTER };
  const database = await GatewayDatabase.open(Object.assign(new DatabaseSettings(), { url }));
  const store = new DeliveryStore(database, new events.EventLog(clock), clock);
  const endpoint = new WebhookEndpoint(
    {
      ...{ name: 'receiver', url: new URL(receiver), types: ['*'], mayBePrivate: true, authority },
      secrets: [Buffer.from(secret, 'base64')],
    },
    'https://shop.example.com',
  );
  const { take, delivered, failed } = store;
  store.take = async (...words) => {
    const taken = await take.apply(store, words);
    if (taken.length > 0) at('taken');
    return taken;
  };
  store.delivered = async (...words) => {
    at('sent');
    await delivered.apply(store, words);
    at('delivered');
  };
  store.failed = async (...words) => {
    const reason = await failed.apply(store, words);
    at('failed');
    return reason;
  };
  // Asked for while an event is routed, and again before it is sent.
  const { wants } = endpoint;
  endpoint.wants = (event) => {
    at('routed');
    return wants.call(endpoint, event);
  };
  class Receivers extends events.EventDestinations {
    readonly destinations = [endpoint];
  }
  const discovery = { getProviders: () => [{ instance: new Receivers() }] } as unknown as DiscoveryService;
  const extensions = await Extensions.open(new ExtensionsSettings(), []);
  const dispatcher = new events.EventDispatcher(discovery, new EventRouter(database, clock, extensions), store);
  process.stdout.write('ready\n');
  for (;;) {
    await dispatcher.run();
    await pause(TURN_EVERY_MS);
  }
}
