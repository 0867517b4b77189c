/** Tells which shipping methods GP has. */
export abstract class ShippingMethodSource {
  /**
   * All of them, in GP's own writing: a company has a handful.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract shippingMethods(signal: AbortSignal): Promise<readonly string[]>;
}
