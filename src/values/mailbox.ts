import { isEmailAddress } from './email-address.js';

/** RFC 5321, 4.5.3.1: what every server has to take. */
const LONGEST_LOCAL_PART = 64;
const LONGEST = 254;
/** Letters, digits and what else may stand in a local part without quotes (RFC 5322 atext, RFC 6531). */
const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN = /^[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?)*$/u;

/**
 * Whether mail can be sent to a text as it is. Stricter than `isEmailAddress`, with which people sign in and order: no quotes,
 * comments, routes, address literals or invisible characters, nothing that a mail server could take for something else.
 */
export function isMailbox(text: string): boolean {
  if (text.length > LONGEST || !isEmailAddress(text)) return false;
  const [local = '', domain = ''] = text.split('@');
  return local.length <= LONGEST_LOCAL_PART && LOCAL_PART.test(local) && DOMAIN.test(domain);
}
