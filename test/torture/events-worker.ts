import 'reflect-metadata';
import { flushCompileCache } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type { DiscoveryService } from '@nestjs/core';
import { DatabaseSettings, ExtensionsSettings } from '../../src/config/index.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { DeliveryStore } from '../../src/events/delivery-store.js';
import { EventRouter } from '../../src/events/event-router.js';
import { EventDestinations, EventDispatcher, EventLog } from '../../src/events/index.js';
import { WebhookEndpoint } from '../../src/events/webhooks/endpoint.js';
import { Extensions } from '../../src/extensions/index.js';
import type { EventsLife, EventsStep } from './events-life.js';

// An instance that delivers events and nothing else, and kills itself at a step.

/** Leases and pauses of minutes take seconds. */
const FASTER = 40;
const TURN_EVERY_MS = 50;

const { database: url, receiver, secret, authority, since, dieAt } = JSON.parse(process.env.EVENTS_WORKER ?? '') as EventsLife;

let times = 0;
const at = (step: EventsStep) => {
  if (step === dieAt?.step && ++times === dieAt.time) process.kill(process.pid, 'SIGKILL');
};
const clock = { now: () => since + (Date.now() - since) * FASTER };
const database = await GatewayDatabase.open(Object.assign(new DatabaseSettings(), { url }));
const store = new DeliveryStore(database, new EventLog(clock), clock);
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
class Receivers extends EventDestinations {
  readonly destinations = [endpoint];
}
const discovery = { getProviders: () => [{ instance: new Receivers() }] } as unknown as DiscoveryService;
const extensions = await Extensions.open(new ExtensionsSettings(), []);
const dispatcher = new EventDispatcher(discovery, new EventRouter(database, clock, extensions), store);
process.stdout.write('ready\n');
// Who is killed leaves nothing behind for the next one by itself.
flushCompileCache();
for (;;) {
  await dispatcher.run();
  await pause(TURN_EVERY_MS);
}
