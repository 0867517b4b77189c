import type { GraphQLFormattedError } from 'graphql';
import { expect } from 'vitest';
import { type Contract } from '../../src/contract/index.js';

/** One answer of the endpoint, as far as these tests look into it; the fields that were asked for are there. */
export interface Body<Data = Contract.Query & Contract.Mutation> {
  readonly data: Data;
  readonly errors?: readonly GraphQLFormattedError[];
}

export interface Posted<Answer> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Answer;
}

/** In this media type wrong operations have a status of their own. */
export const TELLS_STATUS = { accept: 'application/graphql-response+json' };

/** Posts a body as it is to an endpoint that answers in JSON. */
export async function post<Answer = Body>(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Posted<Answer>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Answer };
}

/** What a refusal for passing a limit is answered. */
export function refusal(limit: string, allowed: number, actual?: number) {
  return {
    errors: [
      {
        message: expect.stringMatching(
          new RegExp(
            `: ${actual === undefined ? `more than ${allowed} are not` : `${actual}, and ${allowed} (is|are)`} allowed\\.$`,
          ),
        ),
        extensions: { code: 'QUERY_TOO_COMPLEX', limit, allowed, ...(actual !== undefined && { actual }) },
      },
    ],
  };
}
