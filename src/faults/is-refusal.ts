/**
 * SQLSTATEs of a database that is there and refuses this statement or this value: too many rows for one (21), data (22),
 * constraints (23), not supported (0A), limits of a statement (54), what it cannot parse or cast (42601, 42804, 42846), and
 * errors that it calls internal (XX000), such as a search text of too many operators.
 */
const REFUSING = /^(?:(?:21|22|23|0A|54)[0-9A-Z]{3}|42601|42804|42846|XX000)$/;

/** What JavaScript throws where a program, or a row that it reads, makes no sense. */
const OUR_BUGS = [TypeError, RangeError, SyntaxError, ReferenceError, URIError];
const OF_DECIMAL_JS = '[DecimalError]';

/**
 * Whether a fault lies in what was asked or in what was answered, and not in an outage: the same would fail again at once,
 * and another question would not. A table that is missing, a limit of time and a lost connection are outages.
 */
export function isRefusal(fault: unknown): boolean {
  let deepest = fault;
  while (deepest instanceof Error && deepest.cause !== undefined) deepest = deepest.cause;
  if (!(deepest instanceof Error)) return false;
  const { code } = deepest as { code?: unknown };
  if (typeof code === 'string') return REFUSING.test(code);
  return OUR_BUGS.some((type) => deepest instanceof type) || deepest.message.startsWith(OF_DECIMAL_JS);
}
