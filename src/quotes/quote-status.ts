import type { CalendarDate } from '../values/calendar-date.js';
import type { Quote, QuoteStatus } from './quote.js';
import type { QuoteNotes } from './quote-notes.js';
import { revisionOf } from './revision.js';

export interface StatusFacts {
  readonly today: CalendarDate;
  /** The batch of web requests, which staff have not looked at yet. */
  readonly requestBatch: string;
}

/**
 * Where a quote stands. What happened to it in GP comes first, then what the buyer has answered to these very terms, then
 * whether staff have priced it, and whether its last day has passed.
 */
export function quoteStatus(quote: Quote, notes: QuoteNotes, { today, requestBatch }: StatusFacts): QuoteStatus {
  if (quote.ordered || notes.isBeingOrdered) return 'ORDERED';
  if (quote.isVoided) return 'WITHDRAWN';
  if (notes.answer && notes.answer.revision === revisionOf(quote)) {
    return notes.answer.kind === 'DECLINE' ? 'DECLINED' : 'CHANGE_REQUESTED';
  }
  if (quote.batch.trim().toUpperCase() === requestBatch.trim().toUpperCase()) return 'REQUESTED';
  return quote.expires !== null && quote.expires < today ? 'EXPIRED' : 'OPEN';
}
