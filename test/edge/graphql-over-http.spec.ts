import { readFileSync } from 'node:fs';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';

const AUDITS = serverAudits({ url: '' }).map(({ id, name }) => ({ id, name }));
const GUIDE = readFileSync('docs/storefront.md', 'utf8');
/** The audits that the guide says are not passed. */
const EXCEPTIONS = new Set([...GUIDE.matchAll(/^\| ([0-9A-Z]{4}) +\| (?:MUST|SHOULD|MAY)/gm)].map(([, id]) => id));

/** Each way to an answer has to pass: Apollo Server's own, and that of queries which have a plan. */
const WAYS = [
  { way: 'a query that was never asked before', plans: 'off' },
  { way: 'a query that has a plan', plans: 'on' },
];

async function answeredByPlan(gateway: TestGateway): Promise<number> {
  const metrics = await (await fetch(gateway.gateway.metricsUrl)).text();
  const counts = metrics.matchAll(/^gateway_operation_answers_total\{operation="Query",executed_by="(?:plan|kept)"\} (\d+)/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

describe.each(WAYS)('GraphQL over HTTP, asked $way', ({ plans }) => {
  let databases: string[];
  let gateway: TestGateway;
  let audits: Map<string, ReturnType<typeof serverAudits>[number]>;

  beforeAll(async () => {
    databases = [await createDatabase(), await createDatabase()];
    gateway = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1], QUERY_PLANS: plans });
    audits = new Map(serverAudits({ url: `${gateway.url}/graphql` }).map((audit) => [audit.id, audit]));
    // From the second time on there is a plan of every query that an audit asks.
    if (plans === 'on') for (let time = 1; time <= 2; time++) for (const audit of audits.values()) await audit.fn();
  });
  afterAll(async () => {
    await gateway.stop();
    for (const database of databases) await dropDatabase(database);
  });

  test.each(AUDITS)('$id: $name', async ({ id }) => {
    const result = await audits.get(id)?.fn();
    expect(result).toMatchObject({ status: EXCEPTIONS.has(id) ? expect.stringMatching(/^(notice|warn|error)$/) : 'ok' });
  });

  test('the exceptions are no more once a GET has the header that another site cannot set', async () => {
    const withHeader: typeof fetch = (input, init) =>
      fetch(input, { ...init, headers: { ...init?.headers, 'apollo-require-preflight': '1' } });
    const passed = serverAudits({ url: `${gateway.url}/graphql`, fetchFn: withHeader }).filter(({ id }) => EXCEPTIONS.has(id));
    expect(passed).toHaveLength(3);
    for (const { fn } of passed) expect(await fn()).toMatchObject({ status: 'ok' });
  });

  test('the queries of the audits are answered that way', async () => {
    const ask = () =>
      fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ operationName: 'Query', query: 'query Query { __typename }' }),
      });
    const before = await answeredByPlan(gateway);
    await (await ask()).text();
    expect((await answeredByPlan(gateway)) - before).toBe(plans === 'on' ? 1 : 0);
  });
});
