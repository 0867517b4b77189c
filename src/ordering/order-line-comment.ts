import type { NamedText } from './sales-order.js';

/** The comment of a line in GP: the buyer's text, and below a line of dashes the buyer's choices. */
export interface LineComment {
  readonly comment: string | null;
  readonly attributes: readonly NamedText[];
}

export const SEPARATOR = '---';
export const LINE_BREAK = /\r\n|\r|\n/;
const ATTRIBUTE = /^((?:[^\\:]|\\.)+): ?(.*)$/;

/** A text that {@link readLineComment} parses and that warehouse staff can read; blank for an empty comment. */
export function writeLineComment({ comment, attributes }: LineComment): string {
  const text = (comment ?? '').trim().split(LINE_BREAK).join('\n');
  // The last line of dashes is the separator, so that a buyer's text may contain lines of dashes too. A text that is read as a
  // comment alone needs none below it, and no room for it.
  if (attributes.length === 0 && readLineComment(text).comment === (text || null)) return text;
  const choices = attributes.map(({ name, value }) => `${escaped(name).replaceAll(':', '\\:')}: ${escaped(value)}`);
  return [...(text === '' ? [] : [text]), SEPARATOR, ...choices].join('\n');
}

/** Parses the comment of a line. A text of GP's staff in another form is one comment without choices. */
export function readLineComment(text: string): LineComment {
  const lines = text.trim().split(LINE_BREAK);
  const separator = lines.findLastIndex(isSeparator);
  const attributes = separator < 0 ? [] : lines.slice(separator + 1).map(attributeOf);
  if (separator < 0 || attributes.includes(undefined)) return { comment: commentOf(lines), attributes: [] };
  return {
    comment: commentOf(lines.slice(0, separator)),
    attributes: attributes.filter((attribute) => attribute !== undefined),
  };
}

export function isSeparator(line: string): boolean {
  return line.trimEnd() === SEPARATOR;
}

function attributeOf(line: string): NamedText | undefined {
  const [, name, value] = ATTRIBUTE.exec(line) ?? [];
  return name === undefined || value === undefined ? undefined : { name: unescaped(name), value: unescaped(value.trimEnd()) };
}

function commentOf(lines: readonly string[]): string | null {
  return lines.join('\n').trim() || null;
}

/** Escaped, so that each attribute takes one line. */
function escaped(text: string): string {
  return text.trim().replaceAll('\\', '\\\\').split(LINE_BREAK).join('\\n');
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));
}
