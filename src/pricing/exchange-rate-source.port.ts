import type { ExchangeRate, ExchangeRateKey } from './exchange-rate.js';

export abstract class ExchangeRateSource {
  /**
   * Rates by the key objects that were passed in. Absent where the ERP has no rate that holds on the day, or where it cannot
   * be told which one it would take.
   * @throws {ErpUnavailable}
   */
  abstract rates(keys: readonly ExchangeRateKey[], signal: AbortSignal): Promise<ReadonlyMap<ExchangeRateKey, ExchangeRate>>;
}
