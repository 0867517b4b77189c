import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readClients } from '../src/callers/clients-file.js';
import { PasswordHasher } from '../src/identity/password-hasher.js';
import { TemporaryFolders } from './sandbox/written-company.js';
import { BuiltGateway, buildGateway, ConsoleHost, endAll, type Run, runBuilt } from './support/built-gateway.js';
import { createDatabase, dropDatabase } from './support/databases.js';

const PASSWORD = 'eight or more';
const HEADER = 'email,name,role,accounts,password';

const folders = new TemporaryFolders();
const databases: string[] = [];

/** For the commands of which it matters what they say, and not that their process ends by itself. */
const { run: hosted } = new ConsoleHost();

beforeAll(() => buildGateway());
afterAll(async () => {
  await endAll();
  await Promise.all(databases.map(dropDatabase));
  folders.remove();
});

async function database(): Promise<string> {
  const url = await createDatabase();
  databases.push(url);
  return url;
}

/** What a command says: on standard output where it was done, on standard error where it was refused. */
function said({ exitCode, stdout, stderr }: Run): string[] {
  expect(exitCode).toBeOneOf([0, 1, 2]);
  expect(exitCode === 0 ? stderr : stdout).toBe('');
  return (exitCode === 0 ? stdout : stderr).trimEnd().split('\n');
}

function consoleOf(environment: NodeJS.ProcessEnv, run: typeof runBuilt = runBuilt) {
  return {
    user: async (words: readonly string[], input?: string) => said(await run('console/user.js', words, environment, input)),
    sandbox: async (...words: string[]) => said(await run('console/sandbox.js', words, environment)),
    refused: async (script: string, words: readonly string[], input?: string) => {
      const { exitCode, stdout, stderr } = await run(`console/${script}.js`, words, environment, input);
      expect(exitCode).toBeOneOf([1, 2]);
      expect(stdout).toBe('');
      return stderr.trimEnd().split('\n');
    },
  };
}

const add = (email: string, accounts = 'KESTREL') => ['add', email, '--name', 'Ann', '--role', 'BUYER', '--accounts', accounts];
const userFile = (...rows: string[]) => join(folders.write({ 'users.csv': [HEADER, ...rows, ''].join('\n') }), 'users.csv');

