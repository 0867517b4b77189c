import { hash } from '@node-rs/argon2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GatewayDatabase } from '../../src/database/index.js';
import { userCommands } from '../../src/gateway.js';
import { UserStore } from '../../src/identity/index.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { login, refused, sessionOf } from './workflow.js';

const COMPOSED = 'ren\u00e9@example.com';
const DECOMPOSED = 'rene\u0301@example.com';
const PASSWORD = 'cafe\u0301 au lait';

let databases: string[];
let gateway: TestGateway;

beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1] });
});
afterAll(async () => {
  await gateway?.stop();
  await Promise.all((databases ?? []).map(dropDatabase));
});

it('One person is one user, however their letters are composed, and a hash from before is renewed when they sign in', async () => {
  await gateway.addUser({ email: DECOMPOSED, role: 'BUYER', accounts: ['HARGATE'], passwordHash: await hash(PASSWORD) });
  await expect(gateway.addUser({ email: COMPOSED, role: 'BUYER', accounts: ['HARGATE'] })).rejects.toThrow('Taken');
  expect(await login(gateway, COMPOSED, PASSWORD.normalize('NFC'))).toEqual(refused('INVALID_CREDENTIALS'));
  expect(sessionOf(await login(gateway, COMPOSED, PASSWORD))).toBeDefined();
  // From now on in either form.
  for (const email of [COMPOSED, DECOMPOSED]) {
    for (const password of [PASSWORD, PASSWORD.normalize('NFC')]) {
      expect(sessionOf(await login(gateway, email, password))).toBeDefined();
    }
  }
  expect(await gateway.gateway.app.get(UserStore).byEmail(DECOMPOSED)).toMatchObject({ email: COMPOSED });
});

describe('A user whom an earlier release added, with a decomposed e-mail address', () => {
  const run = (words: string[], password = '') => userCommands(gateway.gateway.app).run({ words, password });
  const composed = 'zo\u00eb@example.com';
  const decomposed = composed.normalize('NFD');
  const stored = () =>
    gateway.gateway.app
      .get(GatewayDatabase)
      .selectFrom('app_user')
      .where('email', 'in', [composed, decomposed])
      .select(['email', 'role', 'disabled'])
      .execute();

  beforeEach(async () => {
    await gateway.addUser({ email: composed, role: 'BUYER', accounts: ['HARGATE'] });
    await gateway.gateway.app
      .get(GatewayDatabase)
      .updateTable('app_user')
      .set({ email: decomposed })
      .where('email', '=', composed)
      .execute();
  });
  afterEach(() => run(['remove', composed]));

  it.each([composed, decomposed])('is found by every command, as %j', async (typed) => {
    expect(await run(['disable', typed])).toMatchObject({ exitCode: 0 });
    expect(await stored()).toMatchObject([{ disabled: true }]);
    expect(await run(['enable', typed])).toMatchObject({ exitCode: 0 });
    expect(await run(['set-password', typed], 'another long password')).toMatchObject({ exitCode: 0 });
    expect(sessionOf(await login(gateway, typed, 'another long password'))).toBeDefined();
    expect(await run(['link', typed, 'https://login.example.com', typed])).toMatchObject({ exitCode: 0 });
    expect(await run(['set', typed, '--role', 'VIEWER'])).toMatchObject({ exitCode: 0 });
    expect(await stored()).toEqual([{ email: composed, role: 'VIEWER', disabled: false }]);
    expect(await run(['remove', typed])).toMatchObject({ exitCode: 0 });
    expect(await stored()).toEqual([]);
  });

  it('is removed as they are', async () => {
    expect(await run(['remove', composed])).toMatchObject({ exitCode: 0 });
    expect(await stored()).toEqual([]);
  });

  it('is not added once more', async () => {
    await expect(gateway.addUser({ email: composed, role: 'BUYER', accounts: ['HARGATE'] })).rejects.toThrow('Taken');
  });
});
