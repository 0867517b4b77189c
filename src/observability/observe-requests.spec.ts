import { Logger } from '@nestjs/common';
import { type FastifyInstance, fastify } from 'fastify';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { correlationId, type Waits } from '../contract/request-record.js';
import { JsonLog } from './json-log.js';
import { observeRequests } from './observe-requests.js';
import { RequestMetrics } from './request-metrics.js';

const SECRETS = ['s3cret', 'nell@example.com', 'BOLT-14'];

let lines: string[];
let server: FastifyInstance;

beforeEach(() => {
  lines = [];
  Logger.overrideLogger(new JsonLog('debug', { write: (line) => lines.push(line) }));
});

afterEach(async () => {
  await server.close();
  Logger.overrideLogger(false);
});

/** A server with a GraphQL edge that answers nothing but who asks, and with what else may go wrong. */
function start({ logsEveryRequest = false, waits = { questions: 0, waitedMs: 0 } as Waits } = {}): FastifyInstance {
  server = fastify();
  observeRequests(server, { metrics: new RequestMetrics(new Registry()), tracing: undefined, logsEveryRequest });
  server.post<{ Body: { operationName?: string } }>('/graphql', async (request) => {
    request.record.operation = request.body.operationName ?? null;
    request.record.executedBy = 'plain';
    request.record.waits = waits;
    await new Promise(setImmediate);
    new Logger('gp').warn('asked');
    return { correlationId: correlationId() };
  });
  server.get('/broken', async () => {
    throw new Error(SECRETS[0]);
  });
  server.get('/busy', async (_request, reply) => reply.code(503).send('later'));
  return server;
}

const written = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a request', () => {
  it('is known by one ID in what is done for it, in the log and to its caller', async () => {
    const response = await start().inject({
      method: 'POST',
      url: '/graphql?x=1',
      headers: { 'x-correlation-id': 'page-7' },
      payload: { operationName: 'Page' },
    });
    expect(response.headers['x-correlation-id']).toBe('page-7');
    expect(response.json()).toEqual({ correlationId: 'page-7' });
    expect(written()).toMatchObject([{ context: 'gp', correlationId: 'page-7', msg: 'asked' }]);
  });

  it('is not mixed up with others at the same time', async () => {
    start();
    const ids = Array.from({ length: 20 }, (_, index) => `page-${index}`);
    const responses = await Promise.all(
      ids.map((id) => server.inject({ method: 'POST', url: '/graphql', headers: { 'x-request-id': id }, payload: {} })),
    );
    expect(responses.map((response) => response.json().correlationId)).toEqual(ids);
    expect(correlationId()).toBeUndefined();
  });

  it('has its ID sent back also where nothing answers it', async () => {
    start();
    for (const request of [
      { url: '/nowhere' },
      { url: '/broken' },
      { method: 'POST', url: '/graphql', payload: '{', headers: { 'content-type': 'application/json' } },
    ] as const) {
      expect((await server.inject(request)).headers['x-correlation-id']).toMatch(/^[0-9a-f]{16}$/);
    }
  });

  it('tells GraphQL callers what it took, and what of that was waited for GP', async () => {
    start({ waits: { questions: 2, waitedMs: 60.26 } });
    const { headers } = await server.inject({ method: 'POST', url: '/graphql', payload: {} });
    expect(headers['server-timing']).toMatch(/^total;dur=\d+(\.\d)?, gp;dur=60\.3;desc="2 questions"$/);
    expect((await server.inject('/nowhere')).headers).not.toHaveProperty('server-timing');
  });

  it('says one question of one', async () => {
    start({ waits: { questions: 1, waitedMs: 60 } });
    const { headers } = await server.inject({ method: 'POST', url: '/graphql', payload: {} });
    expect(headers['server-timing']).toContain('gp;dur=60;desc="1 question"');
  });
});

describe('the log of requests', () => {
  it('holds a line for each where it is asked for, without what the caller sent', async () => {
    start({ logsEveryRequest: true, waits: { questions: 2, waitedMs: 60 } });
    await server.inject({
      method: 'POST',
      url: `/graphql?who=${SECRETS[1]}`,
      headers: { authorization: `Bearer ${SECRETS[0]}`, 'x-correlation-id': SECRETS[1] },
      payload: { operationName: 'Page', variables: { sku: SECRETS[2] } },
    });
    expect(written().at(-1)).toEqual({
      level: 20,
      time: expect.any(String),
      context: 'request',
      correlationId: expect.stringMatching(/^[0-9a-f]{16}$/),
      operation: 'Page',
      status: 200,
      tookMs: expect.any(Number),
      gpQuestions: 2,
      msg: 'Request answered',
    });
    for (const secret of SECRETS) expect(lines.join()).not.toContain(secret);
  });

  it('holds no invalid operation name', async () => {
    start({ logsEveryRequest: true });
    await server.inject({ method: 'POST', url: '/graphql', payload: { operationName: SECRETS[1] } });
    expect(written().at(-1)).toMatchObject({ operation: 'other' });
  });

  it('holds what failed in any case', async () => {
    await start().inject('/broken');
    expect(written()).toMatchObject([{ level: 30, context: 'request', status: 500, msg: 'Request failed' }]);
    expect(lines.join()).not.toContain(SECRETS[0]);
  });

  it('holds no line for each that was refused because there was too much to do', async () => {
    await start().inject('/busy');
    expect(written().filter(({ level }) => Number(level) > 20)).toEqual([]);
  });
});
