import { type FastifyInstance, fastify } from 'fastify';
import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { ObservabilitySettings } from '../config/index.js';
import { NoSharedLevel } from '../live/index.js';
import { AlwaysWell } from '../resilience/index.js';
import { type Counting, GatewayMetrics } from './gateway-metrics.js';
import { openMetrics } from './serve-metrics.js';

const NOTHING_COUNTED: Counting = {
  readers: { figures: () => new Map() },
  guards: { operations: () => [] },
  admission: { shed: { page: 0, checkout: 0, unread: 0 }, underWay: 0 },
  sharedLevel: new NoSharedLevel(),
  changes: { state: 'off', ageSeconds: undefined, found: new Map() },
  submissions: { waiting: async () => ({ count: 0, oldestMs: 0 }) },
  jobs: { outcomes: async () => [] },
  events: { destinations: async () => [] },
  erp: new AlwaysWell(),
};
const TOKEN = 'a-token-for-prometheus';

const servers: FastifyInstance[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

function open(settings: Partial<ObservabilitySettings>, hasSilentProxy = false) {
  const own = fastify();
  const metrics = new GatewayMetrics(new Registry(), NOTHING_COUNTED);
  const server = openMetrics(own, metrics, Object.assign(new ObservabilitySettings(), settings), hasSilentProxy);
  servers.push(own, server);
  return { own, server };
}

const from = (remoteAddress: string, headers: Record<string, string> = {}) => ({ url: '/metrics', remoteAddress, headers });

describe('the metrics', () => {
  it('are those of the gateway and of its process, as Prometheus reads them', async () => {
    const response = await open({}).server.inject('/metrics');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    for (const name of [
      'gateway_reads_total',
      'nodejs_eventloop_lag_p99_seconds',
      'nodejs_gc_duration_seconds',
      'process_cpu_seconds_total',
    ]) {
      expect(response.body).toContain(`# TYPE ${name} `);
    }
  });

  it('are there once for a process, and once for each gateway in it', async () => {
    const bodies = await Promise.all([open({}), open({})].map(async ({ server }) => (await server.inject('/metrics')).body));
    for (const body of bodies) expect(body.match(/^# TYPE process_cpu_seconds_total /gm)).toHaveLength(1);
  });
});

describe('on the port of the storefront', () => {
  it.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])('answer this machine: %s', async (address) => {
    expect((await open({}).server.inject(from(address))).statusCode).toBe(200);
  });

  it.each(['10.0.0.7', '203.0.113.7', '::ffff:10.0.0.7', '2001:db8::1'])('do not answer another: %s', async (address) => {
    const response = await open({}).server.inject(from(address, { 'x-forwarded-for': '127.0.0.1' }));
    expect(response.statusCode).toBe(403);
    expect(response.body).not.toContain('gateway_');
  });

  it.each(['x-forwarded-for', 'x-real-ip', 'forwarded', 'via', 'x-forwarded-proto'])(
    'do not answer a proxy on this machine, which sets %s',
    async (header) => {
      expect((await open({}).server.inject(from('127.0.0.1', { [header]: '127.0.0.1' }))).statusCode).toBe(403);
    },
  );
});

describe('behind a proxy on this machine that does not say whose requests it brings', () => {
  it('refuse all callers without a token, on the port of the storefront', async () => {
    const response = await open({}, true).server.inject(from('127.0.0.1'));
    expect(response.statusCode).toBe(403);
    expect(response.body).not.toContain('gateway_');
  });

  it('answer callers with the token, and on a port of their own all that reach it', async () => {
    const authorization = `Bearer ${TOKEN}`;
    expect((await open({ metricsToken: TOKEN }, true).server.inject(from('127.0.0.1', { authorization }))).statusCode).toBe(200);
    expect((await open({ metricsPort: 0 }, true).server.inject(from('127.0.0.1'))).statusCode).toBe(200);
  });
});

describe('with a token', () => {
  it('answer callers that have it, from anywhere', async () => {
    const { server } = open({ metricsToken: TOKEN });
    expect((await server.inject(from('10.0.0.7', { authorization: `Bearer ${TOKEN}` }))).statusCode).toBe(200);
  });

  it.each([undefined, TOKEN, `Bearer ${TOKEN}x`, 'Bearer ', `Basic ${TOKEN}`])('refuse all others: %s', async (authorization) => {
    const { server } = open({ metricsToken: TOKEN, metricsPort: 0 });
    const response = await server.inject(from('127.0.0.1', authorization === undefined ? {} : { authorization }));
    expect([response.statusCode, response.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    expect(response.body).not.toContain('gateway_');
  });
});

describe('on a port of their own', () => {
  it('answer all callers that reach it, and are not on the other', async () => {
    const { own, server } = open({ metricsPort: 0 });
    expect((await server.inject(from('10.0.0.7'))).statusCode).toBe(200);
    expect((await own.inject(from('127.0.0.1'))).statusCode).toBe(404);
  });
});
