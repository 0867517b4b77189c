import { Fault } from './fault.js';

/** The gateway's own database gave no answer. */
export class StoreUnavailable extends Fault {
  static readonly code = 'STORE_UNAVAILABLE';
  readonly code = StoreUnavailable.code;

  constructor(
    readonly operation: string,
    options: { cause: unknown },
  ) {
    super(`The gateway's database did not complete ${operation}`, options);
  }
}
