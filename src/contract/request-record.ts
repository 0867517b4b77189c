import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span } from '@opentelemetry/api';
import type { CallingClient } from '../values/calling-client.js';

/**
 * How a GraphQL operation was answered: from a kept answer, with another request's, by its compiled plan, or by graphql-js
 * itself.
 */
export type Execution = 'kept' | 'shared' | 'plan' | 'plain';

/** How often and how long a request has waited for GP. */
export interface Waits {
  /** The number of questions that the request waited for, including those that other requests caused. */
  readonly questions: number;
  readonly waitedMs: number;
}

/** The waits of an answer that was there already. */
export const NO_WAITS: Waits = { questions: 0, waitedMs: 0 };

/** Notes about one HTTP request while it is answered; `request.record` in Fastify's handlers. */
export class RequestRecord {
  /** The name of the GraphQL operation as the caller wrote it; null if it has none. Set by the GraphQL edge. */
  operation: string | null = null;
  /** Set by the GraphQL edge; undefined if no operation was executed. */
  executedBy: Execution | undefined = undefined;
  /** Set by the GraphQL edge only: a request that has a value here is a GraphQL request. */
  waits: Waits | undefined = undefined;
  /** The program that calls. Set before any work for the request begins. */
  client: CallingClient | undefined = undefined;
  /** Set if the request is traced. */
  span: Span | undefined = undefined;
  answered = false;

  constructor(
    readonly correlationId: string,
    /** On the clock of `performance.now()`. */
    readonly startedAt: number,
  ) {}
}

declare module 'fastify' {
  interface FastifyRequest {
    record: RequestRecord;
  }
}

/** Holds the record of the request that the running code works for. */
export const requestScope = new AsyncLocalStorage<RequestRecord>();

/** The ID of the request that the running code works for; undefined in the background. */
export function correlationId(): string | undefined {
  return requestScope.getStore()?.correlationId;
}
