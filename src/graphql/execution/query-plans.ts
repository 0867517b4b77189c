import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { OperationPlan } from './operation-plan.js';

const MAX_PLANS = 1_000;
const MAX_QUERY_BYTES = 8 * 1024 * 1024;
/**
 * All plans together have at most MAX_FIELDS fields. A field takes almost a kilobyte, and a short query of nested fragments may
 * have thousands.
 */
const MAX_FIELDS = 200_000;

/** The plans of recent queries, by the text and the operation name. */
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

  /** Makes a plan of a validated operation. @returns undefined if that is not possible */
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

  /** Counts the fields of a compiled plan. If there are too many, all plans are dropped and made again as they are needed. */
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
