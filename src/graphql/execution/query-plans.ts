import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { OperationPlan } from './operation-plan.js';

const MOST_PLANS = 1_000;
const MOST_QUERY_BYTES = 8 * 1024 * 1024;

/** The plans of the queries that were asked lately, by their text. */
export class QueryPlans {
  private readonly plans = new LRUCache<string, OperationPlan>({
    max: MOST_PLANS,
    maxSize: MOST_QUERY_BYTES,
    sizeCalculation: (_, key) => key.length,
  });

  find(query: string, operationName: string | null | undefined): OperationPlan | undefined {
    return this.plans.get(keyOf(query, operationName));
  }

  /** Makes a plan of an operation that was validated, where one can be made. */
  make(
    schema: GraphQLSchema,
    query: string,
    operationName: string | null | undefined,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): OperationPlan | undefined {
    const key = keyOf(query, operationName);
    const known = this.plans.get(key);
    if (known) return known;
    const plan = OperationPlan.of(schema, document, operation);
    if (plan) this.plans.set(key, plan);
    return plan;
  }
}

function keyOf(query: string, operationName: string | null | undefined): string {
  return operationName ? `${operationName}\n${query}` : query;
}
