import { Fault } from './fault.js';

/** The caller sent an invalid value. It becomes the contract's BAD_USER_INPUT. */
export class InvalidInput extends Fault {
  static readonly code = 'BAD_USER_INPUT';
  readonly code = InvalidInput.code;

  /** @param argument the argument's name, with the path inside it, e.g. "near.postalCode" */
  constructor(
    readonly argument: string,
    problem: string,
  ) {
    super(`Argument "${argument}" ${problem}.`);
  }
}
