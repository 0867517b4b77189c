import { describe, expect, it } from 'vitest';
import { sessionOfAnswer } from './session-of-answer.js';

const session = { accessToken: 'token' };

describe('sessionOfAnswer', () => {
  it('takes the token and who signed in from a login under any alias', () => {
    const viewer = {
      user: { name: 'Ada Lovelace', email: 'ada@example.com' },
      account: { number: 'ACME01', name: 'Acme' },
    };
    expect(sessionOfAnswer({ data: { signIn: { session, viewer } } })).toEqual({
      accessToken: 'token',
      label: 'Ada Lovelace, ACME01',
    });
  });

  it('makes do with what the operation asked for', () => {
    expect(sessionOfAnswer({ data: { login: { session } } })).toEqual({
      accessToken: 'token',
      label: '',
    });
    expect(
      sessionOfAnswer({
        data: {
          login: { session, viewer: { user: { email: 'ada@example.com' } } },
        },
      }),
    ).toEqual({
      accessToken: 'token',
      label: 'ada@example.com',
    });
  });

  it('ends the session after a logout and when the gateway refuses its token', () => {
    expect(sessionOfAnswer({ data: { logout: { userErrors: [] } } })).toBeNull();
    expect(
      sessionOfAnswer({
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      }),
    ).toBeNull();
  });

  it('leaves the session as it is after anything else', () => {
    expect(
      sessionOfAnswer({
        data: {
          login: {
            session: null,
            userErrors: [{ code: 'INVALID_CREDENTIALS' }],
          },
        },
      }),
    ).toBeUndefined();
    expect(sessionOfAnswer({ data: { products: { nodes: [] }, viewer: null } })).toBeUndefined();
    expect(
      sessionOfAnswer({
        data: null,
        errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
      }),
    ).toBeUndefined();
    expect(sessionOfAnswer({ errors: [{}] })).toBeUndefined();
  });
});
