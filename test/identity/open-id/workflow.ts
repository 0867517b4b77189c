import { expect } from 'vitest';
import type { TestGateway } from '../../support/test-gateway.js';
import { PAYLOAD } from '../workflow.js';

export async function loginWithIdentityToken(gateway: TestGateway, idToken: string, nonce?: string) {
  const mutation = `mutation ($input: LoginWithIdentityTokenInput!) { loginWithIdentityToken(input: $input) { ${PAYLOAD} } }`;
  const { status, data, errors } = await gateway.ask(mutation, { input: { idToken, nonce } });
  expect({ status, errors }).toEqual({ status: 200, errors: undefined });
  return data.loginWithIdentityToken;
}
