import type { ApolloServerPlugin } from '@apollo/server';
import { Logger } from '@nestjs/common';
import { type RequestContext } from '../contract/index.js';
import { isOurFault } from './error-map.js';

/** Notes which operation a request asks for, and writes its faults into the log, with their causes. */
export const operationRecordPlugin: ApolloServerPlugin<RequestContext> = {
  // Before there is a context there is no operation, and no other place to notice the fault.
  async contextCreationDidFail({ error }) {
    new Logger('graphql').error(error);
  },
  async requestDidStart() {
    return {
      // The names of operations that make sense, and of no others: anybody can make names up.
      async didResolveOperation({ operation, contextValue: { record } }) {
        record.operation = operation?.name?.value ?? null;
        record.executedBy = 'plain';
      },
      async didEncounterErrors({ errors }) {
        const log = new Logger('graphql');
        for (const error of errors) if (isOurFault(error)) log.error(error.originalError ?? error);
      },
    };
  },
};
