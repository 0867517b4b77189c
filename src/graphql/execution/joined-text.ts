import type { Variant } from '../../contract/index.js';
import type { RenderedTexts } from './rendered-texts.js';

/** Joins the pieces of a text in their order. Some pieces may be promises. */
export class JoinedText {
  /** The pieces up to the last promise; undefined if there is no promise. */
  private before: (string | Promise<string>)[] | undefined;
  private text = '';

  add(piece: string): void {
    this.text += piece;
  }

  /** Adds a rendered text. @param at its address. @param variant fills in its placeholders; undefined if it has none */
  addRendered(texts: RenderedTexts, at: number, variant: Variant | undefined): void {
    this.add(texts.textAt(at, variant));
  }

  /** Adds a piece that is not there yet. */
  later(piece: Promise<string>): void {
    // If a later piece throws, `end` is never called, and this rejection would be unhandled.
    piece.catch(() => undefined);
    this.before ??= [];
    this.before.push(this.take(), piece);
  }

  /** Takes the text that was added since the last call. */
  protected take(): string {
    const { text } = this;
    this.text = '';
    return text;
  }

  /** The whole text; a promise only if one of the pieces is one. */
  end(): string | Promise<string> {
    if (!this.before) return this.text;
    const { text } = this;
    return Promise.all(this.before).then((pieces) => pieces.join('') + text);
  }
}
