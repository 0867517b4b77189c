import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

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
  return traceIdOf(headers.traceparent) ?? newCorrelationId();
}

/** Of version 00, and of later ones, which may say more after the flags. */
const TRACE_PARENT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$/;

/**
 * The trace of a `traceparent` header (W3C Trace Context), as OpenTelemetry's propagator reads it; undefined where that takes
 * none. Read here, since a gateway without a collector loads nothing of OpenTelemetry: the propagator's package takes 0.1 s
 * and 15 MB.
 */
function traceIdOf(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined;
  const [, version, traceId, more] = TRACE_PARENT.exec(header) ?? [];
  return version === '00' && more !== undefined ? undefined : traceId;
}
