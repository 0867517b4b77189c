import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../faults/index.js';
import { SignInService } from './sign-in.service.js';

const DRIVER_FAULT = Object.assign(new Error('connection lost'), { code: 'ECONNRESET' });
const OWN_MISTAKE = new TypeError('undefined is not a function');
const fails = (fault: Error) => () => Promise.reject(fault);

/** The service with the given parts. All other parts answer as they would for a user who may sign in. */
function serviceWith(parts: { users?: object; hasher?: object; sessions?: object; accounts?: object }): SignInService {
  const attempts = { begin: async () => ({ succeeded: async () => undefined }) };
  const user = { id: 'u', passwordHash: 'hash', disabled: false, accountNumbers: ['ACME'] };
  return new SignInService(
    { byEmail: async () => user, ...parts.users } as never,
    { formOf: async () => 'composed', ...parts.hasher } as never,
    { ...parts.sessions } as never,
    {} as never,
    {} as never,
    { customerForSignIn: async () => ({ known: true, value: {} }), ...parts.accounts } as never,
    {} as never,
    attempts as never,
  );
}

const login = (service: SignInService) => service.login('buyer@example.com', 'password', undefined);

describe('signing in', () => {
  it.each([
    ['looks for the user', { users: { byEmail: fails(DRIVER_FAULT) } }],
    ['begins the session', { sessions: { start: fails(DRIVER_FAULT) } }],
  ])('finds the store unavailable where it %s in vain', async (_, parts) => {
    const fault = await login(serviceWith(parts)).catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(StoreUnavailable);
    expect(fault).toMatchObject({ operation: 'identity.login', cause: DRIVER_FAULT });
  });

  it.each([
    ['checking the password', { hasher: { formOf: fails(OWN_MISTAKE) } }],
    ['finding the account', { accounts: { customerForSignIn: fails(OWN_MISTAKE) } }],
  ])('does not take a mistake of ours for an absence of the store: %s', async (_, parts) => {
    await expect(login(serviceWith(parts))).rejects.toBe(OWN_MISTAKE);
  });
});
