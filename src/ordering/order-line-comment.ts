import type { NamedText } from './sales-order.js';

/** What stands in the comment of a line in GP: what its buyer wrote, and below a line of dashes what they chose. */
export interface LineComment {
  readonly comment: string | null;
  readonly attributes: readonly NamedText[];
}

export const SEPARATOR = '---';
export const LINE_BREAK = /\r\n|\r|\n/;
const ATTRIBUTE = /^((?:[^\\:]|\\.)+): ?(.*)$/;

/** The text that {@link readLineComment} understands, and that a person in the warehouse can read; blank for nothing. */
export function writeLineComment({ comment, attributes }: LineComment): string {
  const lines = (comment ?? '').trim().split(LINE_BREAK);
  const text = lines.join('\n');
  // A buyer's own line of dashes is told from ours by ours being the last.
  if (attributes.length === 0 && !lines.some(isSeparator)) return text;
  const choices = attributes.map(({ name, value }) => `${escaped(name).replaceAll(':', '\\:')}: ${escaped(value)}`);
  return [...(text === '' ? [] : [text]), SEPARATOR, ...choices].join('\n');
}

/** Takes the comment of a line apart. What GP's staff wrote in another form is a comment as it stands. */
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

/** Each attribute has one line. */
function escaped(text: string): string {
  return text.trim().replaceAll('\\', '\\\\').split(LINE_BREAK).join('\\n');
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));
}
