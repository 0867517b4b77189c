import { InvalidInput } from '../faults/index.js';
import type { Contract } from '../graphql/index.js';
import type { GeoPoint } from '../values/geo-point.js';
import { isPostalCode, positionOfPostalCode } from './postal-codes.js';

/** A place to measure distances from. */
export type Location =
  /** Undefined where nobody knows where the postal code is. */
  { readonly kind: 'point'; readonly point: GeoPoint | undefined } | { readonly kind: 'address'; readonly addressCode: string };

/** The place that the caller means. @throws {InvalidInput} naming what is wrong with it */
export function locationOf({ point, postalCode, addressCode }: Contract.LocationInput): Location {
  if (point) {
    if (Math.abs(point.latitude) > 90) throw new InvalidInput('near.point.latitude', 'must be between -90 and 90');
    if (Math.abs(point.longitude) > 180) throw new InvalidInput('near.point.longitude', 'must be between -180 and 180');
    return { kind: 'point', point };
  }
  if (postalCode != null) {
    if (!isPostalCode(postalCode)) throw new InvalidInput('near.postalCode', 'must be a US ZIP or Canadian postal code');
    return { kind: 'point', point: positionOfPostalCode(postalCode) };
  }
  return { kind: 'address', addressCode: addressCode ?? '' };
}
