/** The caller sent an invalid value. It becomes the contract's BAD_USER_INPUT. */
export class InvalidInput extends Error {
  readonly code = 'BAD_USER_INPUT';

  /** @param argument the argument's name, with the path inside it, e.g. "near.postalCode" */
  constructor(
    readonly argument: string,
    problem: string,
  ) {
    super(`Argument "${argument}" ${problem}.`);
    this.name = 'InvalidInput';
  }
}
