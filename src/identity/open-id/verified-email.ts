import type { JWTPayload } from 'jose';
import type { OpenIdIssuer } from '../../config/index.js';

/** Letters beyond ASCII can look like, or become in lower case, those of somebody else's address. */
const ADDRESS = /^[\x21-\x3f\x41-\x7e]+@[\x21-\x3f\x41-\x7e]+$/;
/** Some providers send texts and numbers for what is yes or no. */
const YES: readonly unknown[] = [true, 'true', 1, '1'];

/** The e-mail address for which the provider vouches, or undefined where there is none that can be relied on. */
export function verifiedEmail(claims: JWTPayload, { emailVerifiedClaim }: OpenIdIssuer): string | undefined {
  const email = claims['email'];
  if (typeof email !== 'string' || !ADDRESS.test(email) || !YES.includes(claims[emailVerifiedClaim])) return undefined;
  return email;
}

/** Whether an address is of one of the domains; subdomains are others. */
export function isOfDomain(email: string, domains: readonly string[]): boolean {
  const domain = email.slice(email.indexOf('@') + 1).toLowerCase();
  return domains.some((allowed) => allowed.toLowerCase() === domain);
}
