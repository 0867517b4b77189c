/** GP gave no answer, or none that makes sense. */
export class ErpUnavailable extends Error {
  readonly code = 'ERP_UNAVAILABLE';

  /**
   * @param operation what was asked, e.g. "gp.stock.levels"; holds no data of anybody's
   * @param options.cause what the driver or the guard said; goes to the log and nowhere else
   */
  constructor(
    readonly operation: string,
    options: { cause: unknown },
  ) {
    super(`Dynamics GP did not complete ${operation}`, options);
    this.name = 'ErpUnavailable';
  }
}
