import type { TestGateway } from '../support/test-gateway.js';

/** Who asks, each with the access token of a sign-in of their own; a visitor has none. */
export const PEOPLE = {
  visitor: undefined,
  /** Buys for HARGATE, a contractor. */
  nell: { email: 'nell.hargate@example.com', account: 'HARGATE' },
  /** Looks at what is HARGATE's, and may not order. */
  colleague: { email: 'colleague@example.com', account: 'HARGATE' },
  /** Buys for KESTREL. */
  marta: { email: 'marta.quill@example.com', account: 'KESTREL' },
  /** Buys for NIPIGON in Canadian dollars; is an export customer there. */
  tess: { email: 'tess.moreau@example.com', account: 'NIPIGON' },
  /** The same for NORTHFLD-01, whose parent NORTHFLD-HQ is not hers. */
  tessOfBranch: { email: 'tess.moreau@example.com', account: 'NORTHFLD-01' },
  /** Buys for the branch and for its parent. */
  head: { email: 'head@example.com', account: 'NORTHFLD-01' },
  /** Buys for OAKHOLLOW, a school: sees what is for government agencies alone. */
  ruth: { email: 'ruth.viewer@example.com', account: 'OAKHOLLOW' },
  /** Buys for FENNWICK, a retail customer: sees nothing that is restricted to the trade. */
  ty: { email: 'ty@example.com', account: 'FENNWICK' },
} as const;

export type Person = keyof typeof PEOPLE;

/** Signs everybody in. */
export async function everybody(gateway: TestGateway): Promise<ReadonlyMap<Person, string | undefined>> {
  await gateway.addUser({ email: 'colleague@example.com', role: 'VIEWER', accounts: ['HARGATE'] });
  await gateway.addUser({ email: 'head@example.com', role: 'BUYER', accounts: ['NORTHFLD-01', 'NORTHFLD-HQ'] });
  await gateway.addUser({ email: 'ty@example.com', role: 'BUYER', accounts: ['FENNWICK'] });
  const tokens = new Map<Person, string | undefined>();
  for (const [person, who] of Object.entries(PEOPLE)) {
    tokens.set(person as Person, who && (await gateway.signIn(who.email, who.account)));
  }
  return tokens;
}
