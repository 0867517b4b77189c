/** Headers that tell a caller the cost of an operation or a batch, and the limit. */
export function costHeaders(actual: number, allowed: number): Record<'x-operation-cost' | 'x-operation-cost-limit', string> {
  return { 'x-operation-cost': String(actual), 'x-operation-cost-limit': String(allowed) };
}
