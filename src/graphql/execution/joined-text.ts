/** Gathers an answer's text, piece by piece in its order. Some pieces may still be waited for. */
export class JoinedText {
  private readonly pieces: (string | Promise<string>)[] = [];
  private waits = false;

  add(piece: string): void {
    this.pieces.push(piece);
  }

  /** Holds the place of what is still waited for. */
  later(piece: Promise<string>): void {
    // Where a later piece throws, nobody waits for this one any more.
    piece.catch(() => undefined);
    this.pieces.push(piece);
    this.waits = true;
  }

  /** All of it, at once where nothing is waited for. */
  end(): string | Promise<string> {
    return this.waits ? Promise.all(this.pieces).then((pieces) => pieces.join('')) : this.pieces.join('');
  }
}
