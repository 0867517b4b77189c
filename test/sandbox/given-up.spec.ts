import pg from 'pg';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readCompanyFolder, SHIPPED_COMPANY } from '../../src/sandbox/company-folder.js';
import { SandboxCompany } from '../../src/sandbox/sandbox-company.js';
import { PATIENT } from '../support/companies.js';
import { dropDatabase } from '../support/databases.js';
import { createCopy } from '../support/templates.js';

let url: string;
let company: SandboxCompany;
/** Another of GP's clients. */
let other: pg.Client;
const written = vi.fn<(...words: unknown[]) => void>();

beforeEach(async () => {
  url = await createCopy('company');
  company = await SandboxCompany.open({
    company: readCompanyFolder(SHIPPED_COMPANY),
    url,
    timeZone: 'UTC',
    warn: () => undefined,
  });
  other = new pg.Client({ connectionString: url });
  await other.connect();
  vi.spyOn(console, 'error').mockImplementation(written);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await other.end();
  await dropDatabase(url);
});

function ask(signal: AbortSignal) {
  return company.gp.selectFrom('IV40700').select('LOCNCODE').execute({ signal });
}

async function waitingForLocks(): Promise<number> {
  const { rows } = await other.query<{ pid: number }>(
    'select pid from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())',
  );
  return rows.length;
}

it('writes nothing to stderr of questions that were given up and fail later', async () => {
  const caller = new AbortController();
  await other.query('begin; lock table "IV40700" in access exclusive mode');
  const questions = Array.from({ length: 3 }, () => expect(ask(caller.signal)).rejects.toThrow('given up'));
  await vi.waitFor(async () => expect(await waitingForLocks()).toBe(3));
  caller.abort(new Error('given up'));
  await Promise.all(questions);

  await other.query('select pg_terminate_backend(pid) from pg_locks where not granted');
  await other.query('commit');
  // It waits for those who still have a connection.
  await company.close();
  expect(written).not.toHaveBeenCalled();
});

it('writes nothing to stderr of questions that were given up and find no connection', async () => {
  company.trouble.make({ hanging: true, failing: true });
  const caller = new AbortController();
  const question = expect(ask(caller.signal)).rejects.toThrow('given up');
  await vi.waitFor(() => expect(company.trouble.questions).toBe(1));
  caller.abort(new Error('given up'));
  await question;
  company.trouble.make({});
  await ask(PATIENT);
  await company.close();
  expect(written).not.toHaveBeenCalled();
});
