import type { Reply } from './local-line.js';

/** The words of a command cannot be read. The reply says which, and what was expected. */
export class WrongUsage extends Error {
  constructor(readonly reply: Reply) {
    super(reply.lines.join('\n'));
  }
}
