import { styleText } from 'node:util';
import { reasonOf } from '../faults/index.js';
import { visibleText } from '../values/visible-text.js';
import type { Reply } from './local-line.js';

/** Letters that take two columns of a terminal. Marks take none, as they are drawn on the letter before them. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const MARK = /[\p{Mn}\p{Me}]/u;

/** Has the process end with an error where what it prints cannot be written. */
export function watchOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    // A process may run one command after the other.
    stream.off('error', tellLost).on('error', tellLost);
  }
}

function tellLost(fault: NodeJS.ErrnoException): void {
  // Whoever reads from a pipe may have enough, as "head" does.
  if (fault.code === 'EPIPE' || process.listeners('exit').includes(endWithError)) return;
  // At the end, since the command may still say how it ended.
  process.once('exit', endWithError);
  console.error(`What the command has to say cannot be written: ${reasonOf(fault)}.`);
}

function endWithError(): void {
  process.exitCode ||= 1;
}

/** Prints a reply, each of its lines on one line of the terminal; on standard error where the command was refused. */
export function print({ lines, exitCode }: Reply): void {
  for (const line of lines) (exitCode === 0 ? console.log : console.error)(visibleText(line));
  process.exitCode = exitCode;
}

/** Prints a notice about a successful command on standard error, so that it does not mix with the command's result. */
export function printNotice(line: string): void {
  console.error(visibleText(line));
}

/** Prints why a command or a start was refused; the message may have several lines. */
export function printRefusal(message: string): void {
  for (const line of message.split('\n')) console.error(visibleText(line));
  process.exitCode = 1;
}

/** In colour where standard output is a terminal that shows colours, and NO_COLOR is not set. */
export function coloured(colour: 'green' | 'cyan' | 'yellow' | 'red' | 'dim', text: string): string {
  return styleText(colour, text, { stream: process.stdout });
}

/** The rows as lines with aligned columns. */
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
