import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readCompanyFolder, SHIPPED_COMPANY } from '../../src/sandbox/company-folder.js';
import { SandboxCompany } from '../../src/sandbox/sandbox-company.js';
import { PATIENT } from '../support/companies.js';
import { dropDatabase } from '../support/databases.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { createCopy } from '../support/templates.js';

/** As many as the company opens. */
const CONNECTIONS = 20;
const GIVEN_UP = new Error('given up');

let url: string;
let proxy: FaultProxy;
let company: SandboxCompany;

beforeEach(async () => {
  url = await createCopy('company');
  proxy = await FaultProxy.before(url);
  company = await SandboxCompany.open({
    company: readCompanyFolder(SHIPPED_COMPANY),
    url: proxy.url,
    timeZone: 'UTC',
    warn: () => undefined,
  });
  const held = Promise.withResolvers<void>();
  let inUse = 0;
  const connections = Array.from({ length: CONNECTIONS }, () =>
    company.transaction(async () => {
      if (++inUse === CONNECTIONS) held.resolve();
      await held.promise;
    }),
  );
  await Promise.all(connections);
  proxy.loseConnections();
});
afterEach(async () => {
  await proxy.close();
  await company.close();
  await dropDatabase(url);
});

const ask = (signal: AbortSignal) => company.gp.selectFrom('IV40700').select('LOCNCODE').execute({ signal });

async function giveUp(work: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const caller = new AbortController();
  const lost = Array.from({ length: CONNECTIONS }, () => work(caller.signal));
  const outcomes = Promise.allSettled(lost);
  // All have a connection of which they wait for an answer.
  await new Promise((resolve) => setImmediate(resolve));
  caller.abort(GIVEN_UP);
  for (const { status } of await outcomes) expect(status).toBe('rejected');
}

it('questions are answered again once every connection was lost without a word', async () => {
  await giveUp(ask);
  await vi.waitFor(async () => expect(await ask(PATIENT)).not.toHaveLength(0));
});

it('so are transactions, as soon as those have ended that wait in vain', async () => {
  await giveUp((signal) => company.transaction((db) => db.query('select 1', []), signal));
  await vi.waitFor(async () => {
    expect(await company.transaction((db) => db.query('select 1 as one', []))).toEqual([{ one: 1 }]);
  });
});
