import { describeFault } from './fault-description.js';
import type { JsonLog } from './json-log.js';

/**
 * Ends the process at a fault that is not caught, as Node.js does, but with a line in the log. Node.js would print the fault's
 * message and all of its fields, and those of drivers and libraries may name hosts, statements and persons.
 */
export function logUncaughtFaults(log: JsonLog): void {
  process.on('uncaughtException', (fault: unknown) => {
    log.fatal({ fault: describeFault(fault) }, 'Ended by a fault that nobody has caught', 'process');
    process.exit(1);
  });
}
