/** A page can be asked for again, or be rendered without a part. A checkout was filled in by a person. */
export type OperationKind = 'page' | 'checkout';

export interface AdmissionLimits {
  /** If the event loop is late by this much or more, pages are refused. */
  readonly pagesAtMs: number;
  /** If the event loop is late by this much or more, checkouts are refused too. At least `pagesAtMs` counts. */
  readonly checkoutsAtMs: number;
  /** Pages are refused if this many operations are in progress, checkouts if 1.5 times as many are. */
  readonly mostUnderWay: number;
}

/**
 * Decides whether an operation may begin. If the process took on more than it can do in time, all answers would come too late.
 * Pages are refused before checkouts, and before any work is done for them.
 */
export class Admission {
  private operations = 0;
  /** The number of refused operations by kind. `unread` ones were refused before their kind was known. */
  readonly shed = { page: 0, checkout: 0, unread: 0 };

  /** @param lateMs how late the event loop is */
  constructor(
    private readonly limits: AdmissionLimits,
    private readonly lateMs: () => number,
  ) {}

  /** The number of operations in progress. */
  get underWay(): number {
    return this.operations;
  }

  admits(kind: OperationKind): boolean {
    const { pagesAtMs, checkoutsAtMs, mostUnderWay } = this.limits;
    const lateMs = this.lateMs();
    if (kind === 'page') return lateMs < pagesAtMs && this.operations < mostUnderWay;
    return lateMs < Math.max(pagesAtMs, checkoutsAtMs) && this.operations < mostUnderWay * 1.5;
  }

  /** To be called when an operation begins. */
  enter(): void {
    this.operations++;
  }

  /** To be called when an operation has ended, or its caller does not wait any more. */
  leave(): void {
    this.operations--;
  }
}
