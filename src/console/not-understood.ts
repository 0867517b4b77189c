import type { Reply } from './local-line.js';

/**
 * The reply to a command with a word that it does not understand: names the word, then tells the commands that there are.
 * @param expected what the word should be, such as "a date such as 2026-12-24"
 */
export function notUnderstood(word: string, help: readonly string[], expected?: string): Reply {
  const instead = expected === undefined ? '' : `: expected ${expected}`;
  return { lines: [`"${word}" is not understood${instead}.`, ...help], exitCode: 1 };
}

/** The reply where no command is given: the commands that there are. */
export function nothingAsked(help: readonly string[]): Reply {
  return { lines: help, exitCode: 1 };
}

/** The reply to a command without a word that it needs: says which, then tells the commands that there are. */
export function incomplete(command: string, missing: string, help: readonly string[]): Reply {
  return { lines: [`${command}: expected ${missing}.`, ...help], exitCode: 1 };
}
