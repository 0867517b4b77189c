/**
 * Invisible characters that change how a text looks: control characters, line breaks, marks of direction (such as U+202E),
 * other marks without a width, and lone surrogates.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text from outside, made safe for a terminal: one line, with invisible characters written out, such as \n or \u{202e}. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (letter) => SHORT[letter] ?? `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Serialized JSON with the invisible characters that JSON allows written as escapes. It parses to the same value. */
export function visibleJson(json: string): string {
  // The line break at the end of a line of the log stays.
  return json.replace(UNSEEN, (letter) => (letter === '\n' ? letter : unitsOf(letter)));
}

function unitsOf(letter: string): string {
  return [...Array(letter.length).keys()].map((at) => `\\u${letter.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}
