import type { MaybePromise } from '../../values/maybe-promise.js';

/** Puts texts together in their order, some of which may still be waited for. */
export class JoinedText {
  private text: string;
  private waitedFor: MaybePromise<string>[] | undefined;

  constructor(start: string) {
    this.text = start;
  }

  add(piece: MaybePromise<string>): void {
    if (typeof piece === 'string') {
      this.text += piece;
      return;
    }
    // Where a later piece throws, nobody waits for this one any more.
    piece.catch(() => undefined);
    this.waitedFor ??= [];
    this.waitedFor.push(this.text, piece);
    this.text = '';
  }

  end(end: string): MaybePromise<string> {
    this.text += end;
    if (!this.waitedFor) return this.text;
    this.waitedFor.push(this.text);
    return Promise.all(this.waitedFor).then((pieces) => pieces.join(''));
  }
}