describe('the commands of a data folder', () => {
  const environment: NodeJS.ProcessEnv = { DATA_DIR: folders.path() };
  const { user, sandbox, refused } = consoleOf(environment, hosted);
  let gateway: BuiltGateway;

  const REFUSED = [expect.any(String)];

  beforeAll(async () => {
    const company = folders.write({
      'RM00101.csv': 'CUSTNMBR,CUSTNAME\nKESTREL,Kestrel\nHARGATE,Hargate\n',
      'company.json': '{ "today": "2026-11-23" }',
    });
    gateway = await BuiltGateway.start({ ...environment, GP_URL: await database(), GP_SANDBOX_COMPANY: company });
  });

  it('manage the users of a running gateway', async () => {
    expect(await user(['list'])).toEqual(['There are no users yet.']);
    expect(await user(add('Ann@example.com', 'kestrel;HARGATE'), `${PASSWORD}\n`)).toEqual(['Added Ann@example.com.']);
    expect(await gateway.signIn('ann@example.com', PASSWORD)).toBe('Ann');

    const hash = await new PasswordHasher().hash('brought along');
    const rows = [
      'bob@example.com,Bob,viewer,HARGATE,long enough',
      `"cy@example.com",Ann,ADMINISTRATOR,"HARGATE;KESTREL","${hash}"`,
    ];
    expect(await user(['import', userFile(...rows)])).toEqual(['Imported 2 users.']);
    expect(await gateway.signIn('cy@example.com', 'brought along')).toBe('Ann');

    expect(await user(['set-password', 'ann@example.com'], 'another one\r\n')).toEqual([
      'The password of ann@example.com is changed, and their sessions have ended.',
    ]);
    expect(await gateway.signIn('ann@example.com', PASSWORD)).toEqual(REFUSED);
    expect(await gateway.signIn('ann@example.com', 'another one')).toBe('Ann');

    expect(await user(['disable', 'cy@example.com'])).toEqual([
      'cy@example.com can sign in no more, and their sessions have ended.',
    ]);
    expect(await gateway.signIn('cy@example.com', 'brought along')).toEqual(REFUSED);
    expect(await user(['list'])).toEqual([
      'ann@example.com  Ann  BUYER          KESTREL;HARGATE',
      'bob@example.com  Bob  VIEWER         HARGATE',
      'cy@example.com   Ann  ADMINISTRATOR  HARGATE;KESTREL  disabled',
    ]);
    expect(await user(['enable', 'cy@example.com'])).toEqual(['cy@example.com can sign in again.']);
    expect(await gateway.signIn('cy@example.com', 'brought along')).toBe('Ann');
  });

  it('say who the users are at an OpenID Connect provider', async () => {
    const issuer = 'https://login.example.com/';
    const link = (email: string, subject: string) => ['link', email, issuer, subject];
    expect(await user(link('bob@example.com', '1001'))).toEqual([`bob@example.com is linked to 1001 of ${issuer}.`]);
    expect(await refused('user', link('bob@example.com', '1002'))).toEqual([
      `bob@example.com is linked to another person at ${issuer}. Unlink them first.`,
    ]);
    expect(await user(['unlink', 'bob@example.com', issuer])).toEqual([`bob@example.com is no longer linked at ${issuer}.`]);
  });

  it.each([
    'user',
    'sandbox',
    'submissions',
    'payments',
    'quotes',
    'jobs',
    'client',
    'company',
    'operations',
    'gp',
    'extensions',
  ])('tell at --help what "npm run %s" does, which is no mistake', async (command) => {
    const { exitCode, stdout, stderr } = await hosted(`console/${command}.js`, ['--help'], environment);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(`npm run ${command} -- `);
  });

  it('name the file that cannot be read', async () => {
    const missing = folders.path();
    const words = ['reconcile', '--from', '2026-11-01', '--to', '2026-11-30', missing];
    expect(await refused('payments', words)).toEqual([`The file ${missing}: it cannot be read.`]);
  });

  it('say what is wrong, and change nothing', async () => {
    const before = await user(['list']);
    const missing = folders.path();
    const cases: { words: readonly string[]; input?: string; lines: readonly (string | RegExp)[] }[] = [
      { words: add('ann'), input: PASSWORD, lines: ['email: expected an address such as ann@example.com'] },
      { words: add('dan@example.com'), input: 'hunter2\n', lines: ['password: expected at least 8 characters'] },
      { words: add('dan@example.com'), lines: ['password: expected at least 8 characters'] },
      { words: add('ANN@example.com'), input: PASSWORD, lines: ['There is a user ANN@example.com already.'] },
      {
        words: ['add', 'dan@example.com', '--role', 'OWNER'],
        input: PASSWORD,
        lines: [
          'name: expected the name of the user',
          'role: expected one of VIEWER, BUYER, APPROVER, ADMINISTRATOR',
          'accounts: expected at least one GP customer number',
        ],
      },
      { words: [...add('dan@example.com'), '--colour', 'red'], input: PASSWORD, lines: [/--colour/, /^npm run user -- add/] },
      { words: ['set-password', 'dan@example.com'], input: PASSWORD, lines: ['There is no user dan@example.com.'] },
      { words: ['set-password', 'ann@example.com'], input: 'hunter2', lines: ['password: expected at least 8 characters'] },
      { words: ['disable', 'dan@example.com'], lines: ['There is no user dan@example.com.'] },
      { words: ['enable', 'dan@example.com'], lines: ['There is no user dan@example.com.'] },
      { words: ['import', missing], lines: [`The file ${missing} cannot be read.`] },
      { words: ['import', userFile()], lines: ['Nothing was imported:', 'there is no user in it'] },
      {
        words: [
          'import',
          userFile(
            'dan@example.com,Dan,BUYER,KESTREL,long enough',
            'DAN@example.com,Dan,OWNER,,hunter2',
            'eve@example.com,Eve,BUYER,KESTREL,$2b$10$hunter2',
          ),
        ],
        lines: [
          'Nothing was imported:',
          'line 3, role: expected one of VIEWER, BUYER, APPROVER, ADMINISTRATOR',
          'line 3, accounts: expected at least one GP customer number',
          'line 3, password: expected at least 8 characters',
          'line 3, email: line 2 has the same',
          'line 4, password: expected a password, or its argon2id hash',
        ],
      },
      {
        words: [
          'import',
          userFile('dan@example.com,Dan,BUYER,KESTREL,long enough', 'Bob@example.com,Bob,BUYER,KESTREL,long enough'),
        ],
        lines: ['Nothing was imported. There are users of these addresses already:', 'bob@example.com'],
      },
      { words: ['remove', 'dan@example.com'], lines: ['There is no user dan@example.com.'] },
      { words: ['set', 'ann@example.com'], lines: ['set: at least one option is needed.', /^npm run user -- add/] },
      { words: ['set', 'dan@example.com', '--role', 'BUYER'], lines: ['There is no user dan@example.com.'] },
      { words: ['disable'], lines: [/^npm run user -- add/] },
      ...[
        ['disable', 'ann@example.com', 'bob@example.com'],
        ['list', 'everybody'],
        ['import', missing, 'more.csv'],
        ['unlink', 'ann@example.com', 'https://login.example.com/', '1001'],
        ['forget'],
        ['constructor', 'ann@example.com'],
      ].map((words) => ({
        words,
        lines: [
          words.length > 2 || words[0] === 'list' ? `"${words.at(-1)}" is not understood.` : `"${words[0]}" is not understood.`,
          /^npm run user -- add/,
        ],
      })),
      { words: ['add', '--name', 'Dan'], lines: ['The e-mail address of the user comes first.', /^npm run user -- add/] },
      { words: ['link', 'ann@example.com'], lines: [/^npm run user -- add/] },
      { words: [], lines: [/^npm run user -- add/] },
    ];
    const refusals = await Promise.all(cases.map(({ words, input }) => refused('user', words, input)));
    for (const [index, { lines }] of cases.entries()) {
      const [last] = lines.slice(-1);
      const told = last instanceof RegExp ? refusals[index]?.slice(0, lines.length) : refusals[index];
      expect(told).toEqual(lines.map((line) => (line instanceof RegExp ? expect.stringMatching(line) : line)));
    }
    expect(refusals.flat().join('\n')).not.toContain('hunter2');
    expect(await user(['list'])).toEqual(before);
  });

  it('make trouble in the sandbox of a running gateway, and move its calendar', async () => {
    const state = (today: string, trouble: string, changes = 'by stamps') => [
      `today      ${today}`,
      `trouble    ${trouble}`,
      `changes    ${changes}`,
      expect.stringMatching(/^questions {2}\d+$/),
    ];
    expect(await sandbox('show')).toEqual(state('2026-11-23', 'none'));
    expect(await sandbox('latency', '250')).toEqual(state('2026-11-23', '250 ms slower'));
    expect(await sandbox('fail')).toEqual(state('2026-11-23', 'failing'));
    expect(await sandbox('hang')).toEqual(state('2026-11-23', 'hanging'));
    expect(await sandbox('heal')).toEqual(state('2026-11-23', 'none'));
    expect(await sandbox('track', 'on')).toEqual(state('2026-11-23', 'none', 'Change Tracking is on'));
    expect(await sandbox('track', 'off')).toEqual(state('2026-11-23', 'none'));
    expect(await sandbox('today', '2027-01-15')).toEqual(state('2027-01-15', 'none'));
    expect((await refused('sandbox', []))[0]).toMatch(/^npm run sandbox -- show/);
    const aDate = "a date such as 2026-12-24, not before 1753-01-01, where GP's dates begin";
    for (const [word, missing] of [
      ['latency', 'milliseconds, up to 999999'],
      ['today', aDate],
      ['refuse', "the number of an error of eConnect's, such as 1541"],
      ['quote', 'the number of a quote'],
    ] as const) {
      expect((await refused('sandbox', [word]))[0]).toBe(`${word}: expected ${missing}.`);
    }
    const wrong: [words: string[], word: string, expected?: string][] = [
      [['melt'], 'melt'],
      [['toString'], 'toString'],
      [['latency', 'abc'], 'abc', 'milliseconds, up to 999999'],
      [['latency', '-5'], '-5', 'milliseconds, up to 999999'],
      [['latency', '250', 'ms'], 'ms'],
      [['today', '2027-02-30'], '2027-02-30', aDate],
      [['today', '0001-01-01'], '0001-01-01', aDate],
      [['today', '1752-12-31'], '1752-12-31', aDate],
      [['today', '2027-02-03', 'noon'], 'noon'],
      [['heal', 'now'], 'now'],
      [['show', 'all'], 'all'],
      [['fail', '3'], '3'],
      [['hang', ''], ''],
      [['track', 'maybe'], 'maybe', 'on or off'],
      [['refuse', 'abc'], 'abc', "the number of an error of eConnect's, such as 1541"],
      [['refuse', '1541', 'twice'], 'twice', 'how many times, from 1 to 999999'],
      [['deadlock', '0'], '0', 'how many times, from 1 to 999999'],
      [['cut', '1', 'more'], 'more'],
      [['quote', ''], '', 'the number of a quote'],
      [['quote', 'QTE1', '1.50', '-2'], '-2', 'the unit price of a line, such as 1.25'],
    ];
    for (const [words, word, expected] of wrong) {
      const [first, second] = await refused('sandbox', words);
      expect(first).toBe(`"${word}" is not understood${expected === undefined ? '' : `: expected ${expected}`}.`);
      expect(second).toMatch(/^npm run sandbox -- show/);
    }
    expect(await refused('sandbox', ['quote', 'qte1'])).toEqual(['GP has no quote QTE1 that can be priced.']);
    expect(await sandbox('show')).toEqual(state('2027-01-15', 'none'));
  });

  it('open the folder themselves where no gateway is running, and leave no more than the users behind', async () => {
    // Each a process of its own, which has to end by itself.
    const { user, refused } = consoleOf(environment);
    const before = await user(['list']);
    await gateway.stop();
    expect(await user(['list'])).toEqual(before);
    expect(await user(['disable', 'bob@example.com'])).toEqual([
      'bob@example.com can sign in no more, and their sessions have ended.',
    ]);
    expect(await refused('user', ['disable', 'dan@example.com'])).toEqual(['There is no user dan@example.com.']);
    expect(await refused('sandbox', ['show'])).toEqual([`No gateway is running in the data folder ${environment.DATA_DIR}.`]);
    expect((await user(['list']))[1]).toMatch(/^bob@example\.com .* disabled$/);
  });
});

