import { createHash } from 'node:crypto';

/** A whole number from `least` to `most`, always the same for one text, so that a page looks the same each time it is edited. */
export function sampleNumber(text: string, least: number, most: number): number {
  return least + (createHash('sha256').update(text).digest().readUInt32BE() % (most - least + 1));
}
