import { Injectable } from '@nestjs/common';
import { AccountService, type Company, CompanyCalendar, currencyOf } from '../account/index.js';
import { QuotesSettings } from '../config/index.js';
import { StoreUnavailable } from '../faults/index.js';
import {
  type Freshness,
  freshnessOf,
  type Live,
  type LiveReader,
  LiveReaders,
  type RequestBudget,
  SoftTimeouts,
  type Unknown,
} from '../live/index.js';
import { UNKNOWN_CURRENCY } from '../ordering/index.js';
import type { AccountNumber } from '../values/identifiers.js';
import { LATE, within } from '../values/within.js';
import type { OrderedAs, Quote, QuoteNumber, QuoteStatus } from './quote.js';
import { quotePagePolicy, quotePolicy, quoteSuccessorPolicy } from './quote.policy.js';
import type { QuoteFilter } from './quote-list.js';
import type { QuoteNotes } from './quote-notes.js';
import { QuoteNotesService } from './quote-notes.service.js';
import { quoteOfRequest } from './quote-of-request.js';
import { type QuotePage, type QuotePageAsk, type QuotePosition, QuoteSource } from './quote-source.port.js';
import { quoteStatus } from './quote-status.js';
import { type QuoteView, quoteOf } from './quote-view.js';

/** How soon to ask again where the gateway's own database gives no answer. */
const RETRY_SECONDS = 5;
const NO_STORE: Unknown = { known: false, retryAfterSeconds: RETRY_SECONDS };
/** How long a page waits for it, where it hangs. */
const STORE_WAIT = { softTimeoutMs: 400 };

/** A filter by status looks through at least so many quotes at once. */
const LEAST_LOOKED_THROUGH = 50;

/** Pages of GP that are looked through for one page here: a filter that few pass must not walk through all quotes of an account. */
const MOST_PAGES = 4;

/** Statuses of quotes that are in GP's work tables: those in its history were ordered, or voided. */
const ONLY_IN_WORK: ReadonlySet<QuoteStatus> = new Set(['REQUESTED', 'OPEN', 'EXPIRED', 'DECLINED', 'CHANGE_REQUESTED']);

/** A quote, with what the gateway itself knows of it. */
export interface KnownQuote {
  readonly quote: Quote;
  readonly notes: QuoteNotes;
  readonly status: QuoteStatus;
}

export interface QuotePageView {
  readonly quotes: readonly QuoteView[];
  readonly hasNextPage: boolean;
  /** Where the next page begins; null where it begins after the last quote of this one. */
  readonly lookedUntil: QuotePosition | null;
}

/** A quote as seen by some accounts. Each set of accounts has its own entry in memory, so that none reveals another's quote. */
interface QuoteKey {
  readonly number: QuoteNumber;
  readonly accountNumbers: readonly AccountNumber[];
}

interface SuccessorKey {
  readonly accountNumber: AccountNumber;
  readonly number: QuoteNumber;
}

/** Quotes in GP, with the buyers' answers. */
@Injectable()
export class QuoteService {
  private readonly single: LiveReader<QuoteKey, Quote>;
  private readonly pages: LiveReader<QuotePageAsk, QuotePage>;
  private readonly successors: LiveReader<SuccessorKey, OrderedAs>;

  constructor(
    live: LiveReaders,
    source: QuoteSource,
    private readonly notes: QuoteNotesService,
    private readonly accounts: AccountService,
    private readonly settings: QuotesSettings,
    private readonly calendar: CompanyCalendar,
    private readonly softTimeouts: SoftTimeouts,
  ) {
    this.single = live.reader(
      quotePolicy,
      ({ number, accountNumbers }) => JSON.stringify([number, ...accountNumbers.toSorted()]),
      async (keys, signal) => {
        const quotes = await source.quotes([...new Set(keys.map(({ number }) => number))], signal);
        return new Map(
          keys.flatMap((key) => {
            const quote = quotes.get(key.number);
            return quote && key.accountNumbers.includes(quote.accountNumber) ? [[key, quote]] : [];
          }),
        );
      },
    );
    this.pages = live.reader(quotePagePolicy, pageText, async (asks, signal) => {
      return new Map(await Promise.all(asks.map(async (ask) => [ask, await source.page(ask, signal)] as const)));
    });
    this.successors = live.reader(
      quoteSuccessorPolicy,
      ({ accountNumber, number }) => JSON.stringify([accountNumber, number]),
      async (keys, signal) => {
        const found = new Map<SuccessorKey, OrderedAs>();
        for (const account of new Set(keys.map(({ accountNumber }) => accountNumber))) {
          const own = keys.filter(({ accountNumber }) => accountNumber === account);
          const orders = await source.successors(
            account,
            own.map(({ number }) => number),
            signal,
          );
          for (const key of own) {
            const orderNumber = orders.get(key.number);
            if (orderNumber !== undefined) found.set(key, { orderNumber });
          }
        }
        return found;
      },
    );
  }

