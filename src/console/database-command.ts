import { readEnvironment } from '../config/index.js';
import { GatewayDatabase } from '../database/index.js';
import { StartRefused, StoreUnavailable } from '../faults/index.js';
import { helpReply } from './help.js';
import { LocalLine, type Reply } from './local-line.js';
import { print, printRefusal } from './terminal.js';

/** Commands that need nothing but the gateway's database. */
export interface DatabaseCommands {
  run(words: readonly string[]): Promise<Reply>;
}

/**
 * Runs the command of this process where its data is: on the database server, in the running gateway, else in the data folder
 * itself.
 * @param command its name for the running gateway, such as "jobs" of `npm run jobs`
 */
export async function runDatabaseCommand(
  command: string,
  help: readonly string[],
  commandsOf: (database: GatewayDatabase) => DatabaseCommands,
): Promise<void> {
  const words = process.argv.slice(2);
  try {
    print(helpReply(words, help) ?? (await run(command, words, commandsOf)));
  } catch (fault) {
    if (!(fault instanceof StartRefused || fault instanceof StoreUnavailable)) throw fault;
    printRefusal(fault.message);
  }
}

async function run(
  command: string,
  words: readonly string[],
  commandsOf: (database: GatewayDatabase) => DatabaseCommands,
): Promise<Reply> {
  const { database } = readEnvironment().settings;
  if (!database.url) {
    const reply = await LocalLine.ask(database.dataDir, { command, words });
    if (reply) return reply;
  }
  const line = database.url ? undefined : await LocalLine.claim(database.dataDir, async () => busy);
  try {
    const gateway = await GatewayDatabase.open(database);
    try {
      return await commandsOf(gateway).run(words);
    } finally {
      await gateway.destroy();
    }
  } finally {
    await line?.close();
  }
}

const busy: Reply = { lines: ['Another command is at work in this data folder.'], exitCode: 1 };
