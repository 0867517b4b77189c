import type { FastifyReply } from 'fastify';
import { type ErrorCode, errorBody } from '../../faults/index.js';
import { NEVER_STORED } from '../never-stored.plugin.js';

/**
 * Codes and texts of refusals of requests that are not GraphQL requests, by HTTP status. The texts repeat nothing of the request.
 */
const REFUSALS = {
  400: ['BAD_REQUEST', 'The request cannot be read.'],
  401: ['UNAUTHENTICATED', 'The caller is not known.'],
  403: ['FORBIDDEN', 'The caller may not do this.'],
  404: ['NOT_FOUND', 'There is nothing here.'],
  405: ['METHOD_NOT_ALLOWED', 'This method is not allowed here.'],
  406: ['NOT_ACCEPTABLE', 'Answers are application/json or application/graphql-response+json.'],
  408: ['REQUEST_TIMEOUT', 'The request took too long to arrive.'],
  413: ['PAYLOAD_TOO_LARGE', 'The request is too large.'],
  414: ['URI_TOO_LONG', 'The address is too long.'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'Requests have a body of the type application/json.'],
  429: ['RATE_LIMITED', 'There were too many requests. Try again later.'],
  431: ['HEADERS_TOO_LARGE', 'The headers are too large.'],
  500: ['INTERNAL_SERVER_ERROR', 'Something went wrong on our side.'],
  503: ['OVERLOADED', 'There is too much to do at the moment. Try again shortly.'],
} as const satisfies Record<number, readonly [code: ErrorCode, message: string]>;

export type RefusedStatus = keyof typeof REFUSALS;

const BODIES = new Map(Object.entries(REFUSALS).map(([status, [code, message]]) => [Number(status), errorBody(code, message)]));

export const REFUSAL_HEADERS = { 'content-type': 'application/json; charset=utf-8', ...NEVER_STORED } as const;

/** The status of a refusal: a general one of the same class if there is no text for the given one. */
export function refusedStatusOf(status: number): RefusedStatus {
  if (BODIES.has(status)) return status as RefusedStatus;
  return status >= 400 && status < 500 ? 400 : 500;
}

/** The answer, in the shape of a GraphQL response. */
export function refusalBody(status: RefusedStatus): string {
  return BODIES.get(status) as string;
}

export function refuse(reply: FastifyReply, status: RefusedStatus): void {
  reply.code(status).headers(REFUSAL_HEADERS).send(refusalBody(status));
}
