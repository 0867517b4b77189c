import { describe, expect, it } from 'vitest';
import { PasswordHasher } from '../identity/index.js';

import { COLUMNS_EXPECTED } from './user-columns.js';
import { newUser, passwordProblem, problemsWith, usersOfFile } from './user-file.js';

const ANN = { email: 'ann@example.com', name: 'Ann', role: 'BUYER', accounts: 'KESTREL', password: 'long enough' };
const HASH = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Wv0y2Gn5Tz0bAEk2k1H1H7l8f0Gm6Y1cWm7f3R9q0Zs';

const HEADER = 'email,name,role,accounts,password';
const ROLE = 'role: expected one of VIEWER, BUYER, APPROVER, ADMINISTRATOR';
const EMAIL = 'email: expected an address such as ann@example.com';
const LIMIT = 'order limit: expected an amount and its currency, such as "2500.00 USD"';
const HASH_EXPECTED = 'password: expected a password, or its argon2id hash';
const WHOLE_HASH_EXPECTED =
  'password: expected the whole hash, $argon2id$v=19$m=M,t=T,p=P$SALT$HASH, with M up to 262144, T up to 16 and P up to 16';

describe('a typed user', () => {
  it.each([
    ANN,
    { ...ANN, role: ' approver ' },
    { ...ANN, accounts: ' KESTREL;ACME TOOL CO; HARGATE,BRINDLE ' },
    { ...ANN, password: HASH },
    { ...ANN, password: '$ecure enough' },
    { ...ANN, email: ' Ann@Example.com ' },
  ])('is right as %o', (user) => {
    expect(problemsWith(user)).toEqual([]);
  });

  it.each([
    { change: { email: 'ann' }, problem: EMAIL },
    ...['2500', 'USD', '2.500,00 USD', '-1 USD', '0 USD', '1e3 USD', '1.123456 USD'].map((orderLimit) => ({
      change: { orderLimit },
      problem: LIMIT,
    })),
    { change: { email: 'ann@' }, problem: EMAIL },
    { change: { email: 'ann smith@example.com' }, problem: EMAIL },
    { change: { email: '' }, problem: EMAIL },
    { change: { name: '  ' }, problem: 'name: expected the name of the user' },
    { change: { name: '\u00a0\u200b' }, problem: 'name: expected the name of the user' },
    { change: { role: 'OWNER' }, problem: ROLE },
    { change: { role: '' }, problem: ROLE },
    {
      change: { accounts: 'HARGATE BRINDLE KESTREL' },
      problem: 'accounts: a GP customer number has at most 15 characters; several are separated by ";"',
    },
    { change: { accounts: ' ; ' }, problem: 'accounts: expected at least one GP customer number' },
    { change: { password: '1234567' }, problem: 'password: expected at least 8 characters' },
    { change: { password: 'x'.repeat(1_001) }, problem: 'password: expected at most 1000 characters' },
    { change: { password: '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy' }, problem: HASH_EXPECTED },
    { change: { password: HASH.replace('argon2id', 'argon2i') }, problem: HASH_EXPECTED },
    { change: { password: ` ${HASH}` }, problem: HASH_EXPECTED },
    { change: { password: HASH.replace('argon2id', 'ARGON2ID') }, problem: HASH_EXPECTED },
    { change: { password: `{ARGON2}${HASH}` }, problem: HASH_EXPECTED },
    { change: { password: HASH.slice(0, 40) }, problem: WHOLE_HASH_EXPECTED },
  ])('is wrong with $change', ({ change, problem }) => {
    expect(problemsWith({ ...ANN, ...change })).toEqual([problem]);
  });

  it('is told everything that is wrong, and nothing of the password', () => {
    const problems = problemsWith({ email: 'x', name: '', role: 'x', accounts: '', password: 'hunter2' });
    expect(problems).toHaveLength(5);
    expect(problems.join()).not.toContain('hunter2');
  });

  it('becomes a user with the password hashed, accounts in their order, once each', async () => {
    const hasher = new PasswordHasher();
    const typed = {
      ...ANN,
      email: ' Ann@Example.com',
      name: ' Ann ',
      role: 'buyer',
      accounts: 'kestrel; HARGATE;acme tool co;Kestrel;',
    };
    const user = await newUser(typed, hasher);
    expect(user).toMatchObject({
      email: 'ann@example.com',
      name: 'Ann',
      role: 'BUYER',
      orderLimit: null,
      accountNumbers: ['KESTREL', 'HARGATE', 'ACME TOOL CO'],
    });
    expect(await hasher.verify(user.passwordHash, ANN.password)).toBe(true);
    expect((await newUser({ ...ANN, password: HASH }, hasher)).passwordHash).toBe(HASH);
    expect((await newUser({ ...ANN, orderLimit: ' 2500.50 usd' }, hasher)).orderLimit).toEqual({
      amount: '2500.50',
      currency: 'USD',
    });
  });
});

