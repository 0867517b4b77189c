import { Injectable } from '@nestjs/common';
import { AccountService, currencyOf } from '../account/index.js';
import { OrderingSettings } from '../config/index.js';
import { StoreUnavailable } from '../faults/index.js';
import { RequestBudget } from '../live/index.js';
import {
  hashOfContent,
  type Orderer,
  type OrderProblem,
  type PlacedOrder,
  PlaceOrderService,
  problem,
  QUOTE_ORDER,
  type ReadInput,
  UNKNOWN_CURRENCY,
} from '../ordering/index.js';
import type { CallIdentity } from '../submissions/index.js';
import { Clock } from '../values/clock.js';
import { decimalString, Exact, ZERO } from '../values/exact.js';
import type { AccountNumber } from '../values/identifiers.js';
import { hasCancelledUnits, orderOfQuote } from './order-of-quote.js';
import type { QuoteStatus } from './quote.js';
import { QuoteService } from './quote.service.js';
import { quoteKey } from './quote-notes.service.js';
import type { QuoteOrderRequest } from './read-quote-input.js';
import { revisionOf } from './revision.js';

const NUMBER = ['quoteNumber'];

const AWAY = problem('TEMPORARILY_UNAVAILABLE', 'Quotes cannot be ordered at the moment. Try again with the same key.');
const NOT_SIGNED_IN = problem('NOT_PERMITTED', 'Quotes are for those who are signed in.');
const UNKNOWN = problem('UNKNOWN_QUOTE', 'The account has no such quote.', NUMBER);
const ORDERED = problem('QUOTE_ALREADY_ORDERED', 'The quote has been ordered.', NUMBER);

const PARTLY_CANCELLED = problem(
  'QUOTE_NOT_READY',
  'The sales staff have cancelled units of the quote, and its amounts still have them: ask the staff for new terms.',
  NUMBER,
);

/** Why a quote of a status cannot be ordered; null where it can. */
const BY_STATUS: Readonly<Record<QuoteStatus, OrderProblem | null>> = {
  REQUESTED: problem('QUOTE_NOT_READY', 'The sales staff have not priced the quote yet.', NUMBER),
  CHANGE_REQUESTED: problem('QUOTE_NOT_READY', 'The sales staff have not answered the request for other terms yet.', NUMBER),
  OPEN: null,
  EXPIRED: problem('QUOTE_EXPIRED', 'The last day of the quote has passed.', NUMBER),
  DECLINED: problem('QUOTE_DECLINED', 'The quote has been turned down.', NUMBER),
  ORDERED,
  WITHDRAWN: UNKNOWN,
};

/**
 * Orders quotes at their quoted prices, each once. Orders of one quote are decided one after the other, and an accepted one
 * claims the quote until GP shows the order. Whether staff have ordered or changed it since is looked at again before it is
 * written.
 */
@Injectable()
export class OrderQuoteService {
  constructor(
    private readonly quotes: QuoteService,
    private readonly placing: PlaceOrderService,
    private readonly accounts: AccountService,
    private readonly settings: OrderingSettings,
    private readonly clock: Clock,
  ) {}

  async order(orderer: Orderer, read: ReadInput<QuoteOrderRequest>): Promise<PlacedOrder> {
    const { viewer } = orderer;
    if (viewer.kind !== 'signedIn') return refused(NOT_SIGNED_IN);
    if (read.problems.some(({ field }) => field?.join('.') === 'idempotencyKey')) return refused(...read.problems);
    try {
      return await this.orderOnce(orderer, viewer.accountNumber, read);
    } catch (cause) {
      if (cause instanceof StoreUnavailable) return refused(AWAY);
      throw cause;
    }
  }

  private async orderOnce(
    orderer: Orderer,
    accountNumber: AccountNumber,
    read: ReadInput<QuoteOrderRequest>,
  ): Promise<PlacedOrder> {
    const { request } = read;
    const call = { owner: accountNumber, idempotencyKey: request.idempotencyKey, contentHash: contentHash(request) };
    const repeated = await this.placing.repeated(call);
    if (repeated) return repeated;
    const placed = await this.decide(orderer, accountNumber, read, call);
    if (placed.kind === 'accepted') return placed;
    // The first of two equal calls may have ordered the quote after the look above. It is then no longer open to the second.
    return (await this.placing.repeated(call)) ?? placed;
  }

  private async decide(
    orderer: Orderer,
    accountNumber: AccountNumber,
    { request, problems }: ReadInput<QuoteOrderRequest>,
    call: CallIdentity,
  ): Promise<PlacedOrder> {
    const since = this.clock.now();
    const budget = RequestBudget.ofCheckout(since);
    const { quoteNumber: number, revision } = request;
    const [live, company] = await Promise.all([
      number === '' ? null : this.quotes.known([accountNumber], number, budget),
      this.accounts.company(budget),
    ]);
    if (live && !live.known) return refused(...problems, AWAY);
    if (!company.known) return refused(...problems, AWAY);
    const isFresh = this.settings.takesOrdersWhileErpIsAway || [live, company].every((fact) => fact?.source !== 'STALE');
    if (!isFresh) return refused(...problems, AWAY);
    const known = live?.value;
    if (!live || !known) return refused(...problems, UNKNOWN);
    const inTheWay = BY_STATUS[known.status];
    if (inTheWay) return refused(...problems, inTheWay);
    if (revisionOf(known.quote) !== revision) {
      return refused(...problems, problem('QUOTE_CHANGED', 'The quote has been changed. Look at it again.', ['revision']));
    }
    if (hasCancelledUnits(known.quote)) return refused(...problems, PARTLY_CANCELLED);

    const currency = currencyOf(company.value, known.quote.currency) ?? UNKNOWN_CURRENCY;
    const key = quoteKey(number);
    const placed = await this.placing.placeAgreed(orderer, orderOfQuote(known.quote, currency, request, live), problems, {
      kind: QUOTE_ORDER,
      call,
      since,
      agreed: {
        quote: { number, revision },
        locks: [key],
        claims: [{ ...key, amount: decimalString(new Exact(1)) }],
        problems: async (taken) => {
          const [claimed = ZERO] = await taken.of([key], since);
          return claimed.isZero() ? [] : [ORDERED];
        },
      },
    });
    return placed.kind === 'accepted' ? placed : refused(...placed.problems.map(ofThisInput));
  }
}

/** A problem of the order that a quote would be, with its place in the input: all of it but the payments is the quote's. */
function ofThisInput(found: OrderProblem): OrderProblem {
  const [first] = found.field ?? [];
  const isGiven = first === undefined || GIVEN.has(first);
  return isGiven ? found : { ...found, field: NUMBER };
}

const GIVEN: ReadonlySet<string> = new Set([
  ...['idempotencyKey', 'reference', 'quoteNumber', 'revision', 'purchaseOrderNumber', 'payments'],
]);

/** SHA-256 of an order's content, by which a repeated call is told from another one with the same key. */
function contentHash({ payments, ...rest }: QuoteOrderRequest): string {
  return hashOfContent({
    ...rest,
    payments: payments.map((payment) => ({ ...payment, account: payment.account?.toUpperCase() ?? null })),
    idempotencyKey: null,
    of: QUOTE_ORDER,
  });
}

function refused(...problems: readonly OrderProblem[]): PlacedOrder {
  return { kind: 'refused', problems };
}
