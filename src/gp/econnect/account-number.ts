import { createHash } from 'node:crypto';
import { type AccountNumber, asAccountNumber } from '../../values/identifiers.js';

/** Crockford's base 32: without letters that are mistaken for a digit or another letter over the phone. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PREFIX = 'WEB';
/** CUSTNMBR has 15 characters. 12 of them hold 60 bits, so that two addresses practically never get the same number. */
const LENGTH = 12;

/**
 * The customer number of a visitor who is known by an e-mail address alone. It is computed from the address, so that a second
 * attempt to create the customer finds the first one.
 */
export function accountNumberOf(email: string): AccountNumber {
  const hash = createHash('sha256').update(email.trim().toLowerCase()).digest();
  const digits = Array.from(hash.subarray(0, LENGTH), (byte) => DIGITS[byte % DIGITS.length]);
  return asAccountNumber(`${PREFIX}${digits.join('')}`);
}
