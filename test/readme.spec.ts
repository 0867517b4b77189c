import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readmeTabs } from '../src/graphql/graphiql/page/readme-tabs.js';
import { createDatabase } from './support/databases.js';
import { TestGateway } from './support/test-gateway.js';

const tabs = readmeTabs(readFileSync('README.md', 'utf8'));

describe('The queries of the README', () => {
  let gateway: TestGateway;
  let token: string;

  beforeAll(async () => {
    gateway = await TestGateway.start({ DATABASE_URL: await createDatabase(), GP_URL: await createDatabase() });
    token = await gateway.signIn('nell.hargate@example.com');
  });
  afterAll(() => gateway.stop());

  it('begin with one that a visitor may ask without variables', async () => {
    const answer = await gateway.ask(tabs[0]?.query ?? '');
    expect(answer).toMatchObject({ status: 200, errors: undefined });
    expect(answer.data.catalog.nodes.length).toBeGreaterThan(0);
    for (const { price, availability } of answer.data.catalog.nodes) {
      expect(price).toHaveProperty('unitPrice');
      expect(availability).toHaveProperty('totalAvailable');
    }
  });

  it.each(tabs.map((tab) => ({ ...tab, name: /\w+ (\w+)/.exec(tab.query)?.[1] })))(
    'answer what they show: $name',
    async ({ query, variables = '{}' }) => {
      const answer = await gateway.ask(query, JSON.parse(variables), token);
      expect(answer).toMatchObject({ status: 200, errors: undefined });
      expect(JSON.stringify(answer.data)).not.toMatch(/"reason":|"userErrors":\[\{/);
    },
  );
});
