export { type OpenQuote, OpenQuoteSource, type OpenQuotes } from './open-quote-source.port.js';
export {
  asQuoteNumber,
  type OrderedAs,
  type Quote,
  type QuoteLine,
  type QuoteNumber,
  type QuoteStatus,
  type QuoteTax,
} from './quote.js';
export { QuoteService } from './quote.service.js';
export { quoteAcceptance } from './quote-changes.job.js';
export { QuoteDesk, type QuoteEvent } from './quote-desk.js';
export {
  quoteAnswered,
  quoteEvents,
  quoteOpened,
  quoteOrdered,
  quoteRejected,
  quoteRequested,
  quoteSubmissionEvents,
} from './quote-events.js';
export { QuoteIntake } from './quote-intake.port.js';
export {
  CommittedQuoteSource,
  type QuotePage,
  type QuotePageAsk,
  type QuotePosition,
  QuoteSource,
} from './quote-source.port.js';
export type { QuoteView } from './quote-view.js';
export { quotesCosts } from './quotes.costs.js';
export { QuotesModule } from './quotes.module.js';
