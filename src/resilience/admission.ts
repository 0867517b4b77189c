/** A page can be asked again, or be built without the part; a checkout was filled in by a person. */
export type OperationKind = 'page' | 'checkout';

export interface AdmissionLimits {
  /** The event loop is so late that pages are refused. */
  readonly pagesAtMs: number;
  /** The event loop is so late that checkouts are refused too; never before pages are. */
  readonly checkoutsAtMs: number;
  /** From this number of operations in progress on pages are refused; checkouts from 1.5 times the number on. */
  readonly mostUnderWay: number;
}

/**
 * Decides whether an operation may begin: past what the process can do in time, everything it took on would come too late.
 * Refused are pages before checkouts, and before any work.
 */
export class Admission {
  private operations = 0;
  /** What was refused so far; unread is what was not even looked at to see which kind it is. */
  readonly shed = { page: 0, checkout: 0, unread: 0 };

  /** @param lateMs how late the event loop is */
  constructor(
    private readonly limits: AdmissionLimits,
    private readonly lateMs: () => number,
  ) {}

  /** How many operations are under way. */
  get underWay(): number {
    return this.operations;
  }

  admits(kind: OperationKind): boolean {
    const { pagesAtMs, checkoutsAtMs, mostUnderWay } = this.limits;
    const lateMs = this.lateMs();
    if (kind === 'page') return lateMs < pagesAtMs && this.operations < mostUnderWay;
    return lateMs < Math.max(pagesAtMs, checkoutsAtMs) && this.operations < mostUnderWay * 1.5;
  }

  /** An operation begins. */
  enter(): void {
    this.operations++;
  }

  /** An operation has ended, or its caller waits for it no longer. */
  leave(): void {
    this.operations--;
  }
}
