import { ErpUnavailable } from '../../src/faults/index.js';
import type { HandOver, HandOverResult, Submission } from '../../src/submissions/index.js';

type Numbered = Submission<Note> & { readonly documentNumber: string };

export interface Note {
  readonly text: string;
}

/** What is wrong with GP, for the documents of one owner or of all. */
export type Trouble =
  | 'away'
  /** The answer of `submit` is lost, and so is the document. */
  | 'failsBeforeWriting'
  /** The answer is lost, and the document is there. */
  | 'failsAfterWriting'
  | 'hangs'
  | 'refuses';

/** GP in memory: documents by number, and all that can go wrong on the way to it. */
export class MemoryGp implements HandOver<Note> {
  readonly kind = 'note';
  /** By number, in the order of their arrival. */
  readonly documents = new Map<string, Numbered>();
  readonly troubles = new Map<string, Trouble>();
  /** Called with every `submit`, before anything is written. */
  onSubmit: (submission: Numbered) => void | Promise<void> = () => undefined;
  submits = 0;
  /** The documents of which it was told that they may have been written, with what was there at that moment. */
  readonly told: { readonly id: string; readonly wasThere: boolean }[] = [];
  /** Whether documents can still be taken back. */
  takesBack = true;
  /** Makes the document that is handed over of the accepted one. */
  prepares: (note: Note) => Note | null = () => null;
  private last = 0;

  async prepare({ document }: Submission<Note>): Promise<Note | null> {
    return this.prepares(document);
  }

  async reserveNumber({ owner }: Submission<Note>, signal: AbortSignal): Promise<string> {
    await this.reach(owner, signal);
    this.last += 1;
    return `N${this.last}`;
  }

  async has({ owner, id, documentNumber }: Numbered, signal: AbortSignal): Promise<boolean> {
    await this.reach(owner, signal);
    return this.documents.get(documentNumber)?.id === id;
  }

  async submit(submission: Numbered, signal: AbortSignal): Promise<HandOverResult> {
    const { owner, documentNumber } = submission;
    this.submits += 1;
    await this.onSubmit(submission);
    await this.reach(owner, signal);
    const trouble = this.troubleOf(owner);
    if (trouble === 'refuses') return { kind: 'refused', code: 2079, message: 'The item does not exist.' };
    if (trouble === 'failsBeforeWriting') throw new ErpUnavailable('test.submit', { cause: new Error('reset') });
    if (this.documents.has(documentNumber)) return { kind: 'refused', code: 2221, message: 'Duplicate document number.' };
    this.documents.set(documentNumber, submission);
    if (trouble === 'failsAfterWriting') throw new ErpUnavailable('test.submit', { cause: new Error('reset') });
    return { kind: 'accepted' };
  }

  written({ id }: Submission<Note>): void {
    this.told.push({ id, wasThere: [...this.documents.values()].some((document) => document.id === id) });
  }

  async takeBack({ owner, documentNumber }: Numbered, signal: AbortSignal): Promise<boolean> {
    await this.reach(owner, signal);
    return this.takesBack && this.documents.delete(documentNumber);
  }

  /** What arrived of an owner's, in its order. */
  textsOf(owner: string): string[] {
    return [...this.documents.values()].filter((each) => each.owner === owner).map(({ document }) => document.text);
  }

  private async reach(owner: string, signal: AbortSignal): Promise<void> {
    const trouble = this.troubleOf(owner);
    if (trouble === 'away') throw new ErpUnavailable('test', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) });
    if (trouble === 'hangs') await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  }

  private troubleOf(owner: string): Trouble | undefined {
    return this.troubles.get(owner) ?? this.troubles.get('*');
  }
}
