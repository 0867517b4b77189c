import type { Order, OrderNumber } from './order.js';

/** A document that is not finished, by the order that it belongs to: the order itself, or one that came from it. */
export interface OpenOrderDocument {
  readonly order: OrderNumber;
  /** Another text after any change of the document, of its lines or of its holds. */
  readonly version: string;
}

export interface OpenOrderDocuments {
  readonly documents: readonly OpenOrderDocument[];
  /** Where the next page begins; null after the last one. */
  readonly next: string | null;
}

/** Orders as the background asks for them: no page waits for the answers. */
export abstract class OpenOrderSource {
  /**
   * A page of all documents in GP's work tables that belong to orders. An order of which there is none is finished.
   * @param from `next` of the page before; null for the first
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract openDocuments(from: string | null, limit: number, signal: AbortSignal): Promise<OpenOrderDocuments>;

  /** As OrderSource.orders. @throws {ErpUnavailable} no answer before `signal` fired */
  abstract orders(numbers: readonly OrderNumber[], signal: AbortSignal): Promise<ReadonlyMap<OrderNumber, Order>>;
}
