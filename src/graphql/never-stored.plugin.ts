import type { ApolloServerPlugin } from '@apollo/server';

/** Answers hold what is one viewer's, and what is true for a moment: nobody on the way may keep them. */
export const NEVER_STORED = { 'cache-control': 'no-store' } as const;

export const neverStoredPlugin: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ response }) {
        for (const [name, value] of Object.entries(NEVER_STORED)) response.http.headers.set(name, value);
      },
    };
  },
};
