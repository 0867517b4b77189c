import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { OperationPlan } from './operation-plan.js';

const MAX_PLANS = 1_000;
const MAX_QUERY_BYTES = 8 * 1024 * 1024;
/** Each takes the better part of a kilobyte, and a short query of fragments within fragments may have thousands. */
const MAX_FIELDS = 200_000;

/** The plans of the queries that were asked lately, by their text. */
export class QueryPlans {
  private readonly plans = new LRUCache<string, OperationPlan>({
    max: MAX_PLANS,
    maxSize: MAX_QUERY_BYTES,
    sizeCalculation: (_, key) => key.length,
  });

  private fields = 0;

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
    const plan = OperationPlan.of(schema, document, operation, (fields) => this.count(fields));
    if (plan) this.plans.set(key, plan);
    return plan;
  }

  /** Where plans come to take too much memory, those that are asked for are made again. */
  private count(fields: number): void {
    this.fields += fields;
    if (this.fields <= MAX_FIELDS) return;
    this.plans.clear();
    this.fields = fields;
  }
}

function keyOf(query: string, operationName: string | null | undefined): string {
  return operationName ? `${operationName}\n${query}` : query;
}
