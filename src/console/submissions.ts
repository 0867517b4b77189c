import 'reflect-metadata';
import { SUBMISSION_EVENTS } from '../capabilities/index.js';
import { readEnvironment } from '../config/index.js';
import { GatewayDatabase } from '../database/index.js';
import { EventLog } from '../events/index.js';
import { StartRefused, StoreUnavailable } from '../faults/index.js';
import { SubmissionDesk, SubmissionEventLog } from '../submissions/index.js';
import { SystemClock } from '../values/clock.js';
import { helpReply } from './help.js';
import { LocalLine, type Reply } from './local-line.js';
import { SUBMISSIONS_HELP, SubmissionsCommands } from './submissions-commands.js';
import { print, printRefusal } from './terminal.js';

/** Runs a command where the submissions are: on the database server, in the running gateway, else in the data folder itself. */
async function run(words: readonly string[]): Promise<Reply> {
  const { database } = readEnvironment().settings;
  if (!database.url) {
    const reply = await LocalLine.ask(database.dataDir, { command: 'submissions', words });
    if (reply) return reply;
  }
  const line = database.url ? undefined : await LocalLine.claim(database.dataDir, async () => busy);
  try {
    const gateway = await GatewayDatabase.open(database);
    try {
      const clock = new SystemClock();
      const events = new SubmissionEventLog(new EventLog(clock), SUBMISSION_EVENTS);
      return await new SubmissionsCommands(new SubmissionDesk(gateway, events, clock)).run(words);
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
  print(helpReply(words, SUBMISSIONS_HELP) ?? (await run(words)));
} catch (fault) {
  if (!(fault instanceof StartRefused || fault instanceof StoreUnavailable)) throw fault;
  printRefusal(fault.message);
}
