import { csvRows, NotCsv } from '../files/index.js';
import {
  isPasswordHash,
  MOST_LANES,
  MOST_MEMORY,
  MOST_PASSES,
  type NewUser,
  normalisedEmail,
  type PasswordHasher,
} from '../identity/index.js';
import { isGiven } from '../values/blank.js';
import { isEmailAddress } from '../values/email-address.js';
import { type AccountNumber, asAccountNumber } from '../values/identifiers.js';
import type { UserRole } from '../values/viewer.js';
import { ORDER_LIMIT_EXPECTED, orderLimitOf } from './order-limit.js';
import { headerProblems, userColumnOf, valuesOf } from './user-columns.js';

export const ROLES: readonly UserRole[] = ['VIEWER', 'BUYER', 'APPROVER', 'ADMINISTRATOR'];
/** NIST SP 800-63B asks for at least 8 characters and advises against rules on the kinds of characters. */
const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 1_000;
/** The beginning of a password hash in a usual form, also after a blank or its scheme. No person would choose such a text as a password. */
const ANY_HASH = /^\s*(\{[\w-]+\})?\$(argon2|2[abxy]?|scrypt|pbkdf2|[1567y])[^$]*\$/i;
const WHOLE_HASH_EXPECTED = `expected the whole hash, $argon2id$v=19$m=M,t=T,p=P$SALT$HASH, with M up to ${MOST_MEMORY}, T up to ${MOST_PASSES} and P up to ${MOST_LANES}`;
/** Separates account numbers. */
export const ACCOUNT_SEPARATOR = ';';
/** RM00101.CUSTNMBR is a char(15). */
const LONGEST_ACCOUNT = 15;
const NO_USERS = 'there is no user in it';

/** A user as typed by an operator or written in a file, before any check. */
export interface TypedUser {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  /** Account numbers, separated by semicolons. A sign-in starts with the first. */
  readonly accounts: string;
  readonly password: string;
  /** Such as "2500.00 USD"; blank for no limit. */
  readonly orderLimit?: string;
}

/** A user of a file, and the line on which it begins. */
export interface FileUser extends TypedUser {
  readonly line: number;
}

/** The problems of a typed user, each with the name of the field. Empty for a valid user. */
export function problemsWith({ email, name, role, accounts, password, orderLimit = '' }: TypedUser): string[] {
  const problems: string[] = [];
  if (!isEmailAddress(email.trim())) problems.push('email: expected an address such as ann@example.com');
  if (!isGiven(name)) problems.push('name: expected the name of the user');
  problems.push(...[roleProblem(role), accountsProblem(accounts)].filter((problem) => problem !== undefined));
  const problem = hashProblem(password) ?? passwordProblem(password);
  if (problem) problems.push(`password: ${problem}`);
  if (orderLimitOf(orderLimit) === undefined) problems.push(`order limit: ${ORDER_LIMIT_EXPECTED}`);
  return problems;
}

export function roleProblem(role: string): string | undefined {
  return roleOf(role) === undefined ? `role: expected one of ${ROLES.join(', ')}` : undefined;
}

export function roleOf(role: string): UserRole | undefined {
  return ROLES.find((one) => one === role.trim().toUpperCase());
}

export function accountsProblem(accounts: string): string | undefined {
  const numbers = accountsOf(accounts);
  if (numbers.length === 0) return 'accounts: expected at least one GP customer number';
  return numbers.some((number) => number.length > LONGEST_ACCOUNT)
    ? `accounts: a GP customer number has at most ${LONGEST_ACCOUNT} characters; several are separated by "${ACCOUNT_SEPARATOR}"`
    : undefined;
}

function hashProblem(password: string): string | undefined {
  if (!ANY_HASH.test(password) || isPasswordHash(password)) return undefined;
  return password.startsWith('$argon2id$') ? WHOLE_HASH_EXPECTED : 'expected a password, or its argon2id hash';
}

export function passwordProblem(password: string): string | undefined {
  if (password.length < SHORTEST_PASSWORD) return `expected at least ${SHORTEST_PASSWORD} characters`;
  if (password.length > LONGEST_PASSWORD) return `expected at most ${LONGEST_PASSWORD} characters`;
  return undefined;
}

/** The user to store for a typed user without problems. The password is hashed unless it is a hash already. */
export async function newUser(user: TypedUser, hasher: PasswordHasher): Promise<NewUser> {
  const { email, name, role, accounts, password, orderLimit = '' } = user;
  return {
    email: normalisedEmail(email),
    name: name.trim(),
    role: role.trim().toUpperCase() as UserRole,
    orderLimit: orderLimitOf(orderLimit) ?? null,
    accountNumbers: accountsOf(accounts),
    passwordHash: isPasswordHash(password) ? password : await hasher.hash(password),
  };
}

/** The users of a CSV file; see user-columns.ts for its columns. */
export function usersOfFile(csv: string): { readonly users: readonly FileUser[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const users: FileUser[] = [];
  const emails = new Map<string, number>();
  try {
    const [header, ...rows] = csvRows(csv, (name) => userColumnOf(name) !== undefined);
    if (header) problems.push(...headerProblems(header));
    if (!header || problems.length > 0) return { users, problems: problems.length > 0 ? problems : [NO_USERS] };
    for (const row of rows) {
      // Spreadsheets keep rows whose values were deleted.
      if (row.values.every((value) => value.trim() === '')) continue;
      const { line } = row;
      const { user: typed, isNameless } = valuesOf(header, row);
      if (isNameless) problems.push(`line ${line}: a value stands in a column without a name`);
      const user = { line, email: '', name: '', role: '', accounts: '', password: '', ...typed };
      problems.push(...problemsWith(user).map((problem) => `line ${line}, ${problem}`));
      const email = normalisedEmail(user.email);
      const earlier = emails.get(email);
      if (earlier !== undefined) problems.push(`line ${line}, email: line ${earlier} has the same`);
      emails.set(email, line);
      users.push(user);
    }
  } catch (cause) {
    if (!(cause instanceof NotCsv)) throw cause;
    problems.push(cause.message);
  }
  if (users.length === 0 && problems.length === 0) problems.push(NO_USERS);
  return { users, problems };
}

/** The account numbers in a typed text. A number may contain blanks and commas, as in "ACME TOOL CO", but no semicolon. */
export function accountsOf(accounts: string): AccountNumber[] {
  return [
    ...new Set(
      accounts
        .split(ACCOUNT_SEPARATOR)
        .map(asAccountNumber)
        .filter((number) => number !== ''),
    ),
  ];
}
