import { Logger } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import { isOurFault } from './error-map.js';

/**
 * Keeps the process running when an abandoned promise fails. If one entry of a list fails at once, graphql-js 16 abandons the
 * promises of the other entries (its pull request 4643 mends that in version 17). When these fail too, Node.js would end the
 * process, so that any caller could end it with one wrong argument. The error of the list is in the answer already. Faults
 * that are not a caller's mistake are logged.
 */
export function outliveAbandonedErrors(): void {
  const log = new Logger('graphql');
  process.on('unhandledRejection', (reason) => {
    if (!(reason instanceof GraphQLError)) log.error(reason);
    else if (isOurFault(reason)) log.error(reason.originalError ?? reason);
  });
}
