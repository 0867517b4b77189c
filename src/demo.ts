import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newUser, type TypedUser, usersOfFile } from './console/user-file.js';
import { normalisedEmail, type PasswordHasher, type StoredUser, type UserStore } from './identity/index.js';

const DEMO = join(import.meta.dirname, 'gp/sandbox/demo');

/** Who sees what in the company that comes with the gateway, unless CATALOG_RULES says otherwise. */
export const DEMO_CATALOG_RULES = join(DEMO, 'catalog-rules.json');
export const DEMO_PASSWORD = 'try-the-sandbox';

/** Adds the users of the company that comes with the gateway, where there are no users at all. */
export async function addDemoUsers(users: UserStore, hasher: PasswordHasher): Promise<void> {
  if (!(await users.isEmpty())) return;
  await users.add(await Promise.all(typedUsers().map((user) => newUser(user, hasher))));
}

/** Those who can sign in with the demo's password, unless it was changed since. */
export async function demoUsers(users: UserStore): Promise<StoredUser[]> {
  const emails = new Set(typedUsers().map(({ email }) => normalisedEmail(email)));
  return (await users.all()).filter(({ email, disabled }) => emails.has(email) && !disabled);
}

function typedUsers(): readonly TypedUser[] {
  const { users, problems } = usersOfFile(readFileSync(join(DEMO, 'users.csv'), 'utf8'));
  if (problems.length > 0) throw new Error(`demo/users.csv: ${problems.join('; ')}`);
  return users;
}
