import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../src/demo.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { call, type LogLine, logLines } from './callers.js';

const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { userErrors { code } } }';
let databases: string[];
let gateway: TestGateway;
let lines: LogLine[];

beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({
    DATABASE_URL: databases[0],
    GP_URL: databases[1],
    LOCAL_PROXY: 'true',
    RATE_LIMITS: 'BROWSER=20',
    SIGN_IN_FAILURES_PER_ADDRESS: '3',
  });
  lines = logLines();
});
afterAll(async () => {
  await gateway?.stop();
  await Promise.all((databases ?? []).map(dropDatabase));
});

describe('Behind a proxy on this machine that sends no X-Forwarded-For', () => {
  it('guesses of passwords are limited', async () => {
    const codes = [];
    for (let guess = 0; guess < 4; guess++) {
      const { body } = await call(
        gateway.url,
        {},
        { query: LOGIN, variables: { input: { email: `${guess}@example.com`, password: 'wrong' } } },
      );
      codes.push((body.data as { login: { userErrors: { code: string }[] } }).login.userErrors[0]?.code);
    }
    expect(codes).toEqual([...Array(3).fill('INVALID_CREDENTIALS'), 'TOO_MANY_ATTEMPTS']);
    const input = { email: 'nell.hargate@example.com', password: DEMO_PASSWORD };
    const { body } = await call(gateway.url, {}, { query: LOGIN, variables: { input } });
    expect(body.data).toEqual({ login: { userErrors: [{ code: 'TOO_MANY_ATTEMPTS' }] } });
  });

  it('requests are limited, and the log says why', async () => {
    const statuses = [];
    for (let time = 0; time < 45; time++) statuses.push((await call(gateway.url)).status);
    expect(statuses).toContain(429);
    expect(JSON.stringify(lines)).toContain('without X-Forwarded-For');
  });

  it('the metrics are not for everybody', async () => {
    const response = await fetch(gateway.gateway.metricsUrl);
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain('gateway_');
  });
});
