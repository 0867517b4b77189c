/** Tell a caller what an operation, or a whole batch, cost and what it may cost. */
export function costHeaders(actual: number, allowed: number): Record<'x-operation-cost' | 'x-operation-cost-limit', string> {
  return { 'x-operation-cost': String(actual), 'x-operation-cost-limit': String(allowed) };
}
