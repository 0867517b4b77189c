/**
 * Letters that nobody sees, and that change what is seen: control characters and line breaks, marks of direction (U+202E and the
 * like), other marks without a width, and halves of pairs.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text of somebody else's as a terminal may show it, on one line: what is not seen is written out, such as \n or \u{202e}. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (letter) => SHORT[letter] ?? `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Text that is JSON already, with what JSON leaves as it is written out too; it means the same. */
export function visibleJson(json: string): string {
  // The line break at the end of a line of the log stays.
  return json.replace(UNSEEN, (letter) => (letter === '\n' ? letter : unitsOf(letter)));
}

function unitsOf(letter: string): string {
  return [...Array(letter.length).keys()].map((at) => `\\u${letter.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}
