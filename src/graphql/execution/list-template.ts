import { Trail } from '../../live/index.js';
import type { Instant } from '../../values/instant.js';
import { type Fragment, TIMES_BEFORE_MADE_AGAIN } from './fragment.js';
import { inOnePiece } from './joined-text.js';
import { type Basis, isSameBasis, type Surroundings } from './surroundings.js';
import type { Hole } from './template.js';

/** The basis of own fields in the surroundings of one of the fields. */
interface Own {
  readonly field: number;
  readonly basis: Basis;
}

/** A hole, and whose fields fill it: those of some basis, or of an object within. */
interface Slot {
  readonly hole: Hole;
  readonly field: number;
  /** The number of its basis; undefined for an object within. */
  readonly own: number | undefined;
}

const NOTHING = {};

/** The text of a whole list of objects, put together of their fragments: good for as long as every one of them. */
export class ListTemplate {
  private times = 0;
  /** Everything that the fragments rest on. */
  private readonly trail = new Trail();

  /**
   * @param parts the texts before, between and behind the holes
   * @param places which slot each hole belongs to: a page has many holes, and few things to say in them
   */
  constructor(
    private readonly parts: readonly string[],
    private readonly places: readonly number[],
    private readonly slots: readonly Slot[],
    private readonly owns: readonly Own[],
    private readonly fragments: readonly Fragment[],
  ) {
    for (const fragment of fragments) fragment.noteIn(this.trail);
  }

  /** Characters of it. */
  get length(): number {
    return this.parts.reduce((sum, { length }) => sum + length, 0);
  }

  /** @param since facts read from then on were read for the request, whose answer says so */
  isGood(now: Instant, since: Instant): boolean {
    if (this.trail.newest >= since || !this.trail.holds(now)) return false;
    if (++this.times % TIMES_BEFORE_MADE_AGAIN !== 0) return true;
    for (const fragment of this.fragments) fragment.makeAgain();
    return false;
  }

  /** Notes that an answer rests on the same facts. */
  noteIn(trail: Trail): void {
    trail.follows(this.trail);
  }

  /** @param surroundings of each field in this answer */
  text(surroundings: readonly Surroundings[]): string {
    const { parts, places } = this;
    const owns = this.owns.map(({ field, basis }) => surroundings[field]?.ownOf(basis) ?? NOTHING);
    const texts = this.slots.map(({ hole, field, own }) =>
      hole.text(own === undefined ? NOTHING : (owns[own] ?? NOTHING), surroundings[field]?.nested ?? []),
    );
    let text = parts[0] ?? '';
    for (let index = 0; index < places.length; index++) text += (texts[places[index] as number] as string) + parts[index + 1];
    return text;
  }
}

/** Puts a list's text together. */
export class ListTemplateMaker {
  private readonly parts: string[] = [];
  private readonly places: number[] = [];
  private readonly slots: Slot[] = [];
  private readonly owns: Own[] = [];
  private readonly fragments: Fragment[] = [];
  private text = '';

  add(text: string): void {
    this.text += text;
  }

  /** @param field the number of the field among those with surroundings */
  addFragment(fragment: Fragment, field: number): void {
    this.fragments.push(fragment);
    for (const part of fragment.template.parts) {
      if (typeof part === 'string') {
        this.text += part;
        continue;
      }
      this.parts.push(inOnePiece(this.text));
      this.text = '';
      this.places.push(this.slotOf(part, field, fragment.basis));
    }
  }

  make(): ListTemplate {
    const parts = [...this.parts, inOnePiece(this.text)];
    return new ListTemplate(parts, this.places, this.slots, this.owns, this.fragments);
  }

  private slotOf(hole: Hole, field: number, basis: Basis): number {
    const own = hole.isNested ? undefined : this.ownOf(field, basis);
    const known = this.slots.findIndex((slot) => slot.hole === hole && slot.field === field && slot.own === own);
    return known >= 0 ? known : this.slots.push({ hole, field, own }) - 1;
  }

  private ownOf(field: number, basis: Basis): number {
    const known = this.owns.findIndex((own) => own.field === field && isSameBasis(own.basis, basis));
    return known >= 0 ? known : this.owns.push({ field, basis }) - 1;
  }
}
