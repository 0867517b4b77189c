import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { GatewayDatabase } from '../database/index.js';
import { EventLog, newEvent } from '../events/index.js';
import { stored } from '../faults/index.js';
import { QUOTE_REQUEST, type SalesOrder } from '../ordering/index.js';
import { type ClaimKey, SubmissionsService } from '../submissions/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';
import type { QuoteNumber } from './quote.js';
import { quoteAnswered, quoteKeyOf } from './quote-events.js';
import { type AnswerKind, NO_NOTES, type QuoteNotes } from './quote-notes.js';
import type { QuotePosition } from './quote-source.port.js';

/** The kind of claims on quotes. An order from a quote claims all of it, as 1. */
const QUOTE = 'quote';

export function quoteKey(number: QuoteNumber): ClaimKey {
  return { kind: QUOTE, key: number };
}

export interface NewAnswer {
  readonly kind: AnswerKind;
  readonly revision: string;
  readonly comment: string;
  readonly userEmail: string;
  readonly at: Instant;
}

/** What the gateway's own database knows of quotes: requests, answers and orders on their way. */
@Injectable()
export class QuoteNotesService {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly submissions: SubmissionsService,
    private readonly events: EventLog,
  ) {}

  /**
   * The notes of an account's quotes, by number.
   * @param since when GP was asked for the quotes: orders that it has shown since are not told
   * @throws {StoreUnavailable}
   */
  async of(
    accountNumber: AccountNumber,
    numbers: readonly QuoteNumber[],
    since: Instant,
  ): Promise<(number: QuoteNumber) => QuoteNotes> {
    if (numbers.length === 0) return () => NO_NOTES;
    const [requests, answers, claims] = await Promise.all([
      this.submissions.inGp<SalesOrder>(QUOTE_REQUEST, [accountNumber], numbers),
      stored('quotes.answers', () =>
        this.database
          .selectFrom('quote_answer')
          .where('account_number', '=', accountNumber)
          .where('quote_number', 'in', numbers)
          .orderBy('sequence')
          .selectAll()
          .execute(),
      ),
      this.submissions.standingClaims(QUOTE, numbers, since),
    ]);
    return (number) => {
      const request = requests.find(({ documentNumber }) => documentNumber === number);
      const own = answers.filter((row) => row.quote_number === number);
      const last = own.at(-1);
      return {
        request: request ? { document: request.document, receivedAt: request.receivedAt } : null,
        answer: last ? { kind: last.answer, revision: last.revision } : null,
        messages: own
          .filter(({ comment }) => comment !== '')
          .map((row) => ({ at: row.answered_at.getTime(), text: row.comment })),
        isBeingOrdered: claims.some(({ key }) => key === number),
      };
    };
  }

  /** The places of the account's requests that reached GP. @throws {StoreUnavailable} */
  async requestedPlaces(accountNumber: AccountNumber): Promise<readonly QuotePosition[]> {
    const rows = await stored('quotes.requestedPlaces', () =>
      this.database
        .selectFrom('submission')
        .where('owner', '=', accountNumber)
        .where('kind', '=', QUOTE_REQUEST)
        .where('status', '=', 'PUSHED')
        .select(['document_number as number', sql<CalendarDate>`document ->> 'date'`.as('date')])
        .execute(),
    );
    return rows.flatMap(({ number, date }) => (number === null ? [] : [{ number: number as QuoteNumber, date }]));
  }

  /** The requests of these numbers that reached GP. @throws {StoreUnavailable} */
  async requested(
    accountNumbers: readonly AccountNumber[],
    numbers: readonly QuoteNumber[],
  ): Promise<readonly { readonly number: QuoteNumber; readonly document: SalesOrder }[]> {
    const found = await this.submissions.inGp<SalesOrder>(QUOTE_REQUEST, accountNumbers, numbers);
    return found.flatMap(({ documentNumber, document }) =>
      documentNumber === null ? [] : [{ number: documentNumber as QuoteNumber, document }],
    );
  }

  /**
   * Keeps an answer, unless it says the same of the same terms as the last one, or an order of the quote was accepted after
   * `since`, when GP was asked for the quote. Answers to one quote and orders of it are decided one after the other.
   * @throws {StoreUnavailable}
   */
  async answer(
    accountNumber: AccountNumber,
    number: QuoteNumber,
    answer: NewAnswer,
    since: Instant,
  ): Promise<'kept' | 'repeated' | 'ordered'> {
    const { kind, revision, comment, userEmail, at } = answer;
    return stored('quotes.answer', () =>
      this.database.transaction().execute(async (transaction) => {
        if ((await this.submissions.lockedClaims(quoteKey(number), since, transaction)).length > 0) return 'ordered';
        const last = await transaction
          .selectFrom('quote_answer')
          .where('account_number', '=', accountNumber)
          .where('quote_number', '=', number)
          .orderBy('sequence', 'desc')
          .select(['answer', 'revision', 'comment'])
          .limit(1)
          .executeTakeFirst();
        if (last?.answer === kind && last.revision === revision && (last.comment === comment || comment === '')) {
          return 'repeated';
        }
        await transaction
          .insertInto('quote_answer')
          .values({
            account_number: accountNumber,
            quote_number: number,
            answer: kind,
            revision,
            comment,
            user_email: userEmail,
            answered_at: new Date(at),
          })
          .execute();
        const key = await quoteKeyOf(transaction, number);
        await this.events.record(transaction, newEvent(quoteAnswered, key, accountNumber, { quoteNumber: number, answer: kind }));
        return 'kept';
      }),
    );
  }
}
