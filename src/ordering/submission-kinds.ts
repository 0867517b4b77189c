/** The kinds of submissions that the contract's OrderSubmission shows. */
export const ORDER = 'order';
/** An order from a quote, at its prices. */
export const QUOTE_ORDER = 'quote-order';
/** A request for a quote. */
export const QUOTE_REQUEST = 'quote-request';

const SHOWN: ReadonlySet<string> = new Set([ORDER, QUOTE_ORDER, QUOTE_REQUEST]);

export function isOrder(kind: string): boolean {
  return kind === ORDER || kind === QUOTE_ORDER;
}

export function isShownAsOrderSubmission(kind: string): boolean {
  return SHOWN.has(kind);
}
