import { sql } from 'kysely';
import type { GatewayDatabase } from '../database/index.js';
import { stored } from '../faults/index.js';
import { QUOTE_ORDER, QUOTE_REQUEST } from '../ordering/index.js';
import type { Instant } from '../values/instant.js';
import { asQuoteNumber, type QuoteNumber } from './quote.js';
import type { AnswerKind } from './quote-notes.js';

/** What a buyer did with a quote, as the sales staff see it. */
export interface QuoteEvent {
  readonly at: Instant;
  readonly accountNumber: string;
  /** Null for a request that is not in GP yet. */
  readonly quoteNumber: QuoteNumber | null;
  readonly what: 'REQUESTED' | 'ORDERED' | AnswerKind;
  /** The storefront's reference, or what the buyer wrote. */
  readonly text: string;
  /** Who answered; null for requests and orders. */
  readonly userEmail: string | null;
}

/** What buyers asked for and answered, from the gateway's own database. What the staff do with it, they do in GP. */
export class QuoteDesk {
  constructor(private readonly database: GatewayDatabase) {}

  /** The last `limit` requests, answers and orders, in their order. @throws {StoreUnavailable} */
  list(limit: number): Promise<readonly QuoteEvent[]> {
    return this.events(null, limit);
  }

  /** The last `limit` of them about one quote. @throws {StoreUnavailable} */
  of(number: string, limit: number): Promise<readonly QuoteEvent[]> {
    return this.events(asQuoteNumber(number), limit);
  }

  private async events(number: QuoteNumber | null, limit: number): Promise<readonly QuoteEvent[]> {
    const [answers, submissions] = await stored('quotes.desk', () =>
      Promise.all([
        this.database
          .selectFrom('quote_answer')
          .$if(number !== null, (query) => query.where('quote_number', '=', number ?? ''))
          .orderBy('sequence', 'desc')
          .limit(limit)
          .selectAll()
          .execute(),
        this.database
          .selectFrom('submission')
          .where('kind', 'in', [QUOTE_REQUEST, QUOTE_ORDER])
          .$if(number !== null, (query) =>
            query.where(
              sql<boolean>`(kind = ${QUOTE_REQUEST} and document_number = ${number} or document -> 'quote' ->> 'number' = ${number})`,
            ),
          )
          .orderBy('sequence', 'desc')
          .limit(limit)
          .selectAll()
          .execute(),
      ]),
    );
    const events: QuoteEvent[] = [
      ...answers.map((row) => ({
        at: row.answered_at.getTime(),
        accountNumber: row.account_number,
        quoteNumber: asQuoteNumber(row.quote_number),
        what: row.answer,
        text: row.comment,
        userEmail: row.user_email,
      })),
      ...submissions.map((row): QuoteEvent => {
        const document = row.document as { readonly quote?: { readonly number: string }; readonly comment: string | null };
        const ofRequest = row.document_number === null ? null : asQuoteNumber(row.document_number);
        return {
          at: row.received_at.getTime(),
          accountNumber: row.owner,
          quoteNumber: document.quote ? asQuoteNumber(document.quote.number) : ofRequest,
          what: row.kind === QUOTE_REQUEST ? 'REQUESTED' : 'ORDERED',
          text: [row.reference, row.kind === QUOTE_REQUEST ? document.comment : null].filter(Boolean).join(': '),
          userEmail: null,
        };
      }),
    ];
    return events.toSorted((one, other) => one.at - other.at).slice(-limit);
  }
}
