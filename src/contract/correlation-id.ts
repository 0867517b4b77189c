import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { traceParentOf } from './trace-parent.js';

/** The forms that callers use: UUIDs, ULIDs, trace IDs. Without "@", so that no e-mail address gets into the logs as an ID. */
const WELL_FORMED = /^[\w.:-]{1,64}$/;

const PROCESS = randomBytes(4).toString('hex');
let made = 0;

/** 16 hexadecimal digits: 8 of the process, and a count. A UUID would cost as much time as reading the headers. */
function newCorrelationId(): string {
  made = (made + 1) >>> 0;
  return PROCESS + made.toString(16).padStart(8, '0');
}

/** The ID that the caller gave the request, if it is well-formed; else its trace ID, if it has one; else a new ID. */
export function correlationIdOf(headers: IncomingHttpHeaders): string {
  const own = headers['x-correlation-id'] ?? headers['x-request-id'];
  if (typeof own === 'string' && WELL_FORMED.test(own)) return own;
  return traceParentOf(headers.traceparent)?.traceId ?? newCorrelationId();
}
