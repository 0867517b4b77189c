import type { GraphQLError, GraphQLFormattedError } from 'graphql';

/** Turns an error into the form that the caller may read. Implemented by graphql/. */
export abstract class ErrorFormat {
  abstract of(error: GraphQLError): GraphQLFormattedError;
}
