/** What came back for a request. */
export interface FuzzAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * Everything that the gateway may answer to nonsense, by HTTP status: the codes of the errors that may stand in the answer.
 * Whoever adds a limit or a refusal adds it here. What is not here is a fault, 500 above all.
 */
export const OUTCOMES: Readonly<Record<number, readonly string[]>> = {
  // In application/json operations that are wrong are answered like those that are right.
  200: [
    'GRAPHQL_PARSE_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
    'BAD_USER_INPUT',
    'OPERATION_RESOLUTION_FAILURE',
    'PERSISTED_QUERY_NOT_FOUND',
    'UNAUTHENTICATED',
  ],
  204: [],
  400: [
    'GRAPHQL_PARSE_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
    'BAD_USER_INPUT',
    'BAD_REQUEST',
    'OPERATION_RESOLUTION_FAILURE',
    'PERSISTED_QUERY_NOT_FOUND',
    'QUERY_TOO_COMPLEX',
    'MUTATION_IN_BATCH',
    'OPERATION_NOT_REGISTERED',
  ],
  401: ['UNAUTHENTICATED'],
  // Ways out of the folder of GraphiQL's files.
  403: ['FORBIDDEN'],
  404: ['NOT_FOUND'],
  405: ['BAD_REQUEST', 'METHOD_NOT_ALLOWED'],
  406: ['NOT_ACCEPTABLE'],
  // Node.js closes a connection on which it has waited too long for the rest of a request.
  408: ['REQUEST_TIMEOUT'],
  411: [],
  413: ['PAYLOAD_TOO_LARGE', 'QUERY_TOO_COMPLEX'],
  414: ['URI_TOO_LONG'],
  415: ['UNSUPPORTED_MEDIA_TYPE'],
  417: [],
  429: ['RATE_LIMITED'],
  431: ['HEADERS_TOO_LARGE'],
  503: ['OVERLOADED'],
};

/** What tells of the inside: drivers, statements, files, stack traces, the engine's words about our code. */
const LEAKS =
  /node_modules|file:\/\/|\/dist\/|\/src\/|\bat \S+ \(|\bat async |pglite|postgres|kysely|ioredis|violates|syntax error at|relation "|\bTypeError\b|\bRangeError\b|Cannot read prop|is not a function|is not iterable|Maximum call stack/;

interface Answered {
  readonly errors?: unknown;
  readonly statusCode?: unknown;
}

/** What is wrong with an answer, or undefined where nothing is. */
export function problemOf({ status, contentType, body }: FuzzAnswer): string | undefined {
  const codes = OUTCOMES[status];
  if (!codes) return `status ${status}`;
  if (!contentType.includes('json') || body.length === 0) return status >= 400 ? leakIn(body.toString('utf8')) : undefined;
  let answer: Answered;
  try {
    answer = JSON.parse(body.toString('utf8'));
  } catch {
    return 'no JSON where JSON is promised';
  }
  if (answer.errors === undefined) return status >= 400 ? problemOfRefusal(answer, status) : undefined;
  if (!Array.isArray(answer.errors) || answer.errors.length === 0) return '"errors" is no list, or an empty one';
  for (const error of answer.errors) {
    const code = error?.extensions?.code;
    if (!codes.includes(code)) return `status ${status} with the code ${code}`;
    if (typeof error.message !== 'string') return 'an error without a message';
    const extra = Object.keys(error).filter((name) => !['message', 'locations', 'path', 'extensions'].includes(name));
    if (extra.length > 0) return `an error with ${extra.join(', ')}`;
    const leak = leakIn(JSON.stringify(error));
    if (leak) return leak;
  }
  return undefined;
}

/** What was not understood as GraphQL at all is refused by the HTTP server, in its own form. */
function problemOfRefusal(answer: Answered, status: number): string | undefined {
  if (answer.statusCode !== status) return `status ${status} without errors, and with the status code ${answer.statusCode}`;
  return leakIn(JSON.stringify(answer));
}

function leakIn(text: string): string | undefined {
  const found = LEAKS.exec(text)?.[0];
  return found === undefined ? undefined : `an answer that says "${found}"`;
}
