import type { ApolloServerPlugin } from '@apollo/server';
import { answerType } from './answer-type.js';

/** The request is a GraphQL request, and what it asks for is wrong. */
const ABOUT_THE_OPERATION = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/**
 * The status of operations that are wrong is 400 in application/graphql-response+json, and 200 in application/json: there, as
 * GraphQL over HTTP has it, other statuses may come from whatever lies in between, and clients do not read their bodies.
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
