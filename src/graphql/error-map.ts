import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { InvalidInput } from '../faults/index.js';
import { argumentAt } from './argument-at.js';
import { excessOf, LIMIT_CODE, refusalOf } from './limits/limit-exceeded.js';
import { type VariableProblem, variableProblemOf } from './variable-problem.js';
import { withoutValues } from './without-values.js';

/** Codes whose texts graphql-js and Apollo write about the request itself: they tell the caller what is wrong with it. */
const ABOUT_THE_REQUEST = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'UNAUTHENTICATED',
  'OPERATION_RESOLUTION_FAILURE',
  // Tells the client to send the whole query.
  'PERSISTED_QUERY_NOT_FOUND',
  LIMIT_CODE,
]);

/** A parser that calls itself for every level has no room left for more of them. */
const TOO_DEEP = 'Syntax Error: The document is nested too deeply.';

/** Texts about the request repeat parts of it, however long they are. */
const LONGEST_TEXT = 400;

const FORGED_GET = 'GET requests with a query need a header that no other site can set, such as content-type: application/json.';

/** graphql-js tells of 50 wrong values of variables at most. */
const ENDS_THE_VARIABLES = 'Too many errors processing variables';
const MORE_ARE_WRONG = 'More values of variables are wrong: the first 50 are told.';

const NOT_TOLD = 'The schema is not told here.';

/**
 * Makes of everything that was thrown what the caller may read: one of the contract's codes, a text from a fixed list or
 * about the caller's own request, and nothing of drivers, hosts, queries or stack traces.
 */
export function publicError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  return errorShown(formatted, error, (message) => message);
}

/** The same, for callers who are not told the schema. @param hideTypes takes the names of types out of a text */
export function publicErrorWithoutTypes(hideTypes: (message: string) => string): typeof publicError {
  return (formatted, error) => errorShown(formatted, error, hideTypes);
}

