import { DiscoveryService } from '@nestjs/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PeriodicTasks, tasksOf } from '../src/jobs/index.js';
import { TestGateway } from './support/test-gateway.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start();
});
afterAll(() => gateway?.stop());

/** What could be run periodically: it has a name, an interval and a run. */
function looksLikeTask(instance: unknown): instance is { name: string } {
  if (typeof instance !== 'object' || instance === null || instance instanceof PeriodicTasks) return false;
  const { name, everyMs, run } = instance as Record<string, unknown>;
  return typeof name === 'string' && typeof everyMs === 'number' && typeof run === 'function';
}

it('every periodic task among the providers is started', () => {
  const discovery = gateway.gateway.app.get(DiscoveryService);
  const written = [...new Set<unknown>(discovery.getProviders().map(({ instance }) => instance))].filter(looksLikeTask);
  const { beforeListening, meanwhile } = tasksOf(discovery);
  const started = [...beforeListening, ...meanwhile].map(({ name }) => name);
  expect(started.toSorted()).toEqual(written.map(({ name }) => name).toSorted());
});

it('what pages need is there before the gateway listens', () => {
  const { beforeListening, meanwhile } = tasksOf(gateway.gateway.app.get(DiscoveryService));
  expect(beforeListening.map(({ name }) => name)).toEqual(expect.arrayContaining(['account.company', 'inventory.warehouses']));
  expect(meanwhile.map(({ name }) => name)).toContain('changes.feed');
});
