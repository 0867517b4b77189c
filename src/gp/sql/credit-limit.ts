import type { CreditLimit } from '../../account/index.js';
import { decimal, whole } from './decode.js';

const LIMIT_TYPES: Readonly<Record<string, CreditLimit['type']>> = { 0: 'NO_CREDIT', 1: 'UNLIMITED', 2: 'AMOUNT' };

/** A customer's credit limit from CRLMTTYP, CRLMTAMT, CRLMTPER and CRLMTPAM. */
export function creditLimit(type: string, amount: string, bucket: string, bucketAmount: string): CreditLimit {
  return {
    // An unknown type counts as no credit, so that it never lets a customer buy on account.
    type: LIMIT_TYPES[type] ?? 'NO_CREDIT',
    amount: decimal(amount),
    oldBucket: whole(bucket) > 0 ? { bucket: whole(bucket), amount: decimal(bucketAmount) } : null,
  };
}
