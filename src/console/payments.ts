import 'reflect-metadata';
import { readEnvironment } from '../config/index.js';
import { GatewayDatabase } from '../database/index.js';
import { StartRefused, StoreUnavailable } from '../faults/index.js';
import { readTextFile, UnreadableText } from '../files/index.js';
import { PaymentDesk } from '../payments/index.js';
import { helpReply } from './help.js';
import { LocalLine, type Reply } from './local-line.js';
import { PAYMENTS_HELP, PaymentsCommands } from './payments-commands.js';
import { print, printRefusal } from './terminal.js';

/** Of reconcile: --from DAY --to DAY. */
const WORDS_BEFORE_FILE = 5;

/** Runs a command where the payments are: on the database server, in the running gateway, else in the data folder itself. */
async function run(words: readonly string[], file: string | undefined): Promise<Reply> {
  const { database } = readEnvironment().settings;
  if (!database.url) {
    const reply = await LocalLine.ask(database.dataDir, { command: 'payments', words, file });
    if (reply) return reply;
  }
  const line = database.url ? undefined : await LocalLine.claim(database.dataDir, async () => busy);
  try {
    const gateway = await GatewayDatabase.open(database);
    try {
      return await new PaymentsCommands(new PaymentDesk(gateway)).run(words, file);
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
  // The file is read here, as the gateway may run in another folder.
  const [path] = words[0] === 'reconcile' ? words.splice(WORDS_BEFORE_FILE, 1) : [];
  const file = path === undefined ? undefined : readTextFile(path).text;
  print(helpReply(words, PAYMENTS_HELP) ?? (await run(words, file)));
} catch (fault) {
  if (fault instanceof UnreadableText) printRefusal(`The file: ${fault.message}.`);
  else if (fault instanceof StartRefused || fault instanceof StoreUnavailable) printRefusal(fault.message);
  else throw fault;
}
