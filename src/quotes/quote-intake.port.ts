import type { SalesOrder } from '../ordering/index.js';
import type { HandOverResult } from '../submissions/index.js';

/**
 * Hands requests for quotes to GP, as documents of type 1. Every call may be repeated. An uncertain outcome is thrown, and the
 * call is tried again.
 */
export abstract class QuoteIntake {
  /** Reserves a document number, which GP gives to no other quote. An unused number leaves a gap. @throws {ErpUnavailable} */
  abstract reserveNumber(signal: AbortSignal): Promise<string>;

  /**
   * Whether GP has this request under the number, with the same customer and reference. Sales staff may have changed its
   * prices already. @throws {ErpUnavailable} GP gave no answer
   */
  abstract has(number: string, request: SalesOrder, signal: AbortSignal): Promise<boolean>;

  /**
   * Writes the whole request under the number, or nothing of it.
   * @throws {ErpUnavailable} it is not certain whether GP has it: call `has` before the next attempt
   */
  abstract submit(number: string, request: SalesOrder, signal: AbortSignal): Promise<HandOverResult>;
}
