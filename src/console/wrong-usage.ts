import type { Reply } from './local-line.js';

/** The words of a command cannot be read. The reply says which, and what was expected. */
export class WrongUsage extends Error {
  constructor(readonly reply: Reply) {
    super(reply.lines.join('\n'));
  }
}

/** The reply of a command, or the one to words of it that cannot be read. */
export async function replyOf(run: () => Promise<Reply>): Promise<Reply> {
  try {
    return await run();
  } catch (fault) {
    if (fault instanceof WrongUsage) return fault.reply;
    throw fault;
  }
}
