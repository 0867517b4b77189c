/** A file is not text or JSON as it should be. The message is one line for people: it names the line and quotes nothing of it. */
export class UnreadableText extends Error {
  readonly code = 'UNREADABLE_TEXT';

  constructor(message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'UnreadableText';
  }
}
