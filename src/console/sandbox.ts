import 'reflect-metadata';
import { readEnvironment } from '../config/index.js';
import { StartRefused } from '../faults/index.js';
import { LocalLine } from './local-line.js';
import { print, printRefusal } from './terminal.js';

try {
  const { dataDir } = readEnvironment().settings.database;
  const reply = await LocalLine.ask(dataDir, { command: 'sandbox', words: process.argv.slice(2) });
  if (!reply) throw new StartRefused(`No gateway is running in the data folder ${dataDir}.`);
  print(reply);
} catch (fault) {
  if (!(fault instanceof StartRefused)) throw fault;
  printRefusal(fault.message);
}
