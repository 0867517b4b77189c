import { type Contract } from '../contract/index.js';
import type { CallIdentity } from '../submissions/index.js';
import type { Viewer } from '../values/viewer.js';
import { formerContentHashes } from './order-content.js';
import { keptKey, LONGEST_KEY } from './read-order-input.js';

/**
 * What earlier releases may have written down of a call that is repeated now. They kept keys and e-mail addresses as they
 * were sent: in either Unicode form, keys with the blanks around them.
 */
export function formerCall(viewer: Viewer, input: Contract.PlaceOrderInput): NonNullable<CallIdentity['former']> {
  const { idempotencyKey: sent, customer } = input;
  const idempotencyKeys = formsOf(sent, keptKey(sent)).filter((key) => key.length <= LONGEST_KEY);
  const emails = customer ? formsOf(customer.email) : [];
  return {
    owners: viewer.kind === 'anonymous' ? emails.map((email) => email.trim().toLowerCase()) : [],
    idempotencyKeys,
    contentHashes: formerContentHashes(input, idempotencyKeys, emails),
  };
}

function formsOf(...texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => [text, text.normalize('NFC'), text.normalize('NFD')]))];
}
