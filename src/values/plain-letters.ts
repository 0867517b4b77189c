/**
 * A typed text with its compatibility characters as plain letters, by Unicode's NFKC: full-width letters and digits,
 * ligatures, circled numbers. Letters of GP's code page, such as "½" and "²", stay as GP has them. To search with, never to
 * keep.
 */
export function withPlainLetters(text: string): string {
  return text.replaceAll(OUTSIDE_GP, (character) => character.normalize('NFKC'));
}

/** What Windows-1252 does not have; of its characters beyond Latin-1 only these have compatibility forms. */
const OUTSIDE_GP = /[^\0-\u00ff\u02dc\u2026\u2122]/gu;
