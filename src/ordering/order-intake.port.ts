import type { HandOverResult } from '../submissions/index.js';
import type { SalesOrder } from './sales-order.js';

/** What GP made of an order. A refusal has eConnect's code and words: a person has to decide. */
export type Handover = HandOverResult;

/** Hands orders over to GP. Every call may be repeated; whatever is not certain is thrown, and tried again. */
export abstract class OrderIntake {
  /** Takes a document number for one order, which is never given to another. One that is not used leaves a gap. @throws {ErpUnavailable} */
  abstract reserveNumber(signal: AbortSignal): Promise<string>;

  /**
   * Whether GP has this very order under the number: same customer, total and reference.
   * @throws {ErpUnavailable} GP gave no answer
   */
  abstract has(number: string, order: SalesOrder, signal: AbortSignal): Promise<boolean>;

  /**
   * Writes the order under the number, all of it or nothing.
   * @throws {ErpUnavailable} it is not certain whether GP has it: look before the next try
   */
  abstract submit(number: string, order: SalesOrder, signal: AbortSignal): Promise<Handover>;
}
