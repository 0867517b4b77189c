import { createHash } from 'node:crypto';
import { type AccountNumber, asAccountNumber } from '../../values/identifiers.js';

/** Crockford's base 32: no letter that is taken for a digit or another letter over the phone. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PREFIX = 'WEB';
/** CUSTNMBR has 15 characters; 12 of these are 60 bits, so that two addresses never meet in one. */
const LENGTH = 12;

/**
 * The customer number of somebody who is known by an e-mail address alone. It follows from the address, so that whoever
 * creates the customer a second time meets the first.
 */
export function accountNumberOf(email: string): AccountNumber {
  const hash = createHash('sha256').update(email.trim().toLowerCase()).digest();
  const digits = Array.from(hash.subarray(0, LENGTH), (byte) => DIGITS[byte % DIGITS.length]);
  return asAccountNumber(`${PREFIX}${digits.join('')}`);
}
