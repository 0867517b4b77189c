import { expect } from 'vitest';
import { type Contract } from '../../src/contract/index.js';
import { DEMO_PASSWORD } from '../../src/demo.js';
import type { Answer, TestGateway } from '../support/test-gateway.js';

export const PAYLOAD = `
  session { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt }
  viewer { user { email } account { number } }
  userErrors { code message field }`;

export async function login(gateway: TestGateway, email: string, password = DEMO_PASSWORD, accessToken?: string) {
  const mutation = `mutation ($input: LoginInput!) { login(input: $input) { ${PAYLOAD} } }`;
  return answered(await gateway.ask(mutation, { input: { email, password } }, accessToken)).login;
}

export async function refresh(gateway: TestGateway, refreshToken: string, accessToken?: string) {
  const mutation = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { ${PAYLOAD} } }`;
  return answered(await gateway.ask(mutation, { input: { refreshToken } }, accessToken)).refreshSession;
}

export async function selectAccount(gateway: TestGateway, accountNumber: string, accessToken: string, refreshToken?: string) {
  const mutation = `mutation ($input: SelectAccountInput!) { selectAccount(input: $input) { ${PAYLOAD} } }`;
  return answered(await gateway.ask(mutation, { input: { accountNumber, refreshToken } }, accessToken)).selectAccount;
}

export async function logout(gateway: TestGateway, accessToken?: string) {
  return answered(await gateway.ask('mutation { logout { userErrors { code } } }', {}, accessToken)).logout;
}

/** The session of a payload that must have one. */
export function sessionOf({ session, userErrors }: Contract.SessionPayload): Contract.Session {
  if (!session) throw new Error(`No session: ${JSON.stringify(userErrors)}`);
  return session;
}

/** A session with tokens of both kinds, as all payloads but that of selectAccount have. */
export interface WholeSession extends Contract.Session {
  readonly refreshToken: string;
}

export function wholeSessionOf(payload: Contract.SessionPayload): WholeSession {
  const session = sessionOf(payload);
  const { refreshToken } = session;
  if (typeof refreshToken !== 'string') throw new Error('No refresh token.');
  return { ...session, refreshToken };
}

/** What a payload says without a session and a viewer. */
export function refused(code: Contract.UserErrorCode) {
  return { session: null, viewer: null, userErrors: [expect.objectContaining({ code })] };
}

export const REFUSED = { status: 401, code: 'UNAUTHENTICATED' };

/** Who an access token stands for: the account and the user, or how it is refused. */
export async function whoIs(gateway: TestGateway, accessToken: string) {
  const { status, data, errors } = await gateway.ask('{ viewer { user { email } account { number } } }', {}, accessToken);
  if (errors) return { status, code: errors[0]?.extensions?.['code'] };
  return { status, email: data.viewer?.user.email, account: data.viewer?.account.number };
}

/** No workflow fails with a GraphQL error: what stands in its way is a user error. */
function answered<Data>({ status, errors, data }: Answer<Data>): Data {
  expect({ status, errors }).toEqual({ status: 200, errors: undefined });
  return data;
}
