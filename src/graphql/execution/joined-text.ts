import { TextSink } from './text-sink.js';

/** Joins the pieces of a text as a string. */
export class JoinedText extends TextSink {
  /** The pieces up to the last promise; undefined if there is no promise. */
  private before: (string | Promise<string>)[] | undefined;

  protected override addLater(piece: Promise<string>): void {
    this.before ??= [];
    this.before.push(this.take(), piece);
  }

  /** The whole text; a promise only if one of the pieces is one. */
  end(): string | Promise<string> {
    const text = this.take();
    if (!this.before) return text;
    return Promise.all(this.before).then((pieces) => pieces.join('') + text);
  }
}
