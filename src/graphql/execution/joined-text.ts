/** Gathers an answer's text, piece by piece in its order. Some pieces may still be waited for. */
export class JoinedText {
  /** What came before, where something of it is waited for. */
  private before: (string | Promise<string>)[] | undefined;
  private text = '';

  add(piece: string): void {
    this.text += piece;
  }

  /** Holds the place of what is still waited for. */
  later(piece: Promise<string>): void {
    // Where a later piece throws, nobody waits for this one any more.
    piece.catch(() => undefined);
    this.before ??= [];
    this.before.push(this.take(), piece);
  }

  /** What there is since the last piece that is waited for, which begins anew. */
  protected take(): string {
    const { text } = this;
    this.text = '';
    return text;
  }

  /** All of it, at once where nothing is waited for. */
  end(): string | Promise<string> {
    if (!this.before) return this.text;
    const { text } = this;
    return Promise.all(this.before).then((pieces) => pieces.join('') + text);
  }
}

/** A text that was added up piece by piece is kept as its pieces, and gathered again wherever it is used. This one is not. */
export function inOnePiece(text: string): string {
  return Buffer.from(text).toString();
}
