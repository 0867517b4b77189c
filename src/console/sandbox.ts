import 'reflect-metadata';
import { readEnvironment } from '../config/index.js';
import { StartRefused } from '../faults/index.js';
import { LocalLine } from './local-line.js';

try {
  const { dataDir } = readEnvironment().settings.database;
  const reply = await LocalLine.ask(dataDir, { command: 'sandbox', words: process.argv.slice(2) });
  if (!reply) throw new StartRefused(`No gateway is running in the data folder ${dataDir}.`);
  for (const line of reply.lines) (reply.exitCode === 0 ? console.log : console.error)(line);
  process.exitCode = reply.exitCode;
} catch (fault) {
  if (!(fault instanceof StartRefused)) throw fault;
  console.error(fault.message);
  process.exitCode = 1;
}
