/** The gateway's own database gave no answer. */
export class StoreUnavailable extends Error {
  readonly code = 'STORE_UNAVAILABLE';

  constructor(
    readonly operation: string,
    options: { cause: unknown },
  ) {
    super(`The gateway's database did not complete ${operation}`, options);
    this.name = 'StoreUnavailable';
  }
}
