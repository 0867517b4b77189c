import { createRequire } from 'node:module';
import type zipcodes from 'zipcodes';
import type { GeoPoint } from '../values/geo-point.js';

const require = createRequire(import.meta.url);
/** Five megabytes. A command of the console, and a start with wrong settings, read none of them. */
const codes = (): typeof zipcodes => require('zipcodes');

const US_ZIP = /^(\d{5})(-?\d{4})?$/;
/** The first three characters of a Canadian postal code name its delivery area. */
const CANADIAN = /^([A-Z]\d[A-Z]) ?(\d[A-Z]\d)?$/;

/** In characters. No postal code is longer, blanks around it included, and a longer text would take time to match. */
const LONGEST = 50;

/** Reads the postal codes, so that the first look-up need not. */
export function readPostalCodes(): void {
  codes();
}

/** The middle of the area of a US ZIP or a Canadian postal code; undefined for any other text. */
export function positionOfPostalCode(text: string): GeoPoint | undefined {
  const area = areaOf(text);
  const found = area === undefined ? undefined : codes().lookup(area);
  return found ? { latitude: Number(found.latitude), longitude: Number(found.longitude) } : undefined;
}

function areaOf(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const code = text.trim().toUpperCase();
  return US_ZIP.exec(code)?.[1] ?? CANADIAN.exec(code)?.[1];
}
