export { QuoteIntake } from './quote-intake.port.js';
export { quotesCosts } from './quotes.costs.js';
export { QuotesModule } from './quotes.module.js';
