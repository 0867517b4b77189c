import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
