import type { ApolloServerPlugin } from '@apollo/server';
import { type RequestContext } from '../../contract/index.js';
import { costHeaders } from './cost-headers.js';
import { LimitExceeded } from './limit-exceeded.js';
import type { OperationCosts } from './operation-costs.js';

/**
 * Refuses operations that cost more than allowed, before any work, and tells each caller the cost. The costs of a batch are added
 * up: an operation that exceeds the limit together with those before it is refused.
 */
export function operationCostPlugin(costs: OperationCosts): ApolloServerPlugin<RequestContext> {
  /** The costs of a request's operations so far, by the record of the request. */
  const spent = new WeakMap<object, number>();
  const { allowed } = costs;
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, source, document, operation, request, response, contextValue: { record } }) {
          if (!operation) return;
          const estimate = costs.learn(schema, source, request.operationName, document, operation);
          const actual = (spent.get(record) ?? 0) + estimate(request.variables ?? {}).total;
          spent.set(record, actual);
          for (const [name, value] of Object.entries(costHeaders(actual, allowed))) response.http.headers.set(name, value);
          if (actual > allowed) throw new LimitExceeded({ limit: 'cost', allowed, actual });
        },
      };
    },
  };
}
