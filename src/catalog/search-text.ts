/**
 * A text without accents, for the search: people type "glacee" for "glacée", and keyboards encode "é" in two ways. Letters
 * without a plain form, such as "ø", stay.
 */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .normalize('NFC');
}

/** The text by which a name is sorted: without case and accents. The database compares it by character codes. */
export function sortName(name: string): string {
  return withoutAccents(name.toLowerCase());
}

/**
 * The runs of letters and of digits in a text: "6204-2RS" gives 6204, 2 and rs. People interchange blanks, hyphens and
 * slashes, and leave them out.
 */
export function piecesOf(text: string): string[] {
  return withoutAccents(text.toLowerCase()).match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
}

/** The words of a text, each of adjacent letters and digits: "6204-2RS" gives 6204 and 2rs. */
export function wordsOf(text: string): string[] {
  return withoutAccents(text.toLowerCase()).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/**
 * The texts by which the search finds a SKU: first the joined rest of the SKU from each of its pieces on, then the pieces.
 * "BRG-6204-2RS" is found by "6204", and by the beginnings of "brg62042rs", "62042rs" and "2rs". The first is the whole SKU.
 */
export function skuPieces(sku: string): string[] {
  const pieces = piecesOf(sku);
  return [...new Set([...pieces.map((_, index) => pieces.slice(index).join('')), ...pieces])];
}
