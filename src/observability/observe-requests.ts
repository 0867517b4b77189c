import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { correlationIdOf, RequestRecord, requestScope, type Waits } from '../contract/index.js';
import { plausibleName } from './operation-names.js';
import type { RequestMetrics } from './request-metrics.js';
import type { Tracing } from './tracing.js';

/** Where the GraphQL edge answers. Nothing else is traced: probes and files would bury what is of interest. */
const GRAPHQL_URL = /^\/graphql(\?|$)/;

export interface Observers {
  readonly metrics: RequestMetrics;
  readonly tracing: Tracing | undefined;
  /** Whether every request has a line in the log, and not only those that failed. */
  readonly logsEveryRequest: boolean;
}

/**
 * Notes of every request what is counted, logged and traced of it, and sends its correlation ID back, with the time it took.
 * Of what a caller sent, the log holds the operation's name and the correlation ID, which is checked.
 * To be called before any route is added.
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

  // Reading the body loses the scope, which is why it is entered no sooner.
  fastify.addHook('preValidation', (request, _reply, done) => {
    requestScope.run(request.record, done);
  });

  fastify.addHook('onSend', (request, reply, _payload, done) => {
    const { record } = request;
    // An answer that fails while it is sent comes by here again, as an error.
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
        // Whole operations are refused with 503 when there is too much to do: then a line for each would be more to do.
        if (status >= 500 && status !== 503) log.log(line, 'Request failed');
        else log.debug(line, 'Request answered');
      }
      // Whatever was opened on behalf of this request, a connection, say, may outlive it and keeps the record.
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
