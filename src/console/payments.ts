import 'reflect-metadata';
import { readEnvironment } from '../config/index.js';
import type { GatewayDatabase } from '../database/index.js';
import { StartRefused } from '../faults/index.js';
import { readTextFile, UnreadableText } from '../files/index.js';
import { PaymentDesk } from '../payments/index.js';
import { PAYMENTS_HELP, PaymentsCommands, reconciliationOf } from './payments-commands.js';
import { runCommand } from './run-command.js';
import { runWhereTheDataIs } from './where-the-data-is.js';

await runCommand(PAYMENTS_HELP, (typed) => {
  // The file is read here, as the gateway may run in another folder.
  const { words, path } = typed[0] === 'reconcile' ? withoutPath(typed.slice(1)) : { words: typed };
  const file = path === undefined ? undefined : textOf(path);
  const { database } = readEnvironment().settings;
  const run = (gateway: GatewayDatabase) => new PaymentsCommands(new PaymentDesk(gateway)).run(words, file);
  return runWhereTheDataIs(database, { command: 'payments', words, file }, run, { makes: false });
});

function withoutPath(typed: readonly string[]): { readonly words: readonly string[]; readonly path: string | undefined } {
  const { from, to, path } = reconciliationOf(typed);
  return { words: ['reconcile', '--from', from, '--to', to], path };
}

function textOf(path: string): string {
  try {
    return readTextFile(path).text;
  } catch (cause) {
    if (!(cause instanceof UnreadableText)) throw cause;
    throw new StartRefused(`The file ${path}: ${cause.message}.`, { cause });
  }
}
