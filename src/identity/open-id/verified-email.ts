import type { JWTPayload } from 'jose';
import type { OpenIdIssuer } from '../../config/index.js';

/** ASCII only: other letters can look like those of another person's address, or become equal to them in lower case. */
const ADDRESS = /^[\x21-\x3f\x41-\x7e]+@[\x21-\x3f\x41-\x7e]+$/;
/** Some providers send a text or a number instead of a boolean. */
const YES: readonly unknown[] = [true, 'true', 1, '1'];

/** The e-mail address that the provider has verified, or undefined where there is none. */
export function verifiedEmail(claims: JWTPayload, { emailVerifiedClaim }: OpenIdIssuer): string | undefined {
  const email = claims['email'];
  if (typeof email !== 'string' || !ADDRESS.test(email) || !YES.includes(claims[emailVerifiedClaim])) return undefined;
  return email;
}

/** Whether an address is in one of the domains. A subdomain counts as another domain. */
export function isOfDomain(email: string, domains: readonly string[]): boolean {
  const domain = email.slice(email.indexOf('@') + 1).toLowerCase();
  return domains.some((allowed) => allowed.toLowerCase() === domain);
}
