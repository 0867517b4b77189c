import { describe, expect, it } from 'vitest';
import { traceParentOf } from './trace-parent.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

describe('a traceparent header', () => {
  it('names the trace, the span and whether it is recorded', () => {
    expect(traceParentOf(`00-${TRACE}-${SPAN}-01`)).toEqual({ traceId: TRACE, spanId: SPAN, flags: 1 });
    expect(traceParentOf(`00-${TRACE}-${SPAN}-00`)).toMatchObject({ flags: 0 });
  });

  it.each([
    undefined,
    '',
    [`00-${TRACE}-${SPAN}-01`, `00-${TRACE}-${SPAN}-01`],
    `ff-${TRACE}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE}-${SPAN}-01\n`,
    `00-${TRACE}${SPAN}-01`,
  ])('is taken for none where it is not well-formed: %j', (header) => {
    expect(traceParentOf(header)).toBeUndefined();
  });
});
