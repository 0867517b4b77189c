import type { HandOverResult } from '../submissions/index.js';
import type { SalesOrder } from './sales-order.js';

/** GP's answer to an order. A refusal has eConnect's code and text, and an operator has to decide. */
export type Handover = HandOverResult;

/** Hands orders to GP. Every call may be repeated. An uncertain outcome is thrown, and the call is tried again. */
export abstract class OrderIntake {
  /** Reserves a document number, which GP gives to no other order. An unused number leaves a gap. @throws {ErpUnavailable} */
  abstract reserveNumber(signal: AbortSignal): Promise<string>;

  /**
   * Whether GP has exactly this order under the number, with the same customer, total and reference.
   * @throws {ErpUnavailable} GP gave no answer
   */
  abstract has(number: string, order: SalesOrder, signal: AbortSignal): Promise<boolean>;

  /**
   * Writes the whole order under the number, or nothing of it.
   * @throws {ErpUnavailable} it is not certain whether GP has it: call `has` before the next attempt
   */
  abstract submit(number: string, order: SalesOrder, signal: AbortSignal): Promise<Handover>;
}
