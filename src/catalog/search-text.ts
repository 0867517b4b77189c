/**
 * A text with its accents taken off, for the search: people type "glacee" for "glacée", and keyboards write one "é" in two
 * ways. Letters without a plain form, such as "ø", stay.
 */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .normalize('NFC');
}

/** What a name is ordered by: neither case nor accents count. The database compares it by its characters' codes. */
export function sortName(name: string): string {
  return withoutAccents(name.toLowerCase());
}

/**
 * The letters and the numbers of a text, each run of them by itself: "6204-2RS" is 6204, 2 and rs. People write blanks,
 * hyphens and slashes for each other, and leave them out.
 */
export function piecesOf(text: string): string[] {
  return withoutAccents(text.toLowerCase()).match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
}

/** The words of a text, of letters and numbers written together: "6204-2RS" is 6204 and 2rs. */
export function wordsOf(text: string): string[] {
  return withoutAccents(text.toLowerCase()).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/**
 * By what a SKU is found: its pieces, and before them what begins at each of them, written together. "BRG-6204-2RS" is found
 * by "6204", and by the beginnings of "brg62042rs", "62042rs" and "2rs". The first is the whole SKU.
 */
export function skuPieces(sku: string): string[] {
  const pieces = piecesOf(sku);
  return [...new Set([...pieces.map((_, index) => pieces.slice(index).join('')), ...pieces])];
}
