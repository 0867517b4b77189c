import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '../request-context.js';
import { type CostEstimator, estimatorOf } from './cost-estimator.js';
import { costHeaders } from './cost-headers.js';
import { LimitExceeded } from './limit-exceeded.js';

/**
 * Refuses operations that cost more than allowed, before any work, and tells every caller what theirs cost. The operations
 * of a batch are costed together: what no longer fits with those before it is refused.
 */
export function operationCostPlugin(allowed: number): ApolloServerPlugin<RequestContext> {
  const estimators = new WeakMap<OperationDefinitionNode, CostEstimator>();
  /** What the operations of a request cost so far; they share its record. */
  const spent = new WeakMap<object, number>();
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request, response, contextValue: { record } }) {
          if (!operation) return;
          const estimator = estimators.get(operation) ?? estimatorOf(schema as GraphQLSchema, document, operation);
          estimators.set(operation, estimator);
          const actual = (spent.get(record) ?? 0) + estimator(request.variables ?? {}).total;
          spent.set(record, actual);
          for (const [name, value] of Object.entries(costHeaders(actual, allowed))) response.http.headers.set(name, value);
          if (actual > allowed) throw new LimitExceeded({ limit: 'cost', allowed, actual });
        },
      };
    },
  };
}
