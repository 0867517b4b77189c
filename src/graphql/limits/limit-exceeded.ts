import { GraphQLError, type GraphQLFormattedError } from 'graphql';

const TEXTS = {
  bodyBytes: 'The request has too many bytes',
  batch: 'The request holds too many operations',
  values: 'The request holds too many values',
  fieldsOfAnObject: 'An object of the request has too many fields',
  variablesDepth: 'The variables are nested too deep',
  characters: 'The document has too many characters',
  tokens: 'The document has too many tokens',
  operations: 'The document holds too many operations',
  fields: 'The document selects too many fields, its fragments written out',
  depth: 'The operation is nested too deep',
  aliases: 'The operation has too many aliases',
  aliasesOfAField: 'The operation asks for one field too often in one place',
  comparisons: 'The document selects the same too often, its fields compared in pairs',
  directives: 'The document has too many directives',
  rootFields: 'The operation has too many fields at its root',
  cost: 'The operation costs too much',
} as const;

/** The names of the limits, as in `extensions.limit`. */
export type Limit = keyof typeof TEXTS;

/** The limit that was exceeded, and the actual size. */
export interface Excess {
  readonly limit: Limit;
  readonly allowed: number;
  /** Undefined if counting stopped at the limit. */
  readonly actual?: number;
}

/** An operation exceeds a limit, and is refused as a whole before any work. */
export class LimitExceeded extends GraphQLError {
  static readonly code = 'QUERY_TOO_COMPLEX';

  constructor(readonly excess: Excess) {
    const { message, extensions } = refusalOf(excess);
    super(message, { extensions: { ...extensions, http: { status: 400 } } });
  }
}

/** The error for the caller, such as "The operation costs too much: 48210, and 20000 are allowed." */
export function refusalOf({ limit, allowed, actual }: Excess): GraphQLFormattedError {
  const counted =
    actual === undefined ? `more than ${allowed} are not` : `${actual}, and ${allowed} ${allowed === 1 ? 'is' : 'are'}`;
  const extensions = { code: LimitExceeded.code, limit, allowed, ...(actual !== undefined && { actual }) };
  return { message: `${TEXTS[limit]}: ${counted} allowed.`, extensions };
}

const TOO_MANY_TOKENS = /Document contains more that (\d+) tokens/;

/** The exceeded limit of an error, also if an error of Apollo Server wraps it; undefined for other errors. */
export function excessOf(error: GraphQLError): Excess | undefined {
  for (const one of [error, error.originalError]) if (one instanceof LimitExceeded) return one.excess;
  // The parser reports its limit of tokens in the message only.
  const tokens = error.extensions['code'] === 'GRAPHQL_PARSE_FAILED' && TOO_MANY_TOKENS.exec(error.message);
  return tokens ? { limit: 'tokens', allowed: Number(tokens[1]) } : undefined;
}
