import { readEnvironment } from '../config/index.js';
import type { GatewayDatabase } from '../database/index.js';
import type { Reply } from './local-line.js';
import { runCommand } from './run-command.js';
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
  await runCommand(help, (words) => {
    const { database } = readEnvironment().settings;
    return runWhereTheDataIs(database, { command, words }, (gateway) => commandsOf(gateway).run(words), { makes: false });
  });
}
