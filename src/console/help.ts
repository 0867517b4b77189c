import type { Reply } from './local-line.js';

/** The commands that there are, where the words ask for help (`help`, `--help`, `-h`); undefined where they do not. */
export function helpReply(words: readonly string[], help: readonly string[]): Reply | undefined {
  const asks = words[0] === 'help' || words.includes('--help') || words.includes('-h');
  return asks ? { lines: help, exitCode: 0 } : undefined;
}
