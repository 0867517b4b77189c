import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { correlationIdOf, RequestRecord, requestScope, type Waits } from '../contract/index.js';
import { plausibleName } from './operation-names.js';
import type { RequestMetrics } from './request-metrics.js';
import type { Tracing } from './tracing.js';

/** The URL of the GraphQL API. Other requests, such as probes and files, are not traced. */
const GRAPHQL_URL = /^\/graphql(\?|$)/;

export interface Observers {
  readonly metrics: RequestMetrics;
  readonly tracing: Tracing | undefined;
  /** Whether each request has a line in the log, and not only those that failed. */
  readonly logsEveryRequest: boolean;
}

/**
 * Counts, logs and traces each request, and sends its correlation ID and its duration back. The log holds two things that the
 * caller sent: the name of the operation, and the correlation ID, which is checked. To be called before any route is added.
 */
export function observeRequests(fastify: FastifyInstance, { metrics, tracing, logsEveryRequest }: Observers): void {
  const log = new Logger('request');
  fastify.decorateRequest('record');

  fastify.addHook('onRequest', (request, _reply, done) => {
    const { headers } = request;
    const record = new RequestRecord(correlationIdOf(headers), performance.now());
    request.record = record;
    if (tracing && GRAPHQL_URL.test(request.url)) tracing.begin(record, headers.traceparent);
    done();
  });

  // The scope is entered here and not sooner, because it is lost while the body is read.
  fastify.addHook('preValidation', (request, _reply, done) => {
    requestScope.run(request.record, done);
  });

  fastify.addHook('onSend', (request, reply, _payload, done) => {
    const { record } = request;
    // If sending an answer fails, this hook runs again with the error.
    if (!record.answered) {
      record.answered = true;
      const tookMs = performance.now() - record.startedAt;
      const status = reply.statusCode;
      const { waits } = record;
      reply.header('x-correlation-id', record.correlationId);
      if (waits) reply.header('server-timing', serverTiming(tookMs, waits));
      metrics.answered(record, status, tookMs);
      if (tracing) tracing.end(record, status);
      if (logsEveryRequest || status >= 500) {
        const line = {
          correlationId: record.correlationId,
          operation: waits && plausibleName(record.operation),
          status,
          tookMs: tenths(tookMs),
          gpQuestions: waits?.questions ?? 0,
        };
        // Operations are refused with 503 under load. A line for each would add to the load.
        if (status >= 500 && status !== 503) log.log(line, 'Request failed');
        else log.debug(line, 'Request answered');
      }
      // A resource that was opened for this request, such as a connection, may outlive it and keep the record in memory.
      record.waits = undefined;
    }
    done();
  });
}

function serverTiming(tookMs: number, { questions, waitedMs }: Waits): string {
  return `total;dur=${tenths(tookMs)}, gp;dur=${tenths(waitedMs)};desc="${questions} question${questions === 1 ? '' : 's'}"`;
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
