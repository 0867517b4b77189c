import { Logger } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import { isOurFault } from './error-map.js';

/**
 * Lets the process live on when a promise fails that nobody waits for any more. graphql-js 16 drops the entries of a list
 * that are still on their way when another one fails at once (its pull request 4643 mends that in version 17): Node.js would
 * end the process when they fail too, so that anybody could end it with one wrong argument. The list's error has been
 * answered. What is not a caller's mistake is written into the log.
 */
export function outliveAbandonedErrors(): void {
  const log = new Logger('graphql');
  process.on('unhandledRejection', (reason) => {
    if (!(reason instanceof GraphQLError)) log.error(reason);
    else if (isOurFault(reason)) log.error(reason.originalError ?? reason);
  });
}
