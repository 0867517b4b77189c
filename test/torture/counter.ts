/** A count that can be waited for. */
export class Counter {
  private now = 0;
  private waiting: { readonly count: number; readonly proceed: () => void }[] = [];

  get count(): number {
    return this.now;
  }

  add(): void {
    this.raiseTo(this.now + 1);
  }

  raiseTo(count: number): void {
    this.now = Math.max(this.now, count);
    const reached = this.waiting.filter((each) => each.count <= this.now);
    this.waiting = this.waiting.filter((each) => each.count > this.now);
    for (const { proceed } of reached) proceed();
  }

  reaches(count: number): Promise<void> {
    return new Promise((proceed) => {
      if (count <= this.now) proceed();
      else this.waiting.push({ count, proceed });
    });
  }
}
