import type { GraphQLError, GraphQLFormattedError } from 'graphql';

/** Makes of an error what its caller may read. Implemented by graphql/. */
export abstract class ErrorFormat {
  abstract of(error: GraphQLError): GraphQLFormattedError;
}