describe('the commands of a data folder in which no gateway has run', () => {
  it.each<[script: string, ...words: string[]]>([
    ['jobs', 'list'],
    ['submissions', 'list'],
    ['payments', 'reconcile', '--from', '2026-11-01', '--to', '2026-11-30'],
    ['quotes', 'list'],
    ['events', 'list'],
  ])('say so and make nothing: %s', async (script, ...words) => {
    const folder = join(folders.path(), 'new');
    const { refused } = consoleOf({ DATA_DIR: folder }, hosted);
    expect(await refused(script, words)).toEqual([`No gateway has run in the data folder ${folder} yet.`]);
    expect(existsSync(folder)).toBe(false);
  });

  it.each([
    [['no-such-command']],
    [['list', 'all']],
    [['remove']],
    [['set', 'ann@example.com', '--nme', 'Ann']],
    [['add', '--name', 'Ann']],
    [[]],
  ])('make nothing for words that are no command: user %j', async (words) => {
    const folder = join(folders.path(), 'new');
    const { refused } = consoleOf({ DATA_DIR: folder }, hosted);
    expect(await refused('user', words)).toEqual(expect.arrayContaining([expect.stringContaining('npm run user -- add EMAIL')]));
    expect(existsSync(folder)).toBe(false);
  });

  it('add users before the first start, which is no run of a gateway', async () => {
    const { user, refused } = consoleOf({ DATA_DIR: join(folders.path(), 'new') }, hosted);
    expect(await user(add('ann@example.com'), PASSWORD)).toEqual(['Added ann@example.com.']);
    expect(await refused('jobs', ['list'])).toEqual(['No gateway has run here yet.']);
  });

  it('let one of several at once go first, and tell the others of it', async () => {
    const { user } = consoleOf({ DATA_DIR: join(folders.path(), 'new') });
    const emails = ['ann', 'bob', 'cy'].map((name) => `${name}@example.com`);
    const all = await Promise.all(emails.map((email) => user(add(email), PASSWORD)));
    const isBusy = ([line]: string[]) => line === 'Another command is at work in this data folder.';
    const added = emails.filter((_, index) => !isBusy(all[index] ?? []));
    expect(all.filter((lines) => !isBusy(lines))).toEqual(added.map((email) => [`Added ${email}.`]));
    expect(added).not.toEqual([]);
    expect(await user(['list'])).toHaveLength(added.length);
  });
});

