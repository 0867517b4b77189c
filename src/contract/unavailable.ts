import type { Unknown } from '../live/index.js';
import type { Unavailable, UnavailableReason } from './schema.generated.js';

type UnavailableValue = Unavailable & { readonly __typename: 'Unavailable' };

/** Stands where a value should be that the merchant or GP does not give this viewer. */
export function unavailable(
  reason: Exclude<UnavailableReason, 'ERP_UNAVAILABLE' | 'INTERNAL_ERROR'>,
  message: string,
): UnavailableValue {
  return { __typename: 'Unavailable', reason, message, retryAfterSeconds: null };
}

/** Stands where a value should be that can't be had from the ERP now, or not for a fault of ours. */
export function erpUnavailable({ isFault, retryAfterSeconds }: Unknown): UnavailableValue {
  if (isFault) {
    const message = 'Something went wrong on our side.';
    return { __typename: 'Unavailable', reason: 'INTERNAL_ERROR', message, retryAfterSeconds };
  }
  return {
    __typename: 'Unavailable',
    reason: 'ERP_UNAVAILABLE',
    message: 'The ERP cannot be asked at the moment.',
    retryAfterSeconds,
  };
}
