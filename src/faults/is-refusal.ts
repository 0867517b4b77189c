import { deepestCause } from './deepest-cause.js';

/**
 * SQLSTATEs with which a reachable database refuses this statement or this value: cardinality (21), data (22), constraints
 * (23), unsupported features (0A), limits of a statement (54), a text that it cannot parse or cast (42601, 42804, 42846),
 * and errors that it calls internal (XX000), such as a search text with too many operators.
 */
const REFUSING = /^(?:(?:21|22|23|0A|54)[0-9A-Z]{3}|42601|42804|42846|XX000)$/;

/**
 * Errors of SQL Server that mean the same: syntax (102, 105, 156, 170), cardinality (512), conversions and overflows (206, 220,
 * 232, 241, 242, 244, 245, 248, 257, 295, 296, 402, 517, 529, 8114, 8115, 8134, 8152, 2628, 9803, 9810), constraints (515, 547,
 * 2601, 2627), too many parameters (8003), and statements that are too complex (191, 8621, 8623, 8631, 8632). A parameter that
 * the driver cannot send is EPARAM.
 */
const REFUSING_IN_SQL_SERVER: ReadonlySet<string> = new Set(
  [
    ...[102, 105, 156, 170, 191, 206, 220, 232, 241, 242, 244, 245, 248, 257, 295, 296, 402, 512, 515, 517, 529, 547],
    ...[2601, 2627, 2628, 8003, 8114, 8115, 8134, 8152, 8621, 8623, 8631, 8632, 9803, 9810],
  ].map((number) => `SQLSERVER_${number}`),
).add('EPARAM');

/** The errors that JavaScript throws for a mistake in the program, or for a row that the program does not expect. */
const OUR_BUGS = [TypeError, RangeError, SyntaxError, ReferenceError, URIError];
const OF_DECIMAL_JS = '[DecimalError]';

/**
 * Whether a fault lies in the statement, its values or its answer, and not in an outage. After a refusal the same statement
 * would fail again at once, and another would not. A missing table, a timeout and a lost connection are outages.
 */
export function isRefusal(fault: unknown): boolean {
  const deepest = deepestCause(fault);
  if (!(deepest instanceof Error)) return false;
  const { code } = deepest as { code?: unknown };
  if (typeof code === 'string') return REFUSING.test(code) || REFUSING_IN_SQL_SERVER.has(code);
  return OUR_BUGS.some((type) => deepest instanceof type) || deepest.message.startsWith(OF_DECIMAL_JS);
}
