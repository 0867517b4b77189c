import { type Contract } from '../contract/index.js';
import type { GeoPoint } from '../values/geo-point.js';
import { positionOfPostalCode } from './postal-codes.js';

/** A place from which distances are measured. */
export type Location =
  /** `point` is undefined for an unknown postal code and for coordinates outside the earth's. */
  { readonly kind: 'point'; readonly point: GeoPoint | undefined } | { readonly kind: 'address'; readonly addressCode: string };

/**
 * The place in the caller's input. It comes from visitors' profiles and typing, so an unknown place is not an error of the
 * caller: no distance from it is known.
 */
export function locationOf({ point, postalCode, addressCode }: Contract.LocationInput): Location {
  if (point) return { kind: 'point', point: isOnEarth(point) ? point : undefined };
  if (postalCode != null) return { kind: 'point', point: positionOfPostalCode(postalCode) };
  return { kind: 'address', addressCode: addressCode ?? '' };
}

function isOnEarth({ latitude, longitude }: GeoPoint): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}
