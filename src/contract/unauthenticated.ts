import { GraphQLError } from 'graphql';

/** An operation is refused as a whole: it needs an access token, or another one. */
export class Unauthenticated extends GraphQLError {
  static readonly code = 'UNAUTHENTICATED';

  /** @param headers of the answer */
  constructor(message: string, headers?: ReadonlyMap<string, string>) {
    super(message, { extensions: { code: Unauthenticated.code, http: { status: 401, ...(headers && { headers }) } } });
  }
}
