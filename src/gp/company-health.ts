import type { ErpConnections, ErpHealth, ErpProblem } from '../resilience/index.js';
import type { CheckAtStart } from './check/check-at-start.js';

/** How the company is: the way to it and its answers, and what was found when it was looked at after the start. */
export class CompanyHealth implements ErpHealth {
  constructor(
    private readonly inner: ErpHealth,
    private readonly check: CheckAtStart,
  ) {}

  get isExternal(): boolean {
    return this.inner.isExternal;
  }

  problems(): readonly ErpProblem[] {
    return [...this.inner.problems(), ...this.check.problems()];
  }

  connections(): readonly ErpConnections[] {
    return this.inner.connections();
  }

  isolation(): string | undefined {
    return this.inner.isolation();
  }
}
