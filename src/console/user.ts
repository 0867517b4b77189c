import 'reflect-metadata';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { readEnvironment } from '../config/index.js';
import type { GatewayDatabase } from '../database/index.js';
import { StartRefused } from '../faults/index.js';
import { type DecodedText, decodeText, readFileBytes, UnreadableText } from '../files/index.js';
import { LinkedIdentities, PasswordHasher, UserStore } from '../identity/index.js';
import { SystemClock } from '../values/clock.js';
import { askedOfServer } from './asked-of-gp.js';
import type { Reply } from './local-line.js';
import { runCommand } from './run-command.js';
import { needsOf, refusedWords, USER_HELP, UserCommands, type UserRequest } from './user-commands.js';
import { runWhereTheDataIs } from './where-the-data-is.js';

function run(request: UserRequest): Promise<Reply> {
  const { settings } = readEnvironment();
  const commands = (gateway: GatewayDatabase) => {
    const links = new LinkedIdentities(gateway, new SystemClock());
    return new UserCommands(new UserStore(gateway), new PasswordHasher(), links, askedOfServer(settings)).run(request);
  };
  // The users of a shop are often added before its gateway starts for the first time.
  return runWhereTheDataIs(settings.database, { command: 'user', request }, commands, { makes: true });
}

async function requestOf(words: readonly string[]): Promise<UserRequest> {
  switch (needsOf(words)) {
    case 'password':
      return { words, password: await readPassword() };
    case 'csv':
      return { words, ...(words[1] !== undefined && csvOf(words[1])) };
    case 'nothing':
      return { words };
  }
}

/** @throws {StartRefused} the file cannot be read, or a line of it is not text; the message names the line */
function csvOf(file: string): Pick<UserRequest, 'csv' | 'encoding'> {
  let bytes: Uint8Array;
  try {
    bytes = readFileBytes(file);
  } catch (cause) {
    throw new StartRefused(`The file ${file} cannot be read.`, { cause });
  }
  const { text, encoding } = decoded(`The file ${file}`, bytes);
  return { csv: text, encoding };
}

function decoded(what: string, bytes: Uint8Array): DecodedText {
  try {
    return decodeText(bytes);
  } catch (cause) {
    if (!(cause instanceof UnreadableText)) throw cause;
    throw new StartRefused(`${what}, ${cause.message}.`, { cause });
  }
}

/** A password is never an argument of a command: the shell's history and the list of processes show arguments. */
async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) {
    const typed = await buffer(process.stdin);
    return decoded('Standard input', typed).text.replace(/\r?\n$/, '');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout, terminal: true });
  return new Promise((resolve) => {
    terminal.question('Password: ', (password) => {
      terminal.close();
      process.stdout.write('\n');
      resolve(password);
    });
    // The terminal does not show the password while it is typed.
    (terminal as unknown as { _writeToOutput: () => void })._writeToOutput = () => undefined;
  });
}

await runCommand(USER_HELP, async (words) => refusedWords(words) ?? run(await requestOf(words)));
