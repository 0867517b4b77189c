/**
 * Codes of `errors` in an answer (`extensions.code`) whose text says what is wrong with the request itself. Some are given by
 * graphql-js and Apollo Server, which write the text too.
 */
export const CODES_ABOUT_THE_REQUEST = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  // Tells the client to send the whole query.
  'PERSISTED_QUERY_NOT_FOUND',
  'QUERY_TOO_COMPLEX',
  'BAD_REQUEST',
  'UNAUTHENTICATED',
] as const;

/** Every code that `errors` of an answer may have, and no other. docs/storefront.md tells callers what each means. */
export const ERROR_CODES = [
  ...CODES_ABOUT_THE_REQUEST,
  'OPERATION_NOT_REGISTERED',
  'MUTATION_IN_BATCH',
  'FORBIDDEN',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'NOT_ACCEPTABLE',
  'REQUEST_TIMEOUT',
  'PAYLOAD_TOO_LARGE',
  'URI_TOO_LONG',
  'UNSUPPORTED_MEDIA_TYPE',
  'RATE_LIMITED',
  'HEADERS_TOO_LARGE',
  'INTERNAL_SERVER_ERROR',
  'OVERLOADED',
] as const;

/** Codes of faults that no caller is told: the log has them, and the code that catches one decides on its class. */
export const INTERNAL_CODES = [
  'ERP_UNAVAILABLE',
  'STORE_UNAVAILABLE',
  'START_REFUSED',
  // A document as PDF.
  'NOT_PRINTED',
  'NOT_DRAWN',
  // An OpenID Connect provider's keys.
  'PROVIDER_AWAY',
  // opossum's own code for a breaker that is open.
  'EOPENBREAKER',
  // Documents on their way to GP.
  'UNKNOWN_KIND',
  'NUMBER_TAKEN',
  'LEASE_LOST',
  'DOCUMENT_NUMBER_TAKEN',
  'GP_TRANSACTION_GONE',
  // A merchant's own function.
  'EXTENSION_FAILED',
  // Prices beside GP's own.
  'NOTHING_COMPARED',
  // Files that a person writes.
  'NOT_CSV',
  'UNREADABLE_TEXT',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
export type FaultCode = ErrorCode | (typeof INTERNAL_CODES)[number];
