import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { CODES_ABOUT_THE_REQUEST, type ErrorCode, InvalidInput } from '../faults/index.js';
import { argumentAt } from './argument-at.js';
import { excessOf, refusalOf } from './limits/limit-exceeded.js';
import { inOwnWords } from './own-words.js';
import { type VariableProblem, variableProblemOf } from './variable-problem.js';
import { withoutValues } from './without-values.js';

const ABOUT_THE_REQUEST: ReadonlySet<string> = new Set(CODES_ABOUT_THE_REQUEST);

/** The text for a document whose nesting overflows the stack of the recursive parser. */
const TOO_DEEP = 'Syntax Error: The document is nested too deeply.';

/** Longer texts are cut: texts about the request repeat parts of it, which may be long. */
const LONGEST_TEXT = 400;

const FORGED_GET = 'GET requests with a query need a header that no other site can set, such as content-type: application/json.';

/** The beginning of the error with which graphql-js ends after 50 wrong values of variables. */
const ENDS_THE_VARIABLES = 'Too many errors processing variables';
const MORE_ARE_WRONG = 'More values of variables are wrong: the first 50 are told.';

const NOT_TOLD = 'The schema is not told here.';

/**
 * Turns each error into the form that the caller may read: one of the contract's codes, and a text that is from a fixed list or
 * about the caller's own request. Texts of drivers, hosts, SQL and stack traces are left out.
 */
export function publicError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  return errorShown(formatted, error, (message) => message);
}

/** The same, for callers that may not read the schema. @param hideTypes removes the names of types from a text */
export function publicErrorWithoutTypes(hideTypes: (message: string) => string): typeof publicError {
  return (formatted, error) => errorShown(formatted, error, hideTypes);
}

function errorShown(given: GraphQLFormattedError, error: unknown, hideTypes: (message: string) => string): GraphQLFormattedError {
  const formatted = { ...given, message: inOwnWords(given.message) };
  const { locations, path } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const told = (code: ErrorCode, message: string, argument?: string): GraphQLFormattedError => ({
    message,
    ...place,
    extensions: { code, ...(argument !== undefined && { argument }) },
  });
  const thrown = unwrapResolverError(error);
  const plain = plainRefusal(formatted);
  if (plain !== undefined) return { message: plain, extensions: { code: 'BAD_REQUEST' satisfies ErrorCode } };

  if (thrown instanceof InvalidInput) return told(thrown.code, thrown.message, thrown.argument);
  const excess = error instanceof GraphQLError ? excessOf(error) : undefined;
  if (excess) return refusalOf(excess);
  if (error instanceof GraphQLError && isAboutOperation(error)) {
    return told('GRAPHQL_VALIDATION_FAILED', hideTypes(formatted.message));
  }
  if (isAboutValue(error)) {
    return told(InvalidInput.code, hideTypes(readable(InvalidInput.code, formatted.message)), argumentAt(error) || undefined);
  }
  if (isRefusedByApollo(error)) return told('BAD_REQUEST', formatted.message);
  const code = formatted.extensions?.['code'];
  if (isAboutTheRequest(code)) {
    const inVariable = error instanceof GraphQLError ? variableProblemOf(error) : undefined;
    const message = inVariable
      ? variableText(error as GraphQLError, inVariable, hideTypes)
      : hideTypes(readable(code, formatted.message));
    if (code !== InvalidInput.code && !isRefusedByScalar(error)) return told(code, message);
    return told(InvalidInput.code, message, (error instanceof GraphQLError && argumentAt(error)) || undefined);
  }
  return told('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
}

function isAboutTheRequest(code: unknown): code is (typeof CODES_ABOUT_THE_REQUEST)[number] {
  return typeof code === 'string' && ABOUT_THE_REQUEST.has(code);
}

/** The text about a wrong value within a variable, with its place. */
function variableText(
  { nodes }: GraphQLError,
  { place, message }: VariableProblem,
  hideTypes: (message: string) => string,
): string {
  const [node] = nodes ?? [];
  const name = node?.kind === Kind.VARIABLE_DEFINITION ? node.variable.name.value : '';
  const text = `Variable "$${name}" got an invalid value${place ? ` at "${place}"` : ''}: ${hideTypes(readable(InvalidInput.code, message))}`;
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** Whether a scalar of the contract has refused a value. */
function isRefusedByScalar(error: unknown): boolean {
  return (
    error instanceof GraphQLError &&
    error.originalError instanceof GraphQLError &&
    error.originalError.extensions['code'] === InvalidInput.code
  );
}

/**
 * Whether graphql-js refuses the value of an argument only when it executes the field: a null in a variable with a default, for
 * an argument that must not be null. Errors of resolvers have the place of their fields.
 */
function isAboutValue(error: unknown): error is GraphQLError {
  if (!(error instanceof GraphQLError) || error.extensions['code'] !== undefined) return false;
  if (endsTheVariables(error)) return true;
  const kind = error.nodes?.[0]?.kind;
  return kind !== undefined && kind !== Kind.FIELD && kind !== Kind.OPERATION_DEFINITION;
}

/** Whether an error ends the list of wrong variables: graphql-js reports at most 50, and then adds an error without a place. */
function endsTheVariables({ message, nodes, originalError, path }: GraphQLError): boolean {
  return !nodes && !path && !originalError && message.startsWith(ENDS_THE_VARIABLES);
}

/** Whether Apollo Server itself refuses a request without a code, for example because the hash of a query does not match. */
function isRefusedByApollo(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.originalError !== undefined) return false;
  const { code, http } = error.extensions as { code?: unknown; http?: { status?: unknown } };
  return code === undefined && http?.status === 400;
}

const TELLS_OF_INTROSPECTION = /^GraphQL introspection (?:is not allowed|has been disabled)/;

/** A message in the form for callers. A parser's error that is not a syntax error means that the document is nested too deeply. */
function readable(code: string, message: string): string {
  if (code === 'GRAPHQL_PARSE_FAILED' && !message.startsWith('Syntax Error')) return TOO_DEEP;
  if (TELLS_OF_INTROSPECTION.test(message)) return NOT_TOLD;
  if (code === 'BAD_USER_INPUT' && message.startsWith(ENDS_THE_VARIABLES)) return MORE_ARE_WRONG;
  const text = withoutValues(withoutSuggestions(message));
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** A plain text in place of a refusal by Apollo Server that would reveal Apollo Server. */
function plainRefusal({ extensions, message }: GraphQLFormattedError): string | undefined {
  if (extensions?.['code'] !== 'BAD_REQUEST') return undefined;
  if (message.includes('Cross-Site Request Forgery')) return FORGED_GET;
  return /apollo|graphql-js/i.test(message) ? 'The request cannot be read as a GraphQL request.' : undefined;
}

/** Removes the suggestions of graphql-js for misspelt names. The contract is published, but guessing needs no help. */
function withoutSuggestions(message: string): string {
  return message.replace(/ ?Did you mean [^?]*\?/, '');
}

/** Whether graphql-js refuses to execute an operation of this kind: the contract has no subscriptions. */
function isAboutOperation({ nodes, originalError, path }: GraphQLError): boolean {
  return nodes?.[0]?.kind === Kind.OPERATION_DEFINITION && originalError === undefined && path === undefined;
}

/** Whether a fault is the gateway's and not the caller's. Such a fault is logged with its cause. */
export function isOurFault(error: GraphQLError): boolean {
  const code = error.extensions['code'];
  if (isAboutOperation(error) || isAboutValue(error) || isRefusedByApollo(error)) return false;
  return !(unwrapResolverError(error) instanceof InvalidInput) && !isAboutTheRequest(code);
}
