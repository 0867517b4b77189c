import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { InvalidInput } from '../faults/index.js';
import { argumentAt } from './argument-at.js';

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
]);

/** What Apollo Server says of a hash that is not that of its text, without a code. */
const ABOUT_THE_HASH = new Set(['provided sha does not match query', 'Unsupported persisted query version']);

/**
 * Makes of everything that was thrown what the caller may read: one of the contract's codes, a text from a fixed list or
 * about the caller's own request, and nothing of drivers, hosts, queries or stack traces.
 */
export function publicError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { locations, path } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const thrown = unwrapResolverError(error);

  if (thrown instanceof InvalidInput) {
    return { message: thrown.message, ...place, extensions: { code: 'BAD_USER_INPUT', argument: thrown.argument } };
  }
  if (error instanceof GraphQLError && isAboutOperation(error)) {
    return { message: formatted.message, ...place, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
  }
  if (isAboutHash(error)) return { message: formatted.message, extensions: { code: 'BAD_REQUEST' } };
  const code = formatted.extensions?.['code'];
  if (typeof code === 'string' && ABOUT_THE_REQUEST.has(code)) {
    const message = withoutSuggestions(formatted.message);
    const scalarRefused =
      error instanceof GraphQLError &&
      error.originalError instanceof GraphQLError &&
      error.originalError.extensions['code'] === 'BAD_USER_INPUT';
    if (code !== 'BAD_USER_INPUT' && !scalarRefused) return { message, ...place, extensions: { code } };
    const argument = error instanceof GraphQLError ? argumentAt(error) : undefined;
    return { message, ...place, extensions: { code: 'BAD_USER_INPUT', ...(argument && { argument }) } };
  }
  return { message: 'Something went wrong on our side.', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

/** graphql-js offers names of the schema to whoever mistypes one; the contract is published, but guessing needs no help. */
function withoutSuggestions(message: string): string {
  return message.replace(/ ?Did you mean [^?]*\?/, '');
}

/** Whether graphql-js refuses to execute an operation of this kind: the contract has no subscriptions. */
function isAboutOperation({ nodes, originalError, path }: GraphQLError): boolean {
  return nodes?.[0]?.kind === Kind.OPERATION_DEFINITION && originalError === undefined && path === undefined;
}

function isAboutHash(error: unknown): boolean {
  return error instanceof GraphQLError && !error.nodes && !error.path && ABOUT_THE_HASH.has(error.message);
}

/** Whether a fault is ours, and not the caller's: it belongs into the log with its cause. */
export function isOurFault(error: GraphQLError): boolean {
  const code = error.extensions['code'];
  if (isAboutOperation(error) || isAboutHash(error)) return false;
  return !(unwrapResolverError(error) instanceof InvalidInput) && !(typeof code === 'string' && ABOUT_THE_REQUEST.has(code));
}
