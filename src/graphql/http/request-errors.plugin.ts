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
 * GraphQL over HTTP, other statuses with application/json may come from a proxy, and clients do not read their bodies. Such an
 * answer has no data, also where graphql-js has found only on executing that the operation is wrong: it is of a kind that the
 * contract does not have.
 */
export const requestErrorsPlugin: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, requestIsBatched, response: { body, http } }) {
        if (body.kind !== 'single') return;
        const { singleResult } = body;
        const isAboutOperation = singleResult.errors?.every(
          ({ extensions, path }) => path === undefined && ABOUT_THE_OPERATION.has(String(extensions?.['code'])),
        );
        if (!isAboutOperation) return;
        delete singleResult.data;
        // The status of an array is that of all its operations.
        if (requestIsBatched) return;
        http.status = answerType(request.http?.headers.get('accept')) === 'json' ? 200 : 400;
      },
    };
  },
};
