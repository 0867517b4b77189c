import './node-version.js';
import 'reflect-metadata';
import { EVENT_TYPES } from '../capabilities/index.js';
import { readEnvironment } from '../config/index.js';
import { GatewayDatabase } from '../database/index.js';
import { EventDesk } from '../events/index.js';
import { StartRefused, StoreUnavailable } from '../faults/index.js';
import { SystemClock } from '../values/clock.js';
import { EVENTS_HELP, EventsCommands } from './events-commands.js';
import { helpReply } from './help.js';
import { LocalLine, type Reply } from './local-line.js';
import { print, printRefusal } from './terminal.js';

/** Runs a command where the events are: on the database server, in the running gateway, else in the data folder itself. */
async function run(words: readonly string[]): Promise<Reply> {
  const { database } = readEnvironment().settings;
  if (!database.url) {
    const reply = await LocalLine.ask(database.dataDir, { command: 'events', words });
    if (reply) return reply;
  }
  const line = database.url ? undefined : await LocalLine.claim(database.dataDir, async () => busy);
  try {
    const gateway = await GatewayDatabase.open(database);
    try {
      return await new EventsCommands(new EventDesk(gateway, new SystemClock()), EVENT_TYPES).run(words);
    } finally {
      await gateway.destroy();
    }
  } finally {
    await line?.close();
  }
}

const busy: Reply = { lines: ['Another command is at work in this data folder.'], exitCode: 1 };

try {
  const words = process.argv.slice(2);
  print(helpReply(words, EVENTS_HELP) ?? (await run(words)));
} catch (fault) {
  if (!(fault instanceof StartRefused || fault instanceof StoreUnavailable)) throw fault;
  printRefusal(fault.message);
}
