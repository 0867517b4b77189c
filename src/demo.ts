import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newUser, usersOfFile } from './console/user-file.js';
import type { PasswordHasher, UserStore } from './identity/index.js';

const DEMO = join(import.meta.dirname, 'gp/sandbox/demo');

/** Who sees what in the company that comes with the gateway, unless CATALOG_RULES says otherwise. */
export const DEMO_CATALOG_RULES = join(DEMO, 'catalog-rules.json');
export const DEMO_PASSWORD = 'try-the-sandbox';

/** Adds the users of the company that comes with the gateway, where there are no users at all. */
export async function addDemoUsers(users: UserStore, hasher: PasswordHasher): Promise<void> {
  if (!(await users.isEmpty())) return;
  const { users: typed, problems } = usersOfFile(readFileSync(join(DEMO, 'users.csv'), 'utf8'));
  if (problems.length > 0) throw new Error(`demo/users.csv: ${problems.join('; ')}`);
  await users.add(await Promise.all(typed.map((user) => newUser(user, hasher))));
}
