import type { Reply } from './local-line.js';

/** Of a command whose words, options or values cannot be read. What fails while a command is done ends with 1. */
const WRONG_USAGE = 2;

/** The reply to words or values that cannot be read. */
export function unreadable(lines: readonly string[]): Reply {
  return { lines, exitCode: WRONG_USAGE };
}

/**
 * The reply to a command with a word that it does not understand: names the word, then tells the commands that there are.
 * @param expected what the word should be, such as "a date such as 2026-12-24"
 */
export function notUnderstood(word: string, help: readonly string[], expected?: string): Reply {
  const instead = expected === undefined ? '' : `: expected ${expected}`;
  return unreadable([`"${word}" is not understood${instead}.`, ...help]);
}

/** The reply to an option that the same command was given before. */
export function givenAgain(option: string, help: readonly string[]): Reply {
  return unreadable([`${option}: expected once.`, ...help]);
}

/** The reply to a command without a word that it needs: says which, then tells the commands that there are. */
export function incomplete(command: string, missing: string, help: readonly string[]): Reply {
  return unreadable([`${command}: expected ${missing}.`, ...help]);
}
