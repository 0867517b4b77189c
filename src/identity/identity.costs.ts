import { customerPolicy } from '../account/index.js';
import { type Costs, OWN_RECORD, USER_ERRORS } from '../contract/index.js';

/** A password's hash is expensive by design. */
const PASSWORD_ROWS = 500;

export const identityCosts: Costs = {
  fields: {
    Mutation: {
      login: { asks: [OWN_RECORD, customerPolicy], rows: PASSWORD_ROWS },
      loginWithIdentityToken: { asks: [OWN_RECORD, customerPolicy], rows: PASSWORD_ROWS },
      refreshSession: { asks: [OWN_RECORD, customerPolicy] },
      selectAccount: { asks: [OWN_RECORD, customerPolicy] },
      logout: { asks: [OWN_RECORD] },
    },
    SessionPayload: { userErrors: USER_ERRORS },
    LogoutPayload: { userErrors: USER_ERRORS },
  },
};
