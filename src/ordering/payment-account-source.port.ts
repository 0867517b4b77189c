/** The names in GP's setup under which payments are recorded, as GP writes them. */
export interface PaymentAccounts {
  /** Credit cards. */
  readonly cards: readonly string[];
  /** Checkbooks that are active: GP takes a deposit into no other (212, 9528). */
  readonly checkbooks: readonly string[];
}

/** Tells under which names GP records payments. */
export abstract class PaymentAccountSource {
  /**
   * All of them: a company has a handful.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract paymentAccounts(signal: AbortSignal): Promise<PaymentAccounts>;
}
