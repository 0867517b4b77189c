import zipcodes from 'zipcodes';
import type { GeoPoint } from '../values/geo-point.js';

const US_ZIP = /^(\d{5})(-?\d{4})?$/;
/** The first three characters of a Canadian postal code name its delivery area. */
const CANADIAN = /^([A-Z]\d[A-Z]) ?(\d[A-Z]\d)?$/;

/** Whether a text is written like a US ZIP or a Canadian postal code. */
export function isPostalCode(text: string): boolean {
  return areaOf(text) !== undefined;
}

/** The middle of a postal code's area; undefined where the code is not known. */
export function positionOfPostalCode(text: string): GeoPoint | undefined {
  const area = areaOf(text);
  const found = area === undefined ? undefined : zipcodes.lookup(area);
  return found ? { latitude: Number(found.latitude), longitude: Number(found.longitude) } : undefined;
}

function areaOf(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  return US_ZIP.exec(code)?.[1] ?? CANADIAN.exec(code)?.[1];
}
