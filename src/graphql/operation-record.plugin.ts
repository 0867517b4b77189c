import type { ApolloServerPlugin } from '@apollo/server';
import { Logger } from '@nestjs/common';
import { type RequestContext } from '../contract/index.js';
import { isOurFault } from './error-map.js';

/** Notes the name of a request's operation, and logs its faults with their causes. */
export const operationRecordPlugin: ApolloServerPlugin<RequestContext> = {
  // Without a context there is no operation, so the other hooks would not see this fault.
  async contextCreationDidFail({ error }) {
    new Logger('graphql').error(error);
  },
  async requestDidStart() {
    return {
      // Only names of valid operations are noted, because callers can invent names.
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
