import { Logger } from '@nestjs/common';
import type { Drained } from './drain.js';

/**
 * Drains the process at the first SIGTERM or SIGINT, and ends it at once at the second.
 * @param drain called with notice for SIGTERM, which comes from a service manager, and without for SIGINT: a person has pressed
 * Ctrl+C and waits for the end
 */
export function endOnSignals(drain: (givesNotice: boolean) => Promise<Drained>): void {
  const log = new Logger('draining');
  let isDraining = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (isDraining) {
      log.warn({ signal }, 'Told to end a second time: ended at once');
      process.exit(1);
    }
    isDraining = true;
    log.log({ signal }, 'Draining: not ready any more');
    drain(signal === 'SIGTERM').then(
      ({ isClean, cutConnections }) => {
        if (isClean) log.log('Drained');
        else log.error({ cutConnections }, 'The time for draining is over: what was not finished is cut');
        process.exit(isClean ? 0 : 1);
      },
      (fault: unknown) => {
        log.error(fault);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
