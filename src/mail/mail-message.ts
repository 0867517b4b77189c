import type { Instant } from '../values/instant.js';
import type { Rendered } from './templates/mail-templates.js';

/** A message to one person, in its words. */
export interface MailMessage extends Rendered {
  /** Names the message for people: in a file's name, never in the mail. */
  readonly name: string;
  /** With its angle brackets. The same whenever the message is made again, so that mail systems can tell a repetition. */
  readonly messageId: string;
  /** What all messages about one order, quote or invoice refer to, so that mail programs show them together. */
  readonly threadId: string;
  readonly to: string;
  /** Of what it tells. */
  readonly time: Instant;
}
