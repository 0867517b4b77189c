import 'reflect-metadata';
import { StartRefused } from '../faults/index.js';
import { grants } from './gp-grants.js';
import { helpReply } from './help.js';
import type { Reply } from './local-line.js';
import { notUnderstood } from './not-understood.js';
import { print, printRefusal } from './terminal.js';

const HELP = [
  'npm run gp -- grants --company TWO      prints the script with which a DBA gives the gateway its rights in GP',
  "    [--system DYNAMICS]                 the name of GP's system database",
  '    [--reading LOGIN]                   the login that reads (gp_gateway_read); DOMAIN\\NAME for a Windows account',
  '    [--handing-over LOGIN]              the login that hands orders over (gp_gateway_orders)',
  '    [--out FILE]                        writes the script to a file',
];

function run([command, ...words]: readonly string[]): Reply | undefined {
  if (command === undefined) return { lines: HELP, exitCode: 1 };
  if (command !== 'grants') return notUnderstood(command, HELP);
  grants(words);
  return undefined;
}

try {
  const words = process.argv.slice(2);
  const reply = helpReply(words, HELP) ?? run(words);
  if (reply) print(reply);
} catch (fault) {
  if (!(fault instanceof StartRefused)) throw fault;
  printRefusal(fault.message);
}
