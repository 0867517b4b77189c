import type { ApolloServerPlugin } from '@apollo/server';
import type { ErrorCode } from '../../faults/index.js';
import { answerType } from './answer-type.js';

/** Codes of well-formed GraphQL requests whose operation or variables are wrong. */
const ABOUT_THE_OPERATION: ReadonlySet<string> = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/**
 * Answers wrong operations with status 400 in application/graphql-response+json, and with 200 in application/json. According to
 * GraphQL over HTTP, other statuses with application/json may come from a proxy, and clients do not read their bodies.
 */
export const requestErrorsPlugin: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response: { body, http } }) {
        if (http.status !== 400 || body.kind !== 'single') return;
        const { errors } = body.singleResult;
        const isAboutOperation = errors?.every(({ extensions }) => ABOUT_THE_OPERATION.has(String(extensions?.['code'])));
        if (isAboutOperation && answerType(request.http?.headers.get('accept')) === 'json') http.status = 200;
      },
    };
  },
};
