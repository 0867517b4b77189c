import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StartRefused } from '../faults/index.js';
import { LocalLine, type Reply } from './local-line.js';

const REQUEST = { command: 'jobs', words: ['list'] };
const ROUNDS = 20;
const BUSY = { lines: ['Another command is at work in this data folder.'], exitCode: 1 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'line-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a data folder that a gateway holds', () => {
  it('has it answer what a command asks', async () => {
    const line = await LocalLine.claim(folder, async (request) => ({ lines: [JSON.stringify(request)], exitCode: 0 }));
    expect(await LocalLine.ask(folder, REQUEST)).toEqual({ lines: [JSON.stringify(REQUEST)], exitCode: 0 });
    await line.close();
    expect(await LocalLine.ask(folder, REQUEST)).toBeUndefined();
  });

  it('is neither for another gateway nor for a command', async () => {
    const line = await LocalLine.claim(folder, async () => BUSY);
    await expect(LocalLine.claim(folder, async () => BUSY)).rejects.toBeInstanceOf(StartRefused);
    expect(await LocalLine.claimForCommand(folder)).toBeUndefined();
    await line.close();
  });

  it('is told of where the gateway ends before it has answered', async () => {
    const asked = Promise.withResolvers<void>();
    const line = await LocalLine.claim(folder, () => {
      asked.resolve();
      return new Promise<Reply>(() => undefined);
    });
    const answer = LocalLine.ask(folder, REQUEST).catch((fault: unknown) => fault);
    await asked.promise;
    await line.close();
    expect(await answer).toMatchObject({ message: 'The gateway ended before it had answered the command.' });
  });
});

describe('a data folder that a command holds', () => {
  it('has other commands told so', async () => {
    const line = await LocalLine.claimForCommand(folder);
    expect(await LocalLine.ask(folder, REQUEST)).toEqual(BUSY);
    expect(await LocalLine.claimForCommand(folder)).toBeUndefined();
    await line?.close();
    expect(readdirSync(folder)).toEqual([]);
    const next = await LocalLine.claimForCommand(folder);
    expect(next).toBeInstanceOf(LocalLine);
    await next?.close();
  });

  it.skipIf(process.platform === 'win32')('has them told so too where it is done before it has seen them', async () => {
    const command = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => command.listen(join(folder, 'gateway.sock'), resolve));
    expect(await LocalLine.ask(folder, REQUEST)).toEqual(BUSY);
    await new Promise((resolve) => command.close(resolve));
  });
});

describe.skipIf(process.platform !== 'linux')('a data folder whose process was killed', () => {
  it('is taken by one of many that find it at once', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await leaveSocketBehind();
      const lines = await Promise.all(Array.from({ length: 8 }, () => LocalLine.claimForCommand(folder)));
      const taken = lines.filter((line) => line !== undefined);
      expect(taken).toHaveLength(1);
      expect(await LocalLine.ask(folder, REQUEST)).toEqual(BUSY);
      await taken[0]?.close();
    }
  });
});

/** A socket of which the process was killed: a server removes only the path it listened on. */
async function leaveSocketBehind(): Promise<void> {
  const path = join(folder, 'gateway.sock');
  const killed = createServer();
  await new Promise<void>((resolve) => killed.listen(path, resolve));
  renameSync(path, `${path}.left`);
  await new Promise((resolve) => killed.close(resolve));
  renameSync(`${path}.left`, path);
}
