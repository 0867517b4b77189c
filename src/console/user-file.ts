import { CsvError, parse } from 'csv-parse/sync';
import { isPasswordHash, type NewUser, normalisedEmail, type PasswordHasher } from '../identity/index.js';
import { csvProblem } from '../values/csv-problem.js';
import { type AccountNumber, asAccountNumber } from '../values/identifiers.js';
import type { UserRole } from '../values/viewer.js';

export const ROLES: readonly UserRole[] = ['VIEWER', 'BUYER', 'APPROVER', 'ADMINISTRATOR'];
/** NIST SP 800-63B asks for at least 8 characters and advises against rules on their kind. */
const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 1_000;
/** A hash in one of the forms that begin so; as a password, nobody would think of it. */
const ANY_HASH = /^\$(argon2|2[abxy]?|scrypt|pbkdf2|[1567y])[^$]*\$/;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** A user as somebody typed them. */
export interface TypedUser {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  /** Numbers with blanks between them; the first is the one that a sign-in starts with. */
  readonly accounts: string;
  readonly password: string;
}

/** What is wrong with a typed user, by the name of the field; empty where nothing is. */
export function problemsWith({ email, name, role, accounts, password }: TypedUser): string[] {
  const problems: string[] = [];
  if (!EMAIL.test(email.trim())) problems.push('email: expected an address such as ann@example.com');
  if (name.trim() === '') problems.push('name: expected the name of the user');
  if (!ROLES.includes(role.trim().toUpperCase() as UserRole)) problems.push(`role: expected one of ${ROLES.join(', ')}`);
  if (accountsOf(accounts).length === 0) problems.push('accounts: expected at least one GP customer number');
  const isOtherHash = ANY_HASH.test(password) && !isPasswordHash(password);
  const problem = isOtherHash ? 'expected a password, or its argon2id hash' : passwordProblem(password);
  if (problem) problems.push(`password: ${problem}`);
  return problems;
}

export function passwordProblem(password: string): string | undefined {
  if (password.length < SHORTEST_PASSWORD) return `expected at least ${SHORTEST_PASSWORD} characters`;
  if (password.length > LONGEST_PASSWORD) return `expected at most ${LONGEST_PASSWORD} characters`;
  return undefined;
}

/** A typed user without problems, with the password hashed unless it was a hash already. */
export async function newUser({ email, name, role, accounts, password }: TypedUser, hasher: PasswordHasher): Promise<NewUser> {
  return {
    email: normalisedEmail(email),
    name: name.trim(),
    role: role.trim().toUpperCase() as UserRole,
    orderLimit: null,
    accountNumbers: accountsOf(accounts),
    passwordHash: isPasswordHash(password) ? password : await hasher.hash(password),
  };
}

/** The users of a CSV file with the columns email, name, role, accounts and password (or a password's argon2id hash). */
export function usersOfFile(csv: string): { readonly users: readonly TypedUser[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const users: TypedUser[] = [];
  const emails = new Map<string, number>();
  try {
    const rows = parse(csv, {
      bom: true,
      columns: (header: string[]) => header.map(columnName),
      info: true,
      skip_empty_lines: true,
    });
    for (const { record, info } of rows as unknown as { record: Partial<TypedUser>; info: { lines: number } }[]) {
      const { email = '', name = '', role = '', accounts = '', password = '' } = record;
      const user = { email, name, role, accounts, password };
      problems.push(...problemsWith(user).map((problem) => `line ${info.lines}, ${problem}`));
      const earlier = emails.get(normalisedEmail(email));
      if (earlier !== undefined) problems.push(`line ${info.lines}, email: line ${earlier} has the same`);
      emails.set(normalisedEmail(email), info.lines);
      users.push(user);
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const { line, expected } = csvProblem(cause);
    problems.push(`line ${line}: expected ${expected}`);
  }
  if (users.length === 0 && problems.length === 0) problems.push('there is no user in it');
  return { users, problems };
}

function columnName(name: string): string {
  const column = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');
  return column === 'passwordhash' ? 'password' : column;
}

function accountsOf(accounts: string): AccountNumber[] {
  return [
    ...new Set(
      accounts
        .split(/[\s;]+/)
        .filter(Boolean)
        .map(asAccountNumber),
    ),
  ];
}
