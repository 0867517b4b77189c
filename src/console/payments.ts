import 'reflect-metadata';
import { readEnvironment } from '../config/index.js';
import type { GatewayDatabase } from '../database/index.js';
import { StartRefused } from '../faults/index.js';
import { readTextFile, UnreadableText } from '../files/index.js';
import { PaymentDesk } from '../payments/index.js';
import { PAYMENTS_HELP, PaymentsCommands } from './payments-commands.js';
import { runCommand } from './run-command.js';
import { runWhereTheDataIs } from './where-the-data-is.js';

/** Of reconcile: --from DAY --to DAY. */
const WORDS_BEFORE_FILE = 5;

await runCommand(PAYMENTS_HELP, (typed) => {
  // The file is read here, as the gateway may run in another folder.
  const path = typed[0] === 'reconcile' ? typed[WORDS_BEFORE_FILE] : undefined;
  const words = path === undefined ? typed : typed.toSpliced(WORDS_BEFORE_FILE, 1);
  const file = path === undefined ? undefined : textOf(path);
  const { database } = readEnvironment().settings;
  const run = (gateway: GatewayDatabase) => new PaymentsCommands(new PaymentDesk(gateway)).run(words, file);
  return runWhereTheDataIs(database, { command: 'payments', words, file }, run, { makes: false });
});

function textOf(path: string): string {
  try {
    return readTextFile(path).text;
  } catch (cause) {
    if (!(cause instanceof UnreadableText)) throw cause;
    throw new StartRefused(`The file: ${cause.message}.`, { cause });
  }
}
