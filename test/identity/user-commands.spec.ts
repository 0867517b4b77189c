import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/index.js';
import { askedOfServer } from '../../src/console/asked-of-gp.js';
import { userCommands } from '../../src/gateway.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { login, REFUSED, refresh, refused, sessionOf, whoIs, wholeSessionOf } from './workflow.js';

const ANN = 'ann@example.com';

let databases: string[];
let gateway: TestGateway;

beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1] });
  await gateway.addUser({ email: ANN, name: 'Ann', role: 'BUYER', accounts: ['HARGATE', 'KESTREL'] });
});
afterAll(async () => {
  await gateway?.stop();
  await Promise.all((databases ?? []).map(dropDatabase));
});

const run = (...words: string[]) => userCommands(gateway.gateway.app).run({ words });
const said = async (...words: string[]) => (await run(...words)).lines;

describe('a user who is changed', () => {
  it('has the new role and limit at once, in the session that is open', async () => {
    const { accessToken } = wholeSessionOf(await login(gateway, ANN));
    const viewer = async () => {
      const query = '{ viewer { user { role orderLimit { amount currency } } accounts { number } } }';
      return (await gateway.ask(query, {}, accessToken)).data.viewer;
    };
    expect(await viewer()).toMatchObject({ user: { role: 'BUYER', orderLimit: null } });
    expect(await said('set', 'Ann@Example.com', '--role', 'viewer', '--order-limit', '2500.00 usd')).toEqual([
      'Ann@Example.com is changed, in their sessions as well.',
    ]);
    expect(await viewer()).toEqual({
      user: { role: 'VIEWER', orderLimit: { amount: '2500.00', currency: 'USD' } },
      accounts: [{ number: 'HARGATE' }, { number: 'KESTREL' }],
    });
    expect(await said('list')).toContainEqual(expect.stringMatching(/^ann@example\.com .* up to 2500\.00 USD$/));
    await run('set', ANN, '--order-limit', 'none');
    expect(await viewer()).toMatchObject({ user: { role: 'VIEWER', orderLimit: null } });
  });

  it('loses the sessions for an account that was taken, and no others', async () => {
    const { accessToken, refreshToken } = wholeSessionOf(await login(gateway, ANN));
    expect(await whoIs(gateway, accessToken)).toMatchObject({ account: 'HARGATE' });
    await run('set', ANN, '--accounts', 'KESTREL;NO SUCH');
    expect(await whoIs(gateway, accessToken)).toEqual(REFUSED);
    expect(await refresh(gateway, refreshToken)).toEqual(refused('NO_ACCOUNT'));
    expect(await login(gateway, ANN)).toMatchObject({ viewer: { account: { number: 'KESTREL' } } });
  });

  it('stays as they are where something is wrong', async () => {
    const before = await said('list');
    for (const words of [
      ['--role', 'OWNER'],
      ['--accounts', ' ; '],
      ['--accounts', 'HARGATE BRINDLE KESTREL'],
      ['--order-limit', 'much'],
      ['--order-limit', ''],
      ['--name', ' '],
      ['--colour', 'red'],
    ]) {
      expect((await run('set', ANN, '--role', 'BUYER', ...words)).exitCode).toBe(2);
    }
    expect((await run('set', ANN)).exitCode).toBe(2);
    expect((await run('set', 'nobody@example.com', '--role', 'BUYER')).exitCode).toBe(1);
    expect(await said('list')).toEqual(before);
  });

  it('has no limit that is finer than its currency in GP', async () => {
    const tooFine = 'order limit: expected at most 2 decimals, as GP has of USD';
    const limited = (limit: string) => run('set', ANN, '--order-limit', limit);
    expect(await limited('10.005 USD')).toEqual({ lines: [tooFine], exitCode: 2 });
    const words = ['--name', 'Eve', '--role', 'BUYER', '--accounts', 'HARGATE', '--order-limit', '0.123 usd'];
    const commands = userCommands(gateway.gateway.app);
    const password = 'long enough';
    expect(await commands.run({ words: ['add', 'eve@example.com', ...words], password })).toEqual({
      lines: [tooFine],
      exitCode: 2,
    });
    const csv = `email,name,role,accounts,password,order limit
eve@example.com,Eve,BUYER,HARGATE,${password},25.00 USD
joe@example.com,Joe,BUYER,HARGATE,${password},25.001 USD
`;
    expect(await commands.run({ words: ['import', 'users.csv'], csv })).toEqual({
      lines: ['Nothing was imported:', `line 3, ${tooFine}`],
      exitCode: 1,
    });
    // Of a currency that GP does not have, no decimals are known.
    for (const limit of ['10.005 CHF', '10.05 USD', '10 USD', 'none'])
      expect(await limited(limit)).toMatchObject({ exitCode: 0 });
  });

  it('may have a limit in a currency that GP does not have, of which the operator is warned', async () => {
    const warning = 'Warning: GP has no currency "CHF": no order is in it.';
    const words = ['--order-limit', '10 CHF'];
    expect(await said('set', ANN, ...words)).toEqual([`${ANN} is changed, in their sessions as well.`, warning]);
    const commands = userCommands(gateway.gateway.app);
    const password = 'long enough';
    const ofUser = ['--name', 'Zoe', '--role', 'BUYER', '--accounts', 'HARGATE'];
    expect(await commands.run({ words: ['add', 'zoe@example.com', ...ofUser, ...words], password })).toEqual({
      lines: ['Added zoe@example.com.', warning],
      exitCode: 0,
    });
    const row = (email: string) => `${email}@example.com,Max,BUYER,HARGATE,${password},10 CHF`;
    const csv = `email,name,role,accounts,password,order limit\n${row('max')}\n${row('mia')}\n`;
    expect((await commands.run({ words: ['import', 'users.csv'], csv })).lines).toEqual(['Imported 2 users.', warning]);
    expect(await said('set', ANN, '--order-limit', '10 USD')).toHaveLength(1);
  });

  it('has the decimals of currencies told by the server of GP, where no gateway runs', async () => {
    const server = askedOfServer(readEnvironment({ GP_URL: databases[1] }).settings);
    expect(await server.currencyDecimals()).toEqual(new Map(['USD', 'CAD'].map((code) => [code, 2])));
    expect(await askedOfServer(readEnvironment({}).settings).currencyDecimals()).toBeUndefined();
  });
});

describe('a user who is removed', () => {
  it('is signed out at once, signs in no more, and may be added again', async () => {
    const { accessToken, refreshToken } = wholeSessionOf(await login(gateway, ANN));
    expect(await whoIs(gateway, accessToken)).toMatchObject({ status: 200 });
    expect(await said('remove', ANN)).toEqual([`Removed ${ANN}, and their sessions have ended.`]);
    expect(await whoIs(gateway, accessToken)).toEqual(REFUSED);
    expect(await refresh(gateway, refreshToken)).toEqual(refused('INVALID_TOKEN'));
    expect(await login(gateway, ANN)).toEqual(refused('INVALID_CREDENTIALS'));
    await gateway.addUser({ email: ANN, role: 'BUYER', accounts: ['HARGATE'] });
    expect(sessionOf(await login(gateway, ANN))).toBeDefined();
  });

  it('who is disabled is signed out at once as well', async () => {
    const { accessToken } = wholeSessionOf(await login(gateway, ANN));
    expect(await whoIs(gateway, accessToken)).toMatchObject({ status: 200 });
    await run('disable', ANN);
    expect(await whoIs(gateway, accessToken)).toEqual(REFUSED);
  });
});
