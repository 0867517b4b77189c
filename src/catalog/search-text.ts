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
