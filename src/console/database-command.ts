import { readEnvironment } from '../config/index.js';
import type { GatewayDatabase } from '../database/index.js';
import { StartRefused, StoreUnavailable } from '../faults/index.js';
import { helpReply } from './help.js';
import type { Reply } from './local-line.js';
import { print, printRefusal } from './terminal.js';
import { runWhereTheDataIs } from './where-the-data-is.js';

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
    const { database } = readEnvironment().settings;
    print(
      helpReply(words, help) ??
        (await runWhereTheDataIs(database, { command, words }, (gateway) => commandsOf(gateway).run(words), { makes: false })),
    );
  } catch (fault) {
    if (!(fault instanceof StartRefused || fault instanceof StoreUnavailable)) throw fault;
    printRefusal(fault.message);
  }
}
