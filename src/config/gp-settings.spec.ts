import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from './read-environment.js';

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gp-settings-'));
  file = join(folder, 'password');
  writeFileSync(file, ' s3cret with blanks \r\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const GP_URL = 'sqlserver://shop@gp01/TWO';
const GP_PASSWORD = 's3cret';
const read = (environment: NodeJS.ProcessEnv) => readEnvironment(environment).settings.gp.sqlServer;

function refusal(environment: NodeJS.ProcessEnv): string[] {
  try {
    readEnvironment(environment);
  } catch (fault) {
    return (fault as Error).message.split('\n');
  }
  return [];
}

describe('A company on a SQL Server', () => {
  it('is none where GP_URL names a sandbox, or nothing', () => {
    expect(read({})).toBeUndefined();
    expect(read({ GP_URL: 'postgres://localhost/company' })).toBeUndefined();
  });

  it('is signed in to with the password of a variable, a file or the URL', () => {
    const reading = { user: 'shop', password: 's3cret', domain: undefined };
    expect(read({ GP_URL, GP_PASSWORD })).toMatchObject({ database: 'TWO', reading, handingOver: reading });
    expect(read({ GP_URL: 'sqlserver://shop:s3cret@gp01/TWO' })).toMatchObject({ reading });
    expect(read({ GP_URL, GP_PASSWORD_FILE: file })).toMatchObject({ reading: { password: ' s3cret with blanks ' } });
  });

  it('may be signed in to by another user to hand orders over', () => {
    const other = { GP_URL, GP_PASSWORD, GP_WRITE_USER: 'orders', GP_WRITE_PASSWORD: '0rders' };
    expect(read(other)?.handingOver).toEqual({ user: 'orders', password: '0rders', domain: undefined });
    const inDomain = { ...other, GP_URL: `${GP_URL}?domain=CORP` };
    expect(read(inDomain)).toMatchObject({ reading: { domain: 'CORP' }, handingOver: { user: 'orders', domain: 'CORP' } });
    expect(read({ ...inDomain, GP_WRITE_USER: 'SHOPS\\orders' })?.handingOver).toMatchObject({ user: 'orders', domain: 'SHOPS' });
  });

  it('may have a replica for reading', () => {
    expect(read({ GP_URL, GP_PASSWORD })?.replica).toBeUndefined();
    expect(read({ GP_URL, GP_PASSWORD, GP_READ_URL: 'sqlserver://gp02:1434' })?.replica).toMatchObject({
      host: 'gp02',
      port: 1434,
    });
  });

  it.each([
    ['a user', { GP_URL: 'sqlserver://gp01/TWO', GP_PASSWORD }, 'GP_URL: expected a user'],
    ['a database', { GP_URL: 'sqlserver://shop@gp01', GP_PASSWORD }, "GP_URL: expected the name of the company's database"],
    ['a password', { GP_URL }, "GP_PASSWORD: expected the password of GP_URL's user, here or in a file that GP_PASSWORD_FILE"],
    ['the password of its other user', { GP_URL, GP_PASSWORD, GP_WRITE_USER: 'orders' }, 'GP_WRITE_PASSWORD: expected the'],
    ['the user of a password', { GP_URL, GP_PASSWORD, GP_WRITE_PASSWORD: 'x' }, 'GP_WRITE_USER: expected the user'],
  ])('is not one without %s', (_, environment, line) => {
    expect(refusal(environment)).toEqual([expect.stringContaining(line)]);
  });

  it.each([
    ['a password that is given twice', { GP_URL: 'sqlserver://shop:s3cret@gp01/TWO', GP_PASSWORD }, 'GP_PASSWORD: '],
    ['a replica of a sandbox', { GP_READ_URL: 'sqlserver://gp02' }, 'GP_READ_URL: expected GP_URL'],
    [
      'a replica that is a PostgreSQL',
      { GP_URL, GP_PASSWORD, GP_READ_URL: 'postgres://gp02/x' },
      'GP_READ_URL: expected a sqlserver',
    ],
    ['another user of the replica', { GP_URL, GP_PASSWORD, GP_READ_URL: 'sqlserver://me@gp02' }, 'GP_READ_URL: expected no user'],
    ['another database', { GP_URL, GP_PASSWORD, GP_READ_URL: 'sqlserver://gp02/OTHER' }, 'GP_READ_URL: expected the database'],
  ])('is refused with %s, in one line that tells no secret', (_, environment, line) => {
    const lines = refusal(environment);
    expect(lines).toEqual([expect.stringContaining(line)]);
    expect(lines.join()).not.toMatch(/s3cret|gp0[12]/);
  });
});