  /** A quote was written to GP: the next look at a list of quotes sees it. */
  listsChanged(): void {
    this.pages.change();
  }

  /** A quote of one of the accounts; null where none of them has a quote of this number. */
  async quote(
    accountNumbers: readonly AccountNumber[],
    number: QuoteNumber,
    budget: RequestBudget,
  ): Promise<Live<QuoteView | null>> {
    const [live, company] = await Promise.all([this.known(accountNumbers, number, budget), this.accounts.company(budget)]);
    if (!live.known || live.value === null) return live as Live<null>;
    if (!company.known) return company;
    return { ...live, value: this.viewOf(live.value, company.value, live) };
  }

  /** The same with its status, for those who act on it. */
  async known(
    accountNumbers: readonly AccountNumber[],
    number: QuoteNumber,
    budget: RequestBudget,
  ): Promise<Live<KnownQuote | null>> {
    const live = await this.single.read({ number, accountNumbers }, budget);
    if (!live.known) return live;
    try {
      const [fact] = live.value ? [live] : await this.deleted(accountNumbers, [number], budget);
      if (!fact) return live as Live<null>;
      if (!fact.known || fact.value === null) return fact as Live<null>;
      const notes = await this.inTime(budget, this.notes.of(fact.value.accountNumber, [number], fact.asOf));
      return { ...fact, value: this.withStatus(fact.value, notes(number)) };
    } catch (fault) {
      if (fault instanceof StoreUnavailable) return NO_STORE;
      throw fault;
    }
  }

  /** One page of an account's quotes, the latest first. */
  async page(
    accountNumber: AccountNumber,
    filter: QuoteFilter,
    first: number,
    after: QuotePosition | null,
    budget: RequestBudget,
  ): Promise<Live<QuotePageView>> {
    const company = await this.accounts.company(budget);
    if (!company.known) return company;
    try {
      return await this.pageIn(company.value, accountNumber, filter, first, after, budget);
    } catch (fault) {
      if (fault instanceof StoreUnavailable) return NO_STORE;
      throw fault;
    }
  }

  private async pageIn(
    company: Company,
    accountNumber: AccountNumber,
    { statuses, from, to }: QuoteFilter,
    first: number,
    after: QuotePosition | null,
    budget: RequestBudget,
  ): Promise<Live<QuotePageView>> {
    const isInWork = statuses.length > 0 && statuses.every((status) => ONLY_IN_WORK.has(status));
    const size = statuses.length === 0 ? first : Math.max(first, LEAST_LOOKED_THROUGH);
    const found: QuoteView[] = [];
    const ages: Freshness[] = [];
    let last = after;
    let hasMore = true;
    while (hasMore && found.length <= first && ages.length < MOST_PAGES) {
      const live = await this.pages.read({ accountNumber, from, to, isInWork, first: size, after: last }, budget);
      if (!live.known) return live;
      ages.push(live);
      const { quotes = [], hasNextPage = false } = live.value ?? {};
      const end = quotes.at(-1);
      hasMore = hasNextPage && end !== undefined;
      const range = { from, to, after: last, until: hasMore && end ? end : null };
      const gone = isInWork ? [] : await this.deletedIn(accountNumber, range, quotes, budget);
      const numbers = [...quotes, ...gone].map(({ number }) => number);
      const notes = await this.inTime(budget, this.notes.of(accountNumber, numbers, live.asOf));
      const known = [...quotes, ...gone].toSorted(byPlace).map((quote) => this.withStatus(quote, notes(quote.number)));
      found.push(
        ...known
          .filter(({ status }) => statuses.length === 0 || statuses.includes(status))
          .map((quote) => this.viewOf(quote, company, live)),
      );
      if (end) last = { date: end.date, number: end.number };
    }
    const { asOf, source } = freshnessOf(ages as [Freshness, ...Freshness[]]);
    const isFull = found.length > first;
    const value = {
      quotes: found.slice(0, first),
      hasNextPage: isFull || hasMore,
      lookedUntil: isFull || !hasMore ? null : last,
    };
    return { known: true, value, asOf, source };
  }

