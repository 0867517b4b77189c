import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span } from '@opentelemetry/api';
import type { CallingClient } from '../values/calling-client.js';

/** How a GraphQL operation was answered: from a kept answer, with another request's, by its compiled plan, or by graphql-js itself. */
export type Execution = 'kept' | 'shared' | 'plan' | 'plain';

/** What a request has waited for GP. */
export interface Waits {
  /** Questions, whoever put them. */
  readonly questions: number;
  readonly waitedMs: number;
}

/** Of an answer that was there already. */
export const NO_WAITS: Waits = { questions: 0, waitedMs: 0 };

/** What is noted of one HTTP request while it is answered; `request.record` in Fastify's handlers. */
export class RequestRecord {
  /** The GraphQL operation's name as its caller wrote it; null where it has none. Set by the GraphQL edge. */
  operation: string | null = null;
  /** Set by the GraphQL edge; undefined where nothing was executed. */
  executedBy: Execution | undefined = undefined;
  /** Set by the GraphQL edge, and by it alone: a request that has one is a GraphQL request. */
  waits: Waits | undefined = undefined;
  /** Set where it is found out which program calls, before anything is done for it. */
  client: CallingClient | undefined = undefined;
  /** Where the request is traced. */
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

/** Whatever is done on behalf of a request is done within its record. */
export const requestScope = new AsyncLocalStorage<RequestRecord>();

/** The ID of the request that this is done for; undefined in the background. */
export function correlationId(): string | undefined {
  return requestScope.getStore()?.correlationId;
}