describe('a password', () => {
  it('has from 8 to 1000 characters', () => {
    expect([8, 1_000].map((length) => passwordProblem('x'.repeat(length)))).toEqual([undefined, undefined]);
  });
});

describe('a file of users', () => {
  it('may come from a spreadsheet, with columns in any order and case', () => {
    const csv =
      '\uFEFFName,E-Mail,ROLE,Accounts,Password Hash,Order-Limit,\r\n"Ann ""A"" Smith",ann@example.com,BUYER,"KESTREL; HARGATE",' +
      `"${HASH}",2500 usd,\r\n,,,,,,\r\n\r\n`;
    expect(usersOfFile(csv)).toEqual({
      users: [
        {
          line: 2,
          email: 'ann@example.com',
          name: 'Ann "A" Smith',
          role: 'BUYER',
          accounts: 'KESTREL; HARGATE',
          password: HASH,
          orderLimit: '2500 usd',
        },
      ],
      problems: [],
    });
  });

  it('is told every problem with its line', () => {
    const csv = `${HEADER}\nann@example.com,Ann,BUYER,KESTREL,long enough\nbob,Bob,OWNER,KESTREL,long enough\nANN@example.com,,BUYER,KESTREL,long enough\n`;
    expect(usersOfFile(csv).problems).toEqual([
      `line 3, ${EMAIL}`,
      `line 3, ${ROLE}`,
      'line 4, name: expected the name of the user',
      'line 4, email: line 2 has the same',
    ]);
  });

  it('is told of a hash that was cut off, since its user could not sign in', () => {
    const cut = '"$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21l$bad"';
    expect(usersOfFile(`${HEADER}\nann@example.com,Ann,BUYER,KESTREL,${cut}\n`).problems).toEqual([
      `line 2, ${WHOLE_HASH_EXPECTED}`,
    ]);
  });

  it('is refused where a column is missing', () => {
    expect(usersOfFile('email,name,role,accounts\nann@example.com,Ann,BUYER,KESTREL\n').problems).toEqual([
      'line 1: the column password is missing',
    ]);
  });

  it.each([
    { header: `${HEADER},remark`, problem: `line 1: there is no column "remark"; expected ${COLUMNS_EXPECTED}` },
    { header: `${HEADER},password hash`, problem: 'line 1: the column password stands there twice' },
    { header: 'to,whom,it,may,concern,me', problem: `line 1: expected the names of the columns: ${COLUMNS_EXPECTED}` },
  ])('is refused with its header row, and nothing is dropped of it: $header', ({ header, problem }) => {
    expect(usersOfFile(`${header}\nann@example.com,Ann,BUYER,KESTREL,long enough,x\n`)).toEqual({
      users: [],
      problems: [problem],
    });
  });

  it('is refused for a value in a column without a name', () => {
    expect(usersOfFile(`${HEADER},\nann@example.com,Ann,BUYER,KESTREL,long enough,x\n`).problems).toEqual([
      'line 2: a value stands in a column without a name',
    ]);
  });

  it.each([
    { separated: 'semicolons', separator: ';', first: '' },
    { separated: 'semicolons, as Excel says first', separator: ';', first: 'sep=;\r\n' },
    { separated: 'tabs', separator: '\t', first: '' },
  ])('may have its values separated by $separated', ({ separator, first }) => {
    const rows = [HEADER.split(','), Object.values(ANN), ['bob', 'Bob', 'BUYER', 'KESTREL', 'long enough']];
    const { users, problems } = usersOfFile(first + rows.map((row) => row.join(separator)).join('\r\n'));
    expect(users[0]).toEqual({ ...ANN, line: first ? 3 : 2 });
    expect(problems).toEqual([`line ${first ? 4 : 3}, ${EMAIL}`]);
  });

  it.each(['', HEADER, `${HEADER}\n\n`])('is refused without a user: %j', (csv) => {
    expect(usersOfFile(csv)).toEqual({ users: [], problems: ['there is no user in it'] });
  });

  it.each([
    { row: 'ann@example.com,Ann,BUYER,KESTREL', expected: 'as many values as the header row has' },
    { row: 'ann@example.com,Ann,BUYER,KESTREL,hunter2"two', expected: 'quotes around a whole value, and within it two for one' },
    { row: 'ann@example.com,Ann,BUYER,KESTREL,"hunter2"two', expected: 'quotes around a whole value, and within it two for one' },
    { row: 'ann@example.com,Ann,BUYER,KESTREL,"hunter2', expected: 'a closing quote for every opening one' },
  ])('is refused where it is no CSV, without a piece of a password: $row', ({ row, expected }) => {
    const { problems } = usersOfFile(`${HEADER}\n${row}\n`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^line [23]: expected /);
    expect(problems[0]).toContain(expected);
    expect(problems[0]).not.toContain('hunter2');
  });
});
