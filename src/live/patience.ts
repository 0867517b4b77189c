/**
 * How long one request is still willing to wait. A page asks for several kinds of facts one after another; once it has
 * waited in vain for one of them, it waits for no other, so that a hanging ERP costs it one soft timeout and not several.
 */
export class Patience {
  private spent = false;

  private constructor(
    /** Waits for the end of every question, however it ends, and not only for the soft timeout. */
    readonly waitsToTheEnd: boolean,
  ) {}

  /** A page's: waits for one soft timeout. */
  static ofPage(): Patience {
    return new Patience(false);
  }

  /** That of somebody who can do nothing without the answer, such as a sign-in for an account never seen before. */
  static toTheEnd(): Patience {
    return new Patience(true);
  }

  get exhausted(): boolean {
    return this.spent;
  }

  exhaust(): void {
    this.spent = true;
  }
}
