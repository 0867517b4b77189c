import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TemporaryFolders } from './sandbox/written-company.js';
import { buildGateway, NODE_COMPILE_CACHE } from './support/built-gateway.js';
import { createDatabase, dropDatabase } from './support/databases.js';

/** A device of Linux that is always full. */
const FULL = '/dev/full';

const COMMANDS: readonly (readonly [command: string, ...words: string[]])[] = [
  ['client', 'new-key', 'shop'],
  ['client', '--help'],
  ['gp', 'grants', '--company', 'TWO'],
  ['extensions', 'points'],
  ['user', 'list'],
];

describe('What an operator command says', () => {
  const folders = new TemporaryFolders();
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    await buildGateway();
    environment = { DATABASE_URL: await createDatabase(), DATA_DIR: join(folders.path(), 'data') };
  });
  afterAll(async () => {
    await dropDatabase(String(environment['DATABASE_URL']));
    folders.remove();
  });

  const start = ([command, ...words]: readonly string[], stdout: number | 'pipe', stderr: number | 'pipe' = 'pipe') =>
    spawn(process.execPath, [resolve('dist/console', `${command}.js`), ...words], {
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE, ...environment },
      stdio: ['ignore', stdout, stderr],
    });

  async function endOf(child: ReturnType<typeof start>) {
    const closed = new Promise<number | null>((done) => child.once('close', done));
    const stderr = child.stderr ? await text(child.stderr) : '';
    return { exitCode: await closed, stderr };
  }

  describe.skipIf(!existsSync(FULL))('to a disk that is full', () => {
    let full: number;

    beforeAll(() => {
      full = openSync(FULL, 'w');
    });
    afterAll(() => closeSync(full));

    it.each(COMMANDS)('has it end with 1, and with a line on standard error: %s %s', async (...command) => {
      expect(await endOf(start(command, full))).toEqual({
        exitCode: 1,
        stderr: 'What the command has to say cannot be written: ENOSPC.\n',
      });
    });

    it('leaves the exit code of a command that is refused', async () => {
      const child = start(['client', 'new'], 'pipe', full);
      child.stdout?.resume();
      expect(await endOf(child)).toEqual({ exitCode: 2, stderr: '' });
    });
  });

  it.each(COMMANDS)('may be read in part: %s %s', async (...command) => {
    const child = start(command, 'pipe');
    child.stdout?.destroy();
    expect(await endOf(child)).toEqual({ exitCode: 0, stderr: '' });
  });
});
