import type { Session } from './session.js';

/** The fields of the contract's SessionPayload that tell who signed in; each is there only if the operation asked for it. */
interface SessionPayload {
  readonly session?: { readonly accessToken?: string } | null;
  readonly viewer?: {
    readonly user?: { readonly name?: string; readonly email?: string };
    readonly account?: { readonly number?: string; readonly name?: string };
  } | null;
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly extensions?: { readonly code?: unknown };
  }[];
}

/**
 * What an answer means for who is signed in: a session that it began (login, refreshSession and selectAccount all answer
 * with one), null where it ended the session, undefined where it says nothing.
 */
export function sessionOfAnswer(answer: Answer): Session | null | undefined {
  if (answer.errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')) return null;
  for (const [field, value] of Object.entries(answer.data ?? {})) {
    if (value && field === 'logout') return null;
    if (!isSessionPayload(value)) continue;
    const { session, viewer } = value;
    if (!session?.accessToken) continue;
    const { user, account } = viewer ?? {};
    const label = [user?.name ?? user?.email, account?.number ?? account?.name].filter(Boolean).join(', ');
    return { accessToken: session.accessToken, label };
  }
  return undefined;
}

function isSessionPayload(value: unknown): value is SessionPayload {
  return typeof value === 'object' && value !== null && 'session' in value;
}
