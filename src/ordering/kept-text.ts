import { characterName } from '../values/blank.js';
import { Exact } from '../values/exact.js';

/** Unicode's mandatory line breaks, including U+2028 and U+2029. */
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;
/** Line breaks and tabs. GP's windows show them as bars, and its fields of one line have none. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/;

/** A text in the form that GP gets: letters composed with their accents, as in its code page. */
export function keptText(text: string): string {
  return text.normalize('NFC');
}

/** A text for a field of one line. Line breaks, with the blanks around them, become one blank. */
export function oneLine(text: string): string {
  const parts = keptText(text)
    .split(BREAKS)
    .map((part) => part.trim());
  return parts.filter((part) => part !== '').join(' ');
}

/** A text for a field of several lines, with a line feed between lines. */
export function severalLines(text: string): string {
  return keptText(text).replaceAll(LINE_BREAK, '\n').trim();
}

/** The names of the input fields that may have several lines, at any place in the input. */
const SEVERAL_LINES: ReadonlySet<string> = new Set(['comment', 'value']);
/** Fields that are kept unchanged, since the caller compares them. */
const AS_IT_IS: ReadonlySet<string> = new Set(['idempotencyKey']);

/** An order's or a cart's input with every text in the form in which it is kept. */
export function keptTexts<Input>(input: Input, name?: string): Input;
export function keptTexts(value: unknown, name = ''): unknown {
  if (typeof value === 'string') {
    if (AS_IT_IS.has(name)) return value;
    return SEVERAL_LINES.has(name) ? severalLines(value) : oneLine(value);
  }
  if (Array.isArray(value)) return value.map((each) => keptTexts(each, name));
  if (typeof value !== 'object' || value === null || value instanceof Exact) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, keptTexts(each, key)]));
}

/** A character outside Windows-1252, or a control character other than a line break or tab. */
const NOT_WINDOWS_1252 = /[^\t\n\r\u0020-\u007E\u00A0-\u00FF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/u;

/** The first character of a text that is not in GP's code page, such as "U+200B"; undefined where all are. */
export function notKept(text: string): string | undefined {
  const [character] = NOT_WINDOWS_1252.exec(keptText(text)) ?? [];
  return character === undefined ? undefined : characterName(character);
}
