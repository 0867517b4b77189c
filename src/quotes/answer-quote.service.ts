import { Injectable, Logger } from '@nestjs/common';
import { AccountService } from '../account/index.js';
import { StoreUnavailable } from '../faults/index.js';
import { type Live, RequestBudget } from '../live/index.js';
import { type OrderProblem, problem, type ReadInput } from '../ordering/index.js';
import { Clock } from '../values/clock.js';
import type { Viewer } from '../values/viewer.js';
import { QuoteService } from './quote.service.js';
import { QuoteNotesService } from './quote-notes.service.js';
import type { QuoteView } from './quote-view.js';
import type { QuoteAnswer } from './read-quote-input.js';
import { revisionOf } from './revision.js';

export type AnsweredQuote =
  | { readonly kind: 'answered'; readonly quote: Live<QuoteView | null> }
  | { readonly kind: 'refused'; readonly problems: readonly OrderProblem[] };

const NUMBER = ['quoteNumber'];
const AWAY = problem('TEMPORARILY_UNAVAILABLE', 'Quotes cannot be answered at the moment. Try again.');
const NOT_PERMITTED = problem('NOT_PERMITTED', 'You may not answer quotes for this account.');
const UNKNOWN = problem('UNKNOWN_QUOTE', 'The account has no such quote.', NUMBER);
const ORDERED = problem('QUOTE_ALREADY_ORDERED', 'The quote has been ordered.', NUMBER);

/**
 * Keeps what buyers answer to quotes, for the sales staff. An answer counts for the terms that the quote has: once staff change
 * them, the quote is open again.
 */
@Injectable()
export class AnswerQuoteService {
  private readonly log = new Logger('quotes');

  constructor(
    private readonly quotes: QuoteService,
    private readonly notes: QuoteNotesService,
    private readonly accounts: AccountService,
    private readonly clock: Clock,
  ) {}

  async answer(viewer: Viewer, read: ReadInput<QuoteAnswer>): Promise<AnsweredQuote> {
    try {
      return await this.answerOnce(viewer, read);
    } catch (cause) {
      if (cause instanceof StoreUnavailable) return refused(AWAY);
      throw cause;
    }
  }

  private async answerOnce(viewer: Viewer, { request, problems }: ReadInput<QuoteAnswer>): Promise<AnsweredQuote> {
    if (viewer.kind !== 'signedIn') return refused(NOT_PERMITTED);
    const budget = RequestBudget.ofCheckout(this.clock.now());
    const { quoteNumber: number, kind, comment } = request;
    const accounts = [viewer.accountNumber];
    const [permissions, live] = await Promise.all([
      this.accounts.permissions(viewer, budget),
      number === '' ? null : this.quotes.known(accounts, number, budget),
    ]);
    if (!permissions.allowed.requestQuotes.allowed) return refused(...problems, NOT_PERMITTED);
    if (live && !live.known) return refused(...problems, AWAY);
    const known = live?.value;
    if (!known) return refused(...problems, UNKNOWN);
    if (known.status === 'ORDERED') return refused(...problems, ORDERED);
    if (problems.length > 0) return refused(...problems);

    const answer = { kind, revision: revisionOf(known.quote), comment, userEmail: viewer.user.email, at: this.clock.now() };
    const outcome = await this.notes.answer(viewer.accountNumber, number, answer, budget.since);
    if (outcome === 'ordered') return refused(ORDERED);
    // For the sales staff. What the buyer wrote is in "npm run quotes -- show", and not in the log.
    if (outcome === 'kept')
      this.log.log({ operation: 'quotes.answer', quote: number, account: viewer.accountNumber, answer: kind });
    return { kind: 'answered', quote: await this.quotes.quote(accounts, number, budget) };
  }
}

function refused(...problems: readonly OrderProblem[]): AnsweredQuote {
  return { kind: 'refused', problems };
}
