import { visibleText } from '../values/visible-text.js';
import type { Reply } from './local-line.js';

/** Letters that take two columns of a terminal, and marks that take none: they stand on the letter before. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const MARK = /[\p{Mn}\p{Me}]/u;

/** Prints a reply, a line for a line, whatever stands in it: on standard error where the command was refused. */
export function print({ lines, exitCode }: Reply): void {
  for (const line of lines) (exitCode === 0 ? console.log : console.error)(visibleText(line));
  process.exitCode = exitCode;
}

/** Prints what somebody should know of a command that is done, beside what it brings. */
export function printNotice(line: string): void {
  console.error(visibleText(line));
}

/** Prints why a command or a start was refused; the message has lines of its own. */
export function printRefusal(message: string): void {
  for (const line of message.split('\n')) console.error(visibleText(line));
  process.exitCode = 1;
}

/** Rows with their columns one under the other. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const shown = rows.map((cells) => cells.map(visibleText));
  const widths = (shown[0] ?? []).map((_, column) => Math.max(...shown.map((cells) => widthOf(cells[column] ?? ''))));
  return shown.map((cells) =>
    cells
      .map((text, column) => text + ' '.repeat((widths[column] ?? 0) - widthOf(text)))
      .join('  ')
      .trimEnd(),
  );
}

function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) {
    if (!MARK.test(letter)) width += WIDE.test(letter) ? 2 : 1;
  }
  return width;
}
