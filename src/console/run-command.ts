import { StartRefused, StoreUnavailable } from '../faults/index.js';
import { helpReply } from './help.js';
import type { Reply } from './local-line.js';
import { print, printRefusal, watchOutput } from './terminal.js';
import { WrongUsage } from './wrong-usage.js';

/** Runs the command of this process, and prints its reply, or why it was refused. */
export async function runCommand(
  help: readonly string[],
  run: (words: readonly string[]) => Reply | Promise<Reply>,
): Promise<void> {
  const words = process.argv.slice(2);
  watchOutput();
  try {
    print(helpReply(words, help) ?? (await run(words)));
  } catch (fault) {
    if (fault instanceof WrongUsage) print(fault.reply);
    else if (fault instanceof StartRefused || fault instanceof StoreUnavailable) printRefusal(fault.message);
    else throw fault;
  }
}
