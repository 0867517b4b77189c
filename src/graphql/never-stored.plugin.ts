import type { ApolloServerPlugin } from '@apollo/server';

/** Answers hold data of one viewer, and values that are true for a moment only. So caches must not store them. */
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
