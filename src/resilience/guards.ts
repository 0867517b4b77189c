import type { Guard, OperationState } from './guard.js';

/** All guards of the process, for metrics and for closing them. */
export class Guards {
  constructor(private readonly all: readonly Guard[]) {}

  /** The state of each operation. No operation is in more than one guard. */
  operations(): OperationState[] {
    return this.all.flatMap((guard) => guard.operations());
  }

  close(): void {
    for (const guard of this.all) guard.close();
  }
}
