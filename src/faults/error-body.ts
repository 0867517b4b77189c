import type { ErrorCode } from './codes.js';

/** The body of an answer that refuses a whole request, in the shape of a GraphQL response. @param message holds nothing that was sent */
export function errorBody(code: ErrorCode, message: string): string {
  return JSON.stringify({ errors: [{ message, extensions: { code } }] });
}