describe('npm run gp -- drift', () => {
  it.each<[string, words: string[], environment: NodeJS.ProcessEnv, said: string]>([
    ['a sandbox has no prices of its own', [], {}, 'GP_URL: expected a sqlserver:// URL.'],
    [
      'the server refuses the connection',
      [],
      { GP_URL: 'sqlserver://gateway@127.0.0.1:1/TWO', GP_PASSWORD: 'secret' },
      "GP's server cannot be reached (ECONNREFUSED)",
    ],
    ['a word is wrong', ['--sample', '3'], {}, '"--sample" is not understood.'],
    ['a number is wrong', ['--samples', 'many'], {}, '--samples: expected a whole number'],
    ['a setting is wrong', [], { PORT: 'x' }, 'PORT: expected a whole number'],
  ])('ends with 2 where nothing can be compared: %s', async (_, words, environment, told) => {
    const { exitCode, stdout, stderr } = await hosted('console/gp.js', ['drift', ...words], environment);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(told);
  });
});

describe('the commands for a database server', () => {
  it('manage the users in it, whether a gateway is running or not', async () => {
    const { user, refused } = consoleOf({ DATABASE_URL: await database(), DATA_DIR: folders.path() }, hosted);
    expect(await user(add('ann@example.com'), PASSWORD)).toEqual(['Added ann@example.com.']);
    expect(await refused('user', add('ann@example.com'), PASSWORD)).toEqual(['There is a user ann@example.com already.']);
    expect(await user(['list'])).toEqual(['ann@example.com  Ann  BUYER  KESTREL']);
  });

  it('end in one line where its role may not do what they ask for', async () => {
    const url = await database();
    const owner = consoleOf({ DATABASE_URL: url, DATA_DIR: folders.path() }, hosted);
    expect(await owner.user(add('ann@example.com'), PASSWORD)).toEqual(['Added ann@example.com.']);
    const asReader = `${url}${url.includes('?') ? '&' : '?'}options=-c%20role%3Dpg_read_all_data`;
    const reader = consoleOf({ DATABASE_URL: asReader, DATA_DIR: folders.path() }, hosted);
    expect(await reader.user(['list'])).toEqual(['ann@example.com  Ann  BUYER  KESTREL']);
    expect(await reader.refused('user', ['disable', 'ann@example.com'])).toEqual([
      "The gateway's database did not complete users.disable",
    ]);
  });

  it('are refused in one line where it is away, or the configuration is wrong', async () => {
    const away = consoleOf({ DATABASE_URL: 'postgres://gateway:hunter2@127.0.0.1:1/shop', DATA_DIR: folders.path() }, hosted);
    expect(await away.refused('user', ['list'])).toEqual(['Cannot open the database that DATABASE_URL names: ECONNREFUSED.']);
    const wrong = consoleOf({ PORT: 'hunter2', DATA_DIR: folders.path() }, hosted);
    expect(await wrong.refused('user', ['list'])).toEqual(['PORT: expected a whole number from 0 to 65535.']);
    expect(await wrong.refused('sandbox', ['show'])).toEqual(['PORT: expected a whole number from 0 to 65535.']);
  });
});

