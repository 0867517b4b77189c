import './config/production.js';
import 'reflect-metadata';
import { readEnvironment } from './config/index.js';
import { printRefusal } from './console/terminal.js';
import { StartRefused } from './faults/index.js';

try {
  const configuration = readEnvironment();
  // Only now: loading the rest of the gateway takes most of a second, which wrong settings are refused without.
  const { serve } = await import('./serve.js');
  await serve(configuration);
} catch (fault) {
  if (!(fault instanceof StartRefused)) throw fault;
  printRefusal(fault.message);
}
