import 'reflect-metadata';
import { readEnvironment } from '../config/index.js';
import type { GatewayDatabase } from '../database/index.js';
import { StartRefused, StoreUnavailable } from '../faults/index.js';
import { readTextFile, UnreadableText } from '../files/index.js';
import { PaymentDesk } from '../payments/index.js';
import { helpReply } from './help.js';
import { PAYMENTS_HELP, PaymentsCommands } from './payments-commands.js';
import { print, printRefusal } from './terminal.js';
import { runWhereTheDataIs } from './where-the-data-is.js';

/** Of reconcile: --from DAY --to DAY. */
const WORDS_BEFORE_FILE = 5;

try {
  const words = process.argv.slice(2);
  // The file is read here, as the gateway may run in another folder.
  const [path] = words[0] === 'reconcile' ? words.splice(WORDS_BEFORE_FILE, 1) : [];
  const file = path === undefined ? undefined : readTextFile(path).text;
  const { database } = readEnvironment().settings;
  const run = (gateway: GatewayDatabase) => new PaymentsCommands(new PaymentDesk(gateway)).run(words, file);
  print(
    helpReply(words, PAYMENTS_HELP) ??
      (await runWhereTheDataIs(database, { command: 'payments', words, file }, run, { makes: false })),
  );
} catch (fault) {
  if (fault instanceof UnreadableText) printRefusal(`The file: ${fault.message}.`);
  else if (fault instanceof StartRefused || fault instanceof StoreUnavailable) printRefusal(fault.message);
  else throw fault;
}
