/** What GP knows of one tax detail. */
export interface TaxDetail {
  /** The tax schedules that it is in. GP takes the taxes of an order under one of them only. */
  readonly schedules: readonly string[];
}

/** Tells which tax details GP has. */
export abstract class TaxDetailSource {
  /**
   * Details that GP does not have are absent.
   * @param details as GP is sent them: in capitals
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract taxDetails(details: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, TaxDetail>>;
}
