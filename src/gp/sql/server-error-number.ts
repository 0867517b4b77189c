/** SQL Server's error number; undefined where the fault is another one. */
export function serverErrorNumber(fault: unknown): number | undefined {
  const number = (fault as { readonly number?: unknown } | null)?.number;
  return typeof number === 'number' ? number : undefined;
}
