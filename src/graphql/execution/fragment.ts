import type { RememberedFact, Trail } from '../../live/index.js';
import type { Instant } from '../../values/instant.js';
import type { Basis } from './surroundings.js';
import type { Template } from './template.js';

/** Once in so many times what is remembered is made again, so that the facts it rests on count as used and are not forgotten. */
export const TIMES_BEFORE_MADE_AGAIN = 64;

/** The text of a field of one object, good for as long as the facts that it rests on. */
export class Fragment {
  private times = 0;
  private readonly freshUntil: Instant;
  private readonly newest: Instant;
  // Most rest on one fact or two, which are looked at on every page: a list of them would have to be fetched first.
  private readonly first: RememberedFact<unknown> | undefined;
  private readonly second: RememberedFact<unknown> | undefined;
  private readonly others: readonly RememberedFact<unknown>[] | undefined;

  /** @param basis what the own fields of the value follow from */
  constructor(
    readonly template: Template,
    readonly basis: Basis,
    trail: Trail,
  ) {
    const { facts, freshUntil, newest } = trail;
    this.freshUntil = freshUntil;
    this.newest = newest;
    [this.first, this.second] = facts;
    this.others = facts.length > 2 ? facts.slice(2) : undefined;
  }

  /** @param since facts read from then on were read for the request, whose answer says so */
  isGood(now: Instant, since: Instant): boolean {
    return (
      now < this.freshUntil &&
      this.newest < since &&
      ++this.times % TIMES_BEFORE_MADE_AGAIN !== 0 &&
      !this.first?.outdated &&
      !this.second?.outdated &&
      !this.others?.some((fact) => fact.outdated)
    );
  }

  /** Has it made again when it is looked at next. */
  makeAgain(): void {
    this.times = -1;
  }

  /** Notes that an answer rests on the same facts. */
  noteIn(trail: Trail): void {
    for (const fact of [this.first, this.second, ...(this.others ?? [])]) if (fact) trail.rests(fact, this.freshUntil);
  }
}
