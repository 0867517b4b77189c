import { characterName } from '../values/blank.js';
import { Exact } from '../values/exact.js';

/** Line breaks of every system, and the tab: GP's windows show them as bars, and its fields of one line have none. */
const LINE_BREAK = /\r\n|\r|\n/g;
const BREAKS = /[^\S\r\n\t]*[\r\n\t]+[^\S\r\n\t]*/g;

/** A text as GP gets it: accents in one piece with their letters, as its code page has them. */
export function keptText(text: string): string {
  return text.normalize('NFC');
}

/** A text for a field of one line. */
export function oneLine(text: string): string {
  return keptText(text).replaceAll(BREAKS, ' ').trim();
}

/** A text for a field of several lines, with line feeds between them. */
export function severalLines(text: string): string {
  return keptText(text).replaceAll(LINE_BREAK, '\n').trim();
}

/** The fields of an order's input that have several lines, by their names, wherever they stand. */
const SEVERAL_LINES: ReadonlySet<string> = new Set(['comment', 'value']);
/** No text: what the caller compares with. */
const AS_IT_IS: ReadonlySet<string> = new Set(['idempotencyKey']);

/** An order's or a cart's input with every text as it is kept. */
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

/** Not of Latin-1 without control characters but line breaks and tabs, and not of what Windows-1252 has in their place. */
const NOT_WINDOWS_1252 = /[^\t\n\r\u0020-\u007E\u00A0-\u00FF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/u;

/** The first character of a text that GP's code page does not have, as "U+200B"; undefined where it has all of them. */
export function notKept(text: string): string | undefined {
  const [character] = NOT_WINDOWS_1252.exec(keptText(text)) ?? [];
  return character === undefined ? undefined : characterName(character);
}