function errorShown(
  formatted: GraphQLFormattedError,
  error: unknown,
  hideTypes: (message: string) => string,
): GraphQLFormattedError {
  const { locations, path } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const thrown = unwrapResolverError(error);
  const plain = plainRefusal(formatted);
  if (plain !== undefined) return { message: plain, extensions: { code: 'BAD_REQUEST' } };

  if (thrown instanceof InvalidInput) {
    return { message: thrown.message, ...place, extensions: { code: 'BAD_USER_INPUT', argument: thrown.argument } };
  }
  const excess = error instanceof GraphQLError ? excessOf(error) : undefined;
  if (excess) return refusalOf(excess);
  if (error instanceof GraphQLError && isAboutOperation(error)) {
    return { message: hideTypes(formatted.message), ...place, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
  }
  if (isAboutValue(error)) {
    const argument = argumentAt(error);
    const message = hideTypes(readable('BAD_USER_INPUT', formatted.message));
    return { message, ...place, extensions: { code: 'BAD_USER_INPUT', ...(argument && { argument }) } };
  }
  if (isRefusedByApollo(error)) return { message: formatted.message, ...place, extensions: { code: 'BAD_REQUEST' } };
  const code = formatted.extensions?.['code'];
  if (typeof code === 'string' && ABOUT_THE_REQUEST.has(code)) {
    const inVariable = error instanceof GraphQLError ? variableProblemOf(error) : undefined;
    const message = inVariable
      ? variableText(error as GraphQLError, inVariable, hideTypes)
      : hideTypes(readable(code, formatted.message));
    if (code !== 'BAD_USER_INPUT' && !isRefusedByScalar(error)) return { message, ...place, extensions: { code } };
    const argument = error instanceof GraphQLError ? argumentAt(error) : undefined;
    return { message, ...place, extensions: { code: 'BAD_USER_INPUT', ...(argument && { argument }) } };
  }
  return { message: 'Something went wrong on our side.', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

/** What is wrong within a variable, and where. */
function variableText(
  { nodes }: GraphQLError,
  { place, message }: VariableProblem,
  hideTypes: (message: string) => string,
): string {
  const [node] = nodes ?? [];
  const name = node?.kind === Kind.VARIABLE_DEFINITION ? node.variable.name.value : '';
  const text = `Variable "$${name}" got an invalid value${place ? ` at "${place}"` : ''}: ${hideTypes(readable('BAD_USER_INPUT', message))}`;
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** Whether a scalar of the contract found a value wrong. */
function isRefusedByScalar(error: unknown): boolean {
  return (
    error instanceof GraphQLError &&
    error.originalError instanceof GraphQLError &&
    error.originalError.extensions['code'] === 'BAD_USER_INPUT'
  );
}

/**
 * Whether graphql-js finds, as late as when it executes a field, that a value is none for its argument: null in a variable
 * that has a default, where none may be. What resolvers throw is placed at their fields.
 */
function isAboutValue(error: unknown): error is GraphQLError {
  if (!(error instanceof GraphQLError) || error.extensions['code'] !== undefined) return false;
  if (endsTheVariables(error)) return true;
  const kind = error.nodes?.[0]?.kind;
  return kind !== undefined && kind !== Kind.FIELD && kind !== Kind.OPERATION_DEFINITION;
}

/** Whether graphql-js reads no more of the variables: it tells of 50 wrong ones at most, and ends with an error that stands at no place. */
function endsTheVariables({ message, nodes, originalError, path }: GraphQLError): boolean {
  return !nodes && !path && !originalError && message.startsWith(ENDS_THE_VARIABLES);
}

/** Whether Apollo Server itself finds something wrong with a request, such as the hash of a query that does not fit: it gives no code then. */
function isRefusedByApollo(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.originalError !== undefined) return false;
  const { code, http } = error.extensions as { code?: unknown; http?: { status?: unknown } };
  return code === undefined && http?.status === 400;
}

const TELLS_OF_INTROSPECTION = /^GraphQL introspection (?:is not allowed|has been disabled)/;

/** What is no syntax error kept the parser from finding one: the document is nested deeper than it can follow. */
function readable(code: string, message: string): string {
  if (code === 'GRAPHQL_PARSE_FAILED' && !message.startsWith('Syntax Error')) return TOO_DEEP;
  if (TELLS_OF_INTROSPECTION.test(message)) return NOT_TOLD;
  if (code === 'BAD_USER_INPUT' && message.startsWith(ENDS_THE_VARIABLES)) return MORE_ARE_WRONG;
  const text = withoutValues(withoutSuggestions(message));
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** What Apollo Server says of requests that it does not take, where that tells of Apollo Server. */
function plainRefusal({ extensions, message }: GraphQLFormattedError): string | undefined {
  if (extensions?.['code'] !== 'BAD_REQUEST') return undefined;
  if (message.includes('Cross-Site Request Forgery')) return FORGED_GET;
  return /apollo|graphql-js/i.test(message) ? 'The request cannot be read as a GraphQL request.' : undefined;
}

/** graphql-js offers names of the schema to whoever mistypes one; the contract is published, but guessing needs no help. */
function withoutSuggestions(message: string): string {
  return message.replace(/ ?Did you mean [^?]*\?/, '');
}

/** Whether graphql-js refuses to execute an operation of this kind: the contract has no subscriptions. */
function isAboutOperation({ nodes, originalError, path }: GraphQLError): boolean {
  return nodes?.[0]?.kind === Kind.OPERATION_DEFINITION && originalError === undefined && path === undefined;
}

/** Whether a fault is ours, and not the caller's: it belongs into the log with its cause. */
export function isOurFault(error: GraphQLError): boolean {
  const code = error.extensions['code'];
  if (isAboutOperation(error) || isAboutValue(error) || isRefusedByApollo(error)) return false;
  return !(unwrapResolverError(error) instanceof InvalidInput) && !(typeof code === 'string' && ABOUT_THE_REQUEST.has(code));
}
