import { type Contract } from '../contract/index.js';
import type { GeoPoint } from '../values/geo-point.js';
import { positionOfPostalCode } from './postal-codes.js';

/** A place to measure distances from. */
export type Location =
  /** Undefined where nobody knows where it is: no postal code that we have, no point of the earth. */
  { readonly kind: 'point'; readonly point: GeoPoint | undefined } | { readonly kind: 'address'; readonly addressCode: string };

/**
 * The place that the caller means. It comes from visitors' profiles and from what they type, so one that nobody knows is no
 * mistake of the caller's: nothing is near it.
 */
export function locationOf({ point, postalCode, addressCode }: Contract.LocationInput): Location {
  if (point) return { kind: 'point', point: isOnEarth(point) ? point : undefined };
  if (postalCode != null) return { kind: 'point', point: positionOfPostalCode(postalCode) };
  return { kind: 'address', addressCode: addressCode ?? '' };
}

function isOnEarth({ latitude, longitude }: GeoPoint): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}
