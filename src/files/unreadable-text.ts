/** A file cannot be read as what it should be. The message is one line for people: the line of the file, and nothing that stands in it. */
export class UnreadableText extends Error {
  readonly code = 'UNREADABLE_TEXT';

  constructor(message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'UnreadableText';
  }
}
