import type { ApolloServerPlugin } from '@apollo/server';
import { Kind } from 'graphql';
import { type RequestContext, Unauthenticated } from '../contract/index.js';

/** The mutations that are allowed with an access token that is not valid: they begin or end a session, or only test the API. */
const SESSION_MUTATIONS = new Set(['login', 'refreshSession', 'logout', 'ping']);

/**
 * Refuses whole operations with an invalid access token, before any work. An answer for visitors would show a signed-in buyer
 * other prices than their own.
 */
export const refusedTokenPlugin: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ contextValue, operation }) {
        if (!contextValue.refusedToken) return;
        const allowed =
          operation?.operation === 'mutation' &&
          operation.selectionSet.selections.every(
            (selection) => selection.kind === Kind.FIELD && SESSION_MUTATIONS.has(selection.name.value),
          );
        if (allowed) return;
        const headers = new Map([['www-authenticate', 'Bearer error="invalid_token"']]);
        throw new Unauthenticated('The access token is not valid or has ended.', headers);
      },
    };
  },
};
