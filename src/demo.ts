import { join } from 'node:path';
import { newUser, type TypedUser, usersOfFile } from './console/user-file.js';
import { readTextFile } from './files/index.js';
import type { PasswordHasher, UserStore } from './identity/index.js';

const DEMO = join(import.meta.dirname, 'sandbox/demo');

/** The catalogue rules of the company that comes with the gateway. CATALOG_RULES replaces them. */
export const DEMO_CATALOG_RULES = join(DEMO, 'catalog-rules.json');
export const DEMO_PASSWORD = 'try-the-sandbox';

/** Adds the users of the company that comes with the gateway, where the database has no users. */
export async function addDemoUsers(users: UserStore, hasher: PasswordHasher): Promise<void> {
  if (!(await users.isEmpty())) return;
  await users.add(await Promise.all(typedUsers().map((user) => newUser(user, hasher))));
}

/** Some of these users, and what their pages show. */
const SIGN_INS: readonly (readonly [email: string, about: string])[] = [
  ['nell.hargate@example.com', 'contractor prices, and credit to spare'],
  ['ivo.brandt@example.com', 'an account on hold: looks, and may not order'],
  ['tess.moreau@example.com', 'three accounts: one in Canadian dollars, one with shared credit, one with 40 addresses'],
  ['admin@example.com', 'three accounts, as their administrator: pays invoices'],
];

/** Those of them that exist and are not disabled. Their passwords may have been changed. */
export async function demoSignIns(users: UserStore): Promise<typeof SIGN_INS> {
  const enabled = new Set((await users.all()).filter(({ disabled }) => !disabled).map(({ email }) => email));
  return SIGN_INS.filter(([email]) => enabled.has(email));
}

function typedUsers(): readonly TypedUser[] {
  const { users, problems } = usersOfFile(readTextFile(join(DEMO, 'users.csv')).text);
  if (problems.length > 0) throw new Error(`demo/users.csv: ${problems.join('; ')}`);
  return users;
}
