import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { LimitsSettings } from '../../config/index.js';
import { type CostEstimator, estimatorOf } from './cost-estimator.js';
import { costHeaders } from './cost-headers.js';
import { refuseRequest } from './refuse-request.js';

const MAX_DOCUMENTS = 1_000;
const MAX_CHARACTERS = 8 * 1024 * 1024;

interface PlainOperation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

/** Computes the costs of recent operations, by the texts of their documents. */
@Injectable()
export class OperationCosts {
  /** The highest cost that is allowed. */
  readonly allowed: number;
  /** The estimators by the text of the document, and then by the operation name that the caller has sent. */
  private readonly estimators = new LRUCache<string, Map<string, CostEstimator>>({
    max: MAX_DOCUMENTS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_, text) => text.length + 1,
  });

  constructor({ cost }: LimitsSettings) {
    this.allowed = cost;
  }

  /**
   * Adds the hook for operations whose estimator is known, which may be answered without Apollo Server: it tells the cost, and
   * refuses operations that cost too much. To be called before the hooks that answer are added, and after those that turn a
   * request into its operation.
   */
  open(server: FastifyInstance): void {
    server.addHook('preHandler', (request, reply, done) => {
      const { asked, body } = request;
      if (!request.isToGraphql || !isOneOperation(body)) return done();
      const total = asked?.cost ?? this.estimators.get(body.query)?.get(body.operationName || '')?.(body.variables ?? {}).total;
      if (asked) asked.cost = total;
      if (total === undefined || this.isPaid(reply, total)) done();
    });
  }

  /** The estimator of a validated operation, which is made if it is not known yet. */
  learn(
    schema: GraphQLSchema,
    query: string,
    operationName: string | null | undefined,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): CostEstimator {
    const byName = this.estimators.get(query) ?? new Map<string, CostEstimator>();
    const name = operationName || '';
    const estimator = byName.get(name) ?? estimatorOf(schema, document, operation);
    byName.set(name, estimator);
    this.estimators.set(query, byName);
    return estimator;
  }

  /** Sets the headers, and refuses the request if it costs too much. @returns whether the cost is allowed */
  private isPaid(reply: FastifyReply, actual: number): boolean {
    reply.headers(costHeaders(actual, this.allowed));
    if (actual <= this.allowed) return true;
    refuseRequest(reply, 400, { limit: 'cost', allowed: this.allowed, actual });
    return false;
  }
}

function isOneOperation(body: unknown): body is PlainOperation {
  return typeof (body as { query?: unknown } | null | undefined)?.query === 'string';
}
