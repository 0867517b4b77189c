import { defaultTextMapGetter, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { describe, expect, it } from 'vitest';
import { correlationIdOf } from './correlation-id.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const traceparent = `00-${TRACE}-${SPAN}-01`;

describe('the correlation ID of a request', () => {
  it("is the caller's own, from either header, and else that of its trace", () => {
    const headers = { 'x-correlation-id': 'page-7', 'x-request-id': 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6', traceparent };
    expect(correlationIdOf(headers)).toBe('page-7');
    expect(correlationIdOf({ ...headers, 'x-correlation-id': undefined })).toBe('f81d4fae-7dec-11d0-a765-00a0c91e6bf6');
    expect(correlationIdOf({ traceparent })).toBe(TRACE);
  });

  it('is a new one for every request that brings none', () => {
    const ids = Array.from({ length: 1_000 }, () => correlationIdOf({}));
    expect(new Set(ids).size).toBe(1_000);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each(['', 'a'.repeat(65), 'nell@example.com', 'a b', 'a\nb', 'a, b', 'ä', '{}', '"'])(
    'is a new one where the caller has sent what may not stand in a log: %j',
    (sent) => {
      expect(correlationIdOf({ 'x-correlation-id': sent })).toMatch(/^[0-9a-f]{16}$/);
    },
  );

  it('is not made of a traceparent that is not well-formed', () => {
    expect(correlationIdOf({ traceparent: `00-${TRACE}` })).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    `00-${TRACE}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}-00`,
    `00-${TRACE}-${SPAN}-ff`,
    `00-${TRACE}-${SPAN}-01-more`,
    `01-${TRACE}-${SPAN}-01`,
    `cc-${TRACE}-${SPAN}-01-what-a-later-version-says`,
    `cc-${TRACE}-${SPAN}-01.what-none-says`,
    `ff-${TRACE}-${SPAN}-01`,
    `0-${TRACE}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE}-${SPAN}-1`,
    `00-${TRACE}${SPAN}-01`,
    `00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`,
    '',
  ])('is the trace that OpenTelemetry takes the request for a part of: %j', (traceparent) => {
    const inTrace = new W3CTraceContextPropagator().extract(ROOT_CONTEXT, { traceparent }, defaultTextMapGetter);
    expect(correlationIdOf({ traceparent })).toEqual(
      trace.getSpanContext(inTrace)?.traceId ?? expect.stringMatching(/^[0-9a-f]{16}$/),
    );
  });
});