describe('the company command', () => {
  it('writes a company that the gateway loads', async () => {
    const out = folders.path();
    const lines = said(await runBuilt('console/company.js', ['--items', '40', '--accounts', '5', '--out', out], {}));
    expect(lines.at(-1)).toBe(`The company is in ${out}; start the gateway with GP_SANDBOX_COMPANY=${out} to use it.`);
    const { today } = JSON.parse(readFileSync(join(out, 'company.json'), 'utf8')) as { today: string };
    const gateway = await BuiltGateway.start({
      DATA_DIR: folders.path(),
      DATABASE_URL: await database(),
      GP_URL: await database(),
      GP_SANDBOX_COMPANY: out,
    });
    // A machine that is busy may be late with the first page, which then says so and shows nothing.
    await vi.waitFor(async () =>
      expect(await gateway.ask('{ catalog(first: 1) { nodes { sku name } totalCount unavailable { reason } } }')).toEqual({
        catalog: {
          nodes: [{ sku: expect.stringMatching(/./), name: expect.stringMatching(/./) }],
          totalCount: expect.any(Number),
          unavailable: null,
        },
      }),
    );
    const { stdout } = await gateway.stop();
    expect(today).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(stdout).not.toContain('it is not loaded');
  });

  it('says what is wrong, and writes nothing into a folder that is not empty', async () => {
    const { refused } = consoleOf({}, hosted);
    const full = folders.write({ 'RM00101.csv': 'CUSTNMBR\n' });
    expect(await refused('company', ['--items', '40', '--accounts', '5', '--out', full])).toEqual([
      `The folder ${full} is not empty.`,
    ]);
    expect((await refused('company', ['--items', 'many', '--accounts', '5', '--out', full]))[0]).toMatch(
      /^--items: expected a whole number from 1 to \d+, not "many"\.$/,
    );
    const sheets = await refused('company', ['--items', '40', '--accounts', '5', '--out', folders.path(), '--sheets', '3']);
    expect(sheets[0]).toMatch(/^--sheets: expected a whole number from 4 to \d+, not "3"\.$/);
    for (const words of [['now'], ['--tiems', '4']])
      expect((await refused('company', words))[0]).toBe(`"${words[0]}" is not understood.`);
  });
});

