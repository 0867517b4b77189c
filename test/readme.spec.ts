import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readmeTabs } from '../src/graphql/graphiql/page/readme-tabs.js';
import { createDatabase, dropDatabase } from './support/databases.js';
import { TestGateway } from './support/test-gateway.js';

/** With a machine that is busy with other tests. */

const tabs = readmeTabs(readFileSync('README.md', 'utf8'));

describe('The queries of the README', () => {
  let gateway: TestGateway;
  let token: string;
  let databases: string[];

  beforeAll(async () => {
    databases = [await createDatabase(), await createDatabase()];
    gateway = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1] });
    token = await gateway.signIn('nell.hargate@example.com');
  });
  afterAll(async () => {
    await gateway.stop();
    for (const database of databases) await dropDatabase(database);
  });

  it('have names that differ, as those of their tabs in GraphiQL', () => {
    const names = tabs.map(({ query }) => /\w+ (\w+)/.exec(query)?.[1]);
    expect(names).toEqual([...new Set(names)]);
  });

  it('begin with one that a visitor may ask without variables', async () => {
    await vi.waitFor(async () => {
      const answer = await gateway.ask(tabs[0]?.query ?? '');
      expect(answer).toMatchObject({ status: 200, errors: undefined });
      expect(answer.data.catalog.nodes.length).toBeGreaterThan(0);
      for (const { price, availability } of answer.data.catalog.nodes) {
        expect(price).toHaveProperty('unitPrice');
        expect(availability).toHaveProperty('totalAvailable');
      }
    });
  });

  it.each(tabs.map((tab) => ({ ...tab, name: /\w+ (\w+)/.exec(tab.query)?.[1] })))(
    'answer what they show: $name',
    async ({ query, variables = '{}' }) => {
      // A machine that is busy with other tests may answer past a page's budget.
      await vi.waitFor(async () => {
        const answer = await gateway.ask(query, JSON.parse(variables), token);
        expect(answer).toMatchObject({ status: 200, errors: undefined });
        expect(JSON.stringify(answer.data)).not.toMatch(/"reason":|"userErrors":\[\{/);
      });
    },
  );
});
