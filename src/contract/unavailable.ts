import { ErpUnavailable } from '../faults/index.js';
import type { Unknown } from '../live/index.js';
import type { Unavailable, UnavailableReason } from './schema.generated.js';

type UnavailableValue = Unavailable & { readonly __typename: 'Unavailable' };

/** Takes the place of a value that this viewer does not get, by a rule of the merchant or of GP. */
export function unavailable(
  reason: Exclude<UnavailableReason, typeof ErpUnavailable.code | 'INTERNAL_ERROR'>,
  message: string,
): UnavailableValue {
  return { __typename: 'Unavailable', reason, message, retryAfterSeconds: null };
}

/** Takes the place of a value that the ERP cannot give now, or that a fault of the gateway or of a row makes unreadable. */
export function erpUnavailable({ isFault, retryAfterSeconds }: Unknown): UnavailableValue {
  if (isFault) {
    const message = 'Something went wrong on our side.';
    return { __typename: 'Unavailable', reason: 'INTERNAL_ERROR', message, retryAfterSeconds };
  }
  return {
    __typename: 'Unavailable',
    reason: ErpUnavailable.code,
    message: 'The ERP cannot be asked at the moment.',
    retryAfterSeconds,
  };
}
