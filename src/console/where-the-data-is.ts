import type { DatabaseSettings } from '../config/index.js';
import { GatewayDatabase } from '../database/index.js';
import { BUSY, LocalLine, type Reply } from './local-line.js';

/**
 * Has a command run where its data is: on the database server, in the gateway that runs in the data folder, else in the folder
 * itself.
 * @param request what the running gateway is asked
 * @param makes whether the command may make the data folder, before the first start of a gateway; else it is refused there
 * @throws {StartRefused} the database cannot be opened
 */
export async function runWhereTheDataIs(
  database: DatabaseSettings,
  request: unknown,
  run: (gateway: GatewayDatabase) => Promise<Reply>,
  { makes }: { readonly makes: boolean },
): Promise<Reply> {
  if (!database.url) {
    const reply = await LocalLine.ask(database.dataDir, request);
    if (reply) return reply;
  }
  if (!makes && !GatewayDatabase.isThere(database)) {
    return { lines: [`No gateway has run in the data folder ${database.dataDir} yet.`], exitCode: 1 };
  }
  const line = database.url ? undefined : await LocalLine.claimForCommand(database.dataDir);
  // Another process took the folder since it was asked for.
  if (!database.url && !line) return (await LocalLine.ask(database.dataDir, request)) ?? BUSY;
  try {
    const gateway = await GatewayDatabase.open(database);
    try {
      return await run(gateway);
    } finally {
      await gateway.destroy();
    }
  } finally {
    await line?.close();
  }
}
