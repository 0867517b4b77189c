import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { traceParentOf } from './trace-parent.js';

/** What callers use: UUIDs, ULIDs, trace IDs. No "@", so that nobody's address comes into the logs as one. */
const WELL_FORMED = /^[\w.:-]{1,64}$/;

const PROCESS = randomBytes(4).toString('hex');
let made = 0;

/** 16 hexadecimal digits: the process's and a count, which costs nothing, where a UUID costs as much as reading the headers. */
function newCorrelationId(): string {
  made = (made + 1) >>> 0;
  return PROCESS + made.toString(16).padStart(8, '0');
}

/** The caller's own name for a request, where it has given one that may stand in a log and a header; else a new one. */
export function correlationIdOf(headers: IncomingHttpHeaders): string {
  const own = headers['x-correlation-id'] ?? headers['x-request-id'];
  if (typeof own === 'string' && WELL_FORMED.test(own)) return own;
  return traceParentOf(headers.traceparent)?.traceId ?? newCorrelationId();
}
