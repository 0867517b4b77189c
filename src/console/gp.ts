import 'reflect-metadata';
import { StartRefused } from '../faults/index.js';
import { check } from './gp-check.js';
import { drift } from './gp-drift.js';
import { grants } from './gp-grants.js';
import type { Reply } from './local-line.js';
import { notUnderstood, unreadable } from './not-understood.js';
import { runCommand } from './run-command.js';

const HELP = [
  'npm run gp -- check                     looks at the company of GP that the settings name: what is there, what is missing',
  '    [--json]                            prints that as JSON, for programs',
  '    [--order FILE]                      writes an order into GP, shows what GP has made of it, and takes it back again;',
  '                                        the file is the JSON of a PlaceOrderInput, or of variables { "input": … }',
  '    [--account NUMBER]                  whose order it is; a new customer\'s where it has a "customer"',
  "npm run gp -- drift                     compares prices of customers and items with GP's own, and names those that differ",
  '    [--samples 200]                     how many pairs of a customer and an item',
  '    [--start NUMBER]                    where among them to begin: takes the samples of another run again',
  '    [--json]                            prints that as JSON, for programs',
  'npm run gp -- grants --company TWO      prints the script with which a DBA gives the gateway its rights in GP',
  "    [--system DYNAMICS]                 the name of GP's system database",
  '    [--reading LOGIN]                   the login that reads (gp_gateway_read); DOMAIN\\NAME for a Windows account',
  '    [--handing-over LOGIN]              the login that hands orders over (gp_gateway_orders)',
  '    [--change-tracking]                 with the right to read what SQL Server Change Tracking has noted',
  '    [--out FILE]                        writes the script to a file',
];

async function run([command, ...words]: readonly string[]): Promise<Reply> {
  if (command === undefined) return unreadable(HELP);
  if (command === 'check') return { lines: [], exitCode: await check(words) };
  if (command === 'drift') return driftReply(words);
  if (command !== 'grants') return notUnderstood(command, HELP);
  grants(words);
  return { lines: [], exitCode: 0 };
}

/** Where nothing can be compared, whatever the reason, the exit code says so: 1 is for prices that differ. */
async function driftReply(words: readonly string[]): Promise<Reply> {
  try {
    return { lines: [], exitCode: await drift(words) };
  } catch (fault) {
    if (!(fault instanceof StartRefused)) throw fault;
    return { lines: fault.message.split('\n'), exitCode: 2 };
  }
}

await runCommand(HELP, run);
