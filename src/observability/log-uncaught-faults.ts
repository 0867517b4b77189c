import { describeFault } from './fault-description.js';
import type { JsonLog } from './json-log.js';

/**
 * Ends the process at an uncaught fault, as Node.js does, but with a line in the log. Node.js would print the message and all
 * fields of the fault. Those of drivers and libraries may hold hosts, statements and personal data.
 */
export function logUncaughtFaults(log: JsonLog): void {
  process.on('uncaughtException', (fault: unknown) => {
    log.fatal({ fault: describeFault(fault) }, 'Ended by an uncaught fault', 'process');
    process.exit(1);
  });
}
