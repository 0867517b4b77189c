import { Injectable } from '@nestjs/common';
import { CompanyCalendar } from '../account/index.js';
import { OrderingSettings } from '../config/index.js';
import { StoreUnavailable } from '../faults/index.js';
import { RequestBudget } from '../live/index.js';
import {
  besides,
  type CartReview,
  CartReviewService,
  hashOfContent,
  type OrderProblem,
  type OrderRequest,
  placeOf,
  problem,
  QUOTE_REQUEST,
  type ReadInput,
  type SalesOrder,
  salesOrderOf,
  totalsOfOrder,
} from '../ordering/index.js';
import { type Submission, SubmissionsService } from '../submissions/index.js';
import { Clock } from '../values/clock.js';
import { Exact, ZERO } from '../values/exact.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { SignedInViewer, Viewer } from '../values/viewer.js';
import type { QuoteRequest } from './read-quote-input.js';

export type RequestedQuote =
  | { readonly kind: 'accepted'; readonly submission: Submission<SalesOrder> }
  | { readonly kind: 'refused'; readonly problems: readonly OrderProblem[] };

const AWAY = problem('TEMPORARILY_UNAVAILABLE', 'Quotes cannot be asked for at the moment. Try again with the same key.');
const NOT_SIGNED_IN = problem('NOT_PERMITTED', 'Quotes are for those who are signed in.');
const NO_QUOTES = problem('NOT_PERMITTED', 'Quotes cannot be had here: they could not be ordered.');
const REUSED = problem('IDEMPOTENCY_KEY_REUSED', 'Something else was sent with this key.', ['idempotencyKey']);

/**
 * Takes requests for quotes: checks them against GP, stores them once, and hands them over from there as GP quotes, with the
 * account's current prices as the point from which sales staff go on. Neither stock nor credit is looked at: a quote takes none.
 */
@Injectable()
export class RequestQuoteService {
  constructor(
    private readonly reviews: CartReviewService,
    private readonly submissions: SubmissionsService,
    private readonly settings: OrderingSettings,
    private readonly clock: Clock,
    private readonly calendar: CompanyCalendar,
  ) {}

  /** Takes a request once, even if it is called repeatedly with the same key and content. Waits a few seconds for GP's number. */
  async request(viewer: Viewer, { request, problems }: ReadInput<QuoteRequest>): Promise<RequestedQuote> {
    if (viewer.kind !== 'signedIn') return { kind: 'refused', problems: [NOT_SIGNED_IN] };
    if (problems.some(({ field }) => field?.join('.') === 'idempotencyKey')) return { kind: 'refused', problems };
    try {
      return await this.requestOnce(viewer, request, problems);
    } catch (cause) {
      if (cause instanceof StoreUnavailable) return { kind: 'refused', problems: [AWAY] };
      throw cause;
    }
  }

  private async requestOnce(
    viewer: SignedInViewer,
    request: QuoteRequest,
    ofInput: readonly OrderProblem[],
  ): Promise<RequestedQuote> {
    const { accountNumber } = viewer;
    const { idempotencyKey, reference } = request;
    const call = { owner: accountNumber, idempotencyKey, contentHash: contentHash(request) };
    const repeated = await this.submissions.repeated<SalesOrder>(call);
    if (repeated) return repeated.kind === 'same' ? this.handedOver(repeated.submission) : refused(REUSED);

    const review = await this.reviews.review(viewer, request, RequestBudget.ofCheckout(this.clock.now()), 'requestQuotes');
    if ('kind' in review || !(review.isFresh || this.settings.takesOrdersWhileErpIsAway)) return refused(...ofInput, AWAY);
    // GP takes no quote of a quantity to order that could never become an order (2698).
    const denied = review.problems.some(({ code }) => code === 'NOT_PERMITTED');
    const ofSetup = review.company.quotesBecomeOrders || denied ? [] : [NO_QUOTES];
    const inTheWay = [...ofInput, ...besides(ofInput, [...ofSetup, ...review.problems])];
    if (inTheWay.length > 0) return refused(...inTheWay);

    const document = { ...this.documentOf(accountNumber, request, review), userId: viewer.user.id };
    const accepted = await this.submissions.accept<SalesOrder, never>(
      { ...call, kind: QUOTE_REQUEST, reference: reference ?? '', locks: [] },
      async () => ({ kind: 'accept', document, claims: [] }),
    );
    switch (accepted.kind) {
      case 'accepted':
      case 'same':
        return this.handedOver(accepted.submission);
      default:
        return refused(REUSED);
    }
  }

  private documentOf(accountNumber: AccountNumber, request: QuoteRequest, review: CartReview): SalesOrder {
    const order = orderRequestOf(request, review);
    return salesOrderOf({
      customer: { accountNumber },
      request: order,
      // Whether something is free with a quote is for the sales staff to say.
      review: { ...review, freeLines: [] },
      names: { shippingMethod: null, payments: [] },
      totals: totalsOfOrder(order, review.currency),
      splits: order.lines.map(({ quantity }) => ({ now: quantity, later: ZERO, short: ZERO })),
      date: this.calendar.today(),
    });
  }

  private async handedOver(submission: Submission<SalesOrder>): Promise<RequestedQuote> {
    return { kind: 'accepted', submission: await this.submissions.handedOver(submission, this.settings.pushPatienceMs) };
  }
}

/** The request as an order of the current prices, without payments, charges and taxes. */
function orderRequestOf(request: QuoteRequest, review: CartReview): OrderRequest {
  return {
    idempotencyKey: request.idempotencyKey,
    reference: request.reference ?? '',
    purchaseOrderNumber: null,
    newCustomer: null,
    lines: request.lines.map((line, index) => {
      const price = review.lines[index]?.price;
      return {
        ...line,
        unitPrice: price?.kind === 'price' ? new Exact(price.price.unitPrice.amount) : ZERO,
        discount: null,
        requestedShipDate: null,
        taxCode: null,
        taxes: [],
        attributes: [],
        comment: null,
      };
    }),
    billTo: null,
    shipTo: request.shipTo,
    warehouse: request.warehouse,
    shippingMethod: null,
    requestedShipDate: null,
    freight: null,
    fees: [],
    duties: [],
    discount: null,
    taxes: [],
    payments: [],
    total: { amount: ZERO, currency: review.currency.code },
    comment: request.comment,
    customFields: [],
  };
}

/** SHA-256 of a request's content, by which a repeated call is told from another one with the same key. */
function contentHash({ lines, shipTo, reference, comment }: QuoteRequest): string {
  const upper = (text: string | null) => text?.toUpperCase() ?? null;
  return hashOfContent({
    lines: lines.map((line) => ({ ...line, unit: upper(line.unit) })),
    shipTo: placeOf(shipTo),
    reference,
    comment,
    of: QUOTE_REQUEST,
  });
}

function refused(...problems: readonly OrderProblem[]): RequestedQuote {
  return { kind: 'refused', problems };
}
