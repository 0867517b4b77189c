import 'reflect-metadata';
import { readEnvironment } from '../config/index.js';
import { StartRefused } from '../faults/index.js';
import { LocalLine, type Reply } from './local-line.js';
import { runCommand } from './run-command.js';
import { refusedSandboxWords, SANDBOX_HELP } from './sandbox-commands.js';

/** Runs a command in the gateway that runs in the data folder. @throws {StartRefused} there is none */
async function run(words: readonly string[]): Promise<Reply> {
  const { dataDir } = readEnvironment().settings.database;
  const reply = await LocalLine.ask(dataDir, { command: 'sandbox', words });
  if (!reply) throw new StartRefused(`No gateway is running in the data folder ${dataDir}.`);
  return reply;
}

await runCommand(SANDBOX_HELP, (words) => refusedSandboxWords(words) ?? run(words));
