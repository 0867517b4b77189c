import type { Guard, OperationState } from './guard.js';

/** All guards there are, for metrics and for the end of the process. */
export class Guards {
  constructor(private readonly all: readonly Guard[]) {}

  /** How each kind of call fares. No kind passes more than one guard. */
  operations(): OperationState[] {
    return this.all.flatMap((guard) => guard.operations());
  }

  close(): void {
    for (const guard of this.all) guard.close();
  }
}