  /** Quotes that were asked for within the range of a page and that GP no longer has. */
  private async deletedIn(
    accountNumber: AccountNumber,
    { from, to, after, until }: QuoteRange,
    beside: readonly Quote[],
    budget: RequestBudget,
  ): Promise<readonly Quote[]> {
    const requested = await this.inTime(budget, this.notes.requestedPlaces(accountNumber));
    const missing = requested.filter((place) => {
      const { date, number } = place;
      const isInRange = (after === null || byPlace(place, after) > 0) && (until === null || byPlace(place, until) < 0);
      const isInDays = (from === null || date >= from) && (to === null || date <= to);
      return isInRange && isInDays && !beside.some((quote) => quote.number === number);
    });
    const present = await Promise.all(
      missing.map(({ number }) => this.single.read({ number, accountNumbers: [accountNumber] }, budget)),
    );
    const deleted = missing.filter((_, index) => present[index]?.known === true && present[index].value === null);
    const facts = await this.deleted(
      [accountNumber],
      deleted.map(({ number }) => number),
      budget,
    );
    return facts.flatMap((live) => (live.known && live.value ? [live.value] : []));
  }

  /** Quotes that were asked for by one of the accounts and that GP no longer has. */
  private async deleted(
    accountNumbers: readonly AccountNumber[],
    numbers: readonly QuoteNumber[],
    budget: RequestBudget,
  ): Promise<readonly Live<Quote>[]> {
    if (numbers.length === 0) return [];
    const requested = await this.inTime(budget, this.notes.requested(accountNumbers, numbers));
    return Promise.all(
      requested.map(async ({ number, document }) => {
        if (!('accountNumber' in document.customer)) throw new Error('A request for a quote has no account.');
        const live = await this.successors.read({ accountNumber: document.customer.accountNumber, number }, budget);
        return live.known ? { ...live, value: quoteOfRequest(number, document, live.value) } : live;
      }),
    );
  }

  /** @throws {StoreUnavailable} also where a page has waited for STORE_WAIT */
  private async inTime<T>(budget: RequestBudget, notes: Promise<T>): Promise<T> {
    if (budget.waitsToTheEnd) return notes;
    const limitMs = this.softTimeouts.of(STORE_WAIT);
    const answer = await within(limitMs, notes);
    if (answer === LATE) throw new StoreUnavailable('quotes.notes', { cause: new Error(`No answer within ${limitMs} ms`) });
    return answer;
  }

  private withStatus(quote: Quote, notes: QuoteNotes): KnownQuote {
    const today = this.calendar.today();
    return { quote, notes, status: quoteStatus(quote, notes, { today, requestBatch: this.settings.batchId }) };
  }

  private viewOf({ quote, status, notes }: KnownQuote, company: Company, freshness: Freshness): QuoteView {
    return quoteOf(quote, status, notes, currencyOf(company, quote.currency) ?? UNKNOWN_CURRENCY, freshness);
  }
}

interface QuoteRange {
  readonly from: Quote['date'] | null;
  readonly to: Quote['date'] | null;
  readonly after: QuotePosition | null;
  /** The last quote of the page; null where no page follows. */
  readonly until: QuotePosition | null;
}

/** The latest first. */
function byPlace(one: QuotePosition, other: QuotePosition): number {
  if (one.date !== other.date) return one.date > other.date ? -1 : 1;
  return one.number === other.number ? 0 : one.number > other.number ? -1 : 1;
}

function pageText({ accountNumber, from, to, isInWork, first, after }: QuotePageAsk): string {
  return JSON.stringify([accountNumber, from, to, isInWork, first, after?.date, after?.number]);
}
