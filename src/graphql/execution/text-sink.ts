import type { Variant } from '../../contract/index.js';
import type { RenderedTexts } from './rendered-texts.js';

/** Takes the pieces of a text in their order. Some pieces may be promises. */
export abstract class TextSink {
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
    // If a later piece throws, the text is never ended, and this rejection would be unhandled.
    piece.catch(() => undefined);
    this.addLater(piece);
  }

  protected abstract addLater(piece: Promise<string>): void;

  /** Takes the strings that were added since the last call. */
  protected take(): string {
    const { text } = this;
    this.text = '';
    return text;
  }
}
