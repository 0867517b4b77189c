import type { Variant } from '../../contract/index.js';
import { allOf, andThen } from '../../values/maybe-promise.js';
import type { RenderedTexts } from './rendered-texts.js';
import { TextSink } from './text-sink.js';

/** Up to this length, a text is written character by character: a call of Buffer's takes longer. */
const SHORT = 24;
/** UTF-8 takes at most so many bytes for a UTF-16 code unit. */
const MOST_BYTES_A_UNIT = 3;

/**
 * Joins the pieces of a whole answer as bytes. Rendered texts are copied without being made strings. Only one answer is written
 * at a time, since all are written to the same memory; what is there when an answer has to wait is taken out of it.
 */
export class AnswerBody extends TextSink {
  private readonly memory: Buffer;
  private position: number;
  /** What is no longer in the memory; undefined if that is nothing. */
  private taken: (Buffer | Promise<string>)[] | undefined;

  constructor(private readonly texts: RenderedTexts) {
    super();
    this.memory = texts.memory;
    this.position = texts.answersFrom;
  }

  override addRendered(texts: RenderedTexts, at: number, variant: Variant | undefined): void {
    this.write();
    if (this.position + texts.longest > texts.answersTo) this.takeOut();
    this.position = texts.copy(at, variant, this.position);
  }

  protected override addLater(piece: Promise<string>): void {
    this.write();
    this.takeOut().push(piece);
  }

  /** The bytes of the whole answer, in memory of their own; a promise only if one of the pieces is one. */
  body(): Buffer | Promise<Buffer> {
    this.write();
    if (!this.taken) return this.copied();
    return andThen(allOf<Buffer | string>(this.takeOut()), (pieces) =>
      Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece))),
    );
  }

  /** Writes the pieces that were added as strings. */
  private write(): void {
    const text = this.take();
    const { length } = text;
    if (length === 0) return;
    const { memory } = this;
    const { answersTo } = this.texts;
    if (this.position + length * MOST_BYTES_A_UNIT > answersTo) this.takeOut();
    if (this.position + length * MOST_BYTES_A_UNIT > answersTo) this.takeOut().push(Buffer.from(text));
    else if (length > SHORT || !this.writeAscii(text)) this.position += memory.write(text, this.position);
  }

  /** @returns whether there are no other characters than those of ASCII */
  private writeAscii(text: string): boolean {
    const { memory, position } = this;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code > 0x7f) return false;
      memory[position + index] = code;
    }
    this.position += text.length;
    return true;
  }

  private takeOut(): (Buffer | Promise<string>)[] {
    this.taken ??= [];
    if (this.position > this.texts.answersFrom) this.taken.push(this.copied());
    this.position = this.texts.answersFrom;
    return this.taken;
  }

  private copied(): Buffer {
    const { answersFrom } = this.texts;
    const body = Buffer.allocUnsafe(this.position - answersFrom);
    this.memory.copy(body, 0, answersFrom, this.position);
    return body;
  }
}
