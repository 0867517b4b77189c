import type { GraphiQLProps } from 'graphiql';
import type { ExecutionResult } from 'graphql';
import { currentSession, type Session, setSession } from './session.js';
import { sessionOfAnswer } from './session-of-answer.js';

/** Sends an operation to the gateway, as the signed-in user unless the Headers tab says otherwise. */
export const fetcher: GraphiQLProps['fetcher'] = async (operation, { headers: typed = {} } = {}) => {
  const session = currentSession();
  const headers = headersOf(session);
  for (const [name, value] of Object.entries(typed)) headers.set(name, String(value));

  const answer = await send(operation, headers);
  const next = sessionOfAnswer(answer);
  const concernsSession = currentSession() === session && headers.get('authorization') === authorizationOf(session);
  if (next || (next === null && concernsSession)) setSession(next);
  return answer;
};

/** Ends the session at the gateway; the page forgets it even where the gateway does not answer. */
export async function signOut(): Promise<void> {
  const session = currentSession();
  setSession(null);
  await send({ query: 'mutation SignOut { logout { userErrors { code } } }' }, headersOf(session));
}

function headersOf(session: Session | null): Headers {
  const headers = new Headers({
    accept: 'application/json',
    'content-type': 'application/json',
  });
  const authorization = authorizationOf(session);
  if (authorization) headers.set('authorization', authorization);
  return headers;
}

function authorizationOf(session: Session | null): string | null {
  return session && `Bearer ${session.accessToken}`;
}

/** The page stands at the URL that answers operations. */
async function send(operation: object, headers: Headers): Promise<ExecutionResult> {
  const response = await fetch(location.pathname, {
    method: 'POST',
    headers,
    body: JSON.stringify(operation),
  });
  if (!response.headers.get('content-type')?.includes('json')) {
    throw new Error(`The gateway answered with status ${response.status} and no JSON.`);
  }
  return response.json();
}
