import { Fault } from './fault.js';

/** GP gave no answer, or an answer that makes no sense. */
export class ErpUnavailable extends Fault {
  static readonly code = 'ERP_UNAVAILABLE';
  readonly code = ErpUnavailable.code;

  /**
   * @param operation the name of the call, e.g. "gp.stock.levels"; it holds no personal data
   * @param options.cause the driver's or the guard's error; it goes to the log and nowhere else
   */
  constructor(
    readonly operation: string,
    options: { cause: unknown },
  ) {
    super(`Dynamics GP did not complete ${operation}`, options);
  }
}
