import { Injectable } from '@nestjs/common';
import { CompanyCalendar } from '../account/index.js';
import { QuotesSettings } from '../config/index.js';
import {
  appliedOf,
  type NewEvent,
  newEvent,
  ObservedStates,
  type StateChange,
  type Transaction,
  WatchedFamilies,
} from '../events/index.js';
import { acceptancePoint } from '../extensions/index.js';
import { type Applied, type ApplyRequest, type Job, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { parseCalendarDate } from '../values/calendar-date.js';
import { type AccountNumber, asAccountNumber } from '../values/identifiers.js';
import { type OpenQuote, OpenQuoteSource } from './open-quote-source.port.js';
import { asQuoteNumber } from './quote.js';
import { quoteExpired, quoteKeyOf, quoteOpened } from './quote-events.js';

const KIND = 'quote';
const QUOTES_AT_ONCE = 500;

/** What was last seen of a quote in GP's work tables. A quote that leaves them is forgotten. */
interface State {
  readonly account: AccountNumber;
  readonly is: 'requested' | 'open' | 'expired';
  readonly expires: string | null;
}

interface Chunk {
  readonly checkpoint: string;
  readonly isFirst: boolean;
  readonly readAt: Date;
  /** The quotes of a range of numbers, and those of the range that are known and not there any more. */
  readonly quotes: readonly OpenQuote[];
  readonly gone: readonly string[];
}

export const quoteAcceptance = acceptancePoint<OpenQuote>('quotes.changes', 'of which quotes events tell', {
  'a quote': {
    number: asQuoteNumber('QTE1001'),
    accountNumber: asAccountNumber('EXAMPLE'),
    batch: 'QUOTES',
    expires: parseCalendarDate('2026-04-30') ?? null,
  },
});

/** Finds quotes that staff have priced, and those whose last day has passed: reads all quotes in the work tables, which are few. */
@Injectable()
@RunsBySchedule()
export class QuoteChanges implements Job<Chunk> {
  readonly name = 'quotes.changes';
  readonly about = 'finds quotes that staff have priced, or that have expired, for events';
  readonly schedule = { cron: '* * * * *', timeZone: 'UTC', missed: 'once' } as const;

  constructor(
    private readonly source: OpenQuoteSource,
    private readonly states: ObservedStates,
    private readonly watched: WatchedFamilies,
    private readonly quotes: QuotesSettings,
    private readonly calendar: CompanyCalendar,
  ) {}

  async *plan({ watermark, signal }: PlanRequest): AsyncGenerator<Chunk, string | null> {
    if (!this.watched.has('quotes')) return null;
    const isFirst = watermark === null;
    const unseen = new Set<string>();
    for await (const page of this.states.all(KIND)) for (const key of page.keys()) unseen.add(key);
    const began = await this.states.now();
    for (let from: string | null = null, isDone = false; !isDone; isDone = from === null) {
      const readAt = await this.states.now();
      const { quotes, next } = await this.source.openQuotes(from, QUOTES_AT_ONCE, signal);
      for (const { number } of quotes) unseen.delete(number);
      if (quotes.length > 0) yield { checkpoint: next ?? '', isFirst, readAt, quotes, gone: [] };
      from = next;
    }
    if (unseen.size > 0) yield { checkpoint: '', isFirst, readAt: began, quotes: [], gone: [...unseen] };
    return 'watched';
  }

  async apply({ isFirst, readAt, quotes, gone }: Chunk, { isDryRun }: ApplyRequest): Promise<Applied> {
    const today = this.calendar.today();
    const present = new Map(quotes.map((quote): [string, State] => [quote.number, this.stateOf(quote, today)]));
    const keys = [...present.keys(), ...gone];
    const changes = await this.states.observe({
      ...{ kind: KIND, keys, readAt, present, tell: eventsOf, isFirst, isDryRun },
      accepts: { point: quoteAcceptance, records: new Map(quotes.map((quote) => [quote.number, quote])) },
    });
    return appliedOf(keys.length, changes);
  }

  private stateOf({ accountNumber: account, batch, expires }: OpenQuote, today: string): State {
    const isRequested = batch.trim().toUpperCase() === this.quotes.batchId.trim().toUpperCase();
    const hasExpired = expires !== null && expires < today;
    return { account, expires, is: isRequested ? 'requested' : hasExpired ? 'expired' : 'open' };
  }
}

async function eventsOf(changes: readonly StateChange<State>[], transaction: Transaction): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const { key: quoteNumber, before, after } of changes) {
    if (!after || after.is === 'requested' || after.is === before?.is) continue;
    const { account, is, expires } = after;
    const key = await quoteKeyOf(transaction, quoteNumber);
    if (is === 'open') events.push(newEvent(quoteOpened, key, account, { quoteNumber, expiresOn: expires }));
    // One that was expired when it was first seen was never open to the buyer.
    else if (before?.is === 'open') events.push(newEvent(quoteExpired, key, account, { quoteNumber, expiredOn: expires ?? '' }));
  }
  return events;
}
