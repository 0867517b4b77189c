import { Fault } from '../faults/index.js';

/** A file is not text or JSON as it should be. The message is one line for people: it names the line and quotes nothing of it. */
export class UnreadableText extends Fault {
  static readonly code = 'UNREADABLE_TEXT';
  readonly code = UnreadableText.code;
}
