/**
 * SQLSTATEs with which a reachable database refuses this statement or this value: cardinality (21), data (22), constraints
 * (23), unsupported features (0A), limits of a statement (54), a text that it cannot parse or cast (42601, 42804, 42846),
 * and errors that it calls internal (XX000), such as a search text with too many operators.
 */
const REFUSING = /^(?:(?:21|22|23|0A|54)[0-9A-Z]{3}|42601|42804|42846|XX000)$/;

/** The errors that JavaScript throws for a mistake in the program, or for a row that the program does not expect. */
const OUR_BUGS = [TypeError, RangeError, SyntaxError, ReferenceError, URIError];
const OF_DECIMAL_JS = '[DecimalError]';

/**
 * Whether a fault lies in the statement, its values or its answer, and not in an outage. After a refusal the same statement
 * would fail again at once, and another would not. A missing table, a timeout and a lost connection are outages.
 */
export function isRefusal(fault: unknown): boolean {
  let deepest = fault;
  while (deepest instanceof Error && deepest.cause !== undefined) deepest = deepest.cause;
  if (!(deepest instanceof Error)) return false;
  const { code } = deepest as { code?: unknown };
  if (typeof code === 'string') return REFUSING.test(code);
  return OUR_BUGS.some((type) => deepest instanceof type) || deepest.message.startsWith(OF_DECIMAL_JS);
}