describe('npm run client', () => {
  it('makes a key that is different every time, and prints what is configured of it', async () => {
    const runs = await Promise.all([0, 1].map(() => runBuilt('console/client.js', ['new-key', 'storefront'], {})));
    const keys = runs.map((run) => {
      const lines = said(run).join('\n');
      const key = /gpgw_[\w-]{43}/.exec(lines)?.[0] ?? '';
      expect(lines).toContain(`{ "sha256": "${createHash('sha256').update(key).digest('hex')}" }`);
      return key;
    });
    expect(new Set(keys).size).toBe(2);
  });

  it('prints the whole entry of a server that is to have rights', async () => {
    const { stdout } = await hosted('console/client.js', ['new-key', 'storefront', 'mayDiscount', 'mayVouch'], {});
    const [entry] = /\{ ?"name".*\}/.exec(stdout) ?? [];
    const [client] = readClients(JSON.stringify({ clients: [JSON.parse(entry ?? '')] }));
    expect(client).toMatchObject({
      name: 'storefront',
      class: 'SERVER',
      orderRights: { mayDiscount: true, mayVouch: true, mayConfirmPayments: false, mayOrderForVisitors: false },
    });
    expect(client?.keys).toHaveLength(1);
  });

  it.each<[words: string[], wrong?: string]>([
    [[]],
    [['new-key']],
    [['new-key', 'two words'], 'two words'],
    [['new-key', 'x', 'mayFly'], 'mayFly'],
    [['new-key', 'x', 'mayVouch', 'mayFly'], 'mayFly'],
    [['no-such-command'], 'no-such-command'],
  ])('says how it is used, and what it does not understand: %j', async (words, wrong) => {
    const { exitCode, stdout, stderr } = await hosted('console/client.js', words, {});
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('npm run client -- new-key NAME');
    if (wrong !== undefined) expect(stderr).toMatch(`"${wrong}" is not understood`);
  });
});
