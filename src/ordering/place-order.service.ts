import { Injectable } from '@nestjs/common';
import { type AccountPermissions, AccountService, CompanyCalendar } from '../account/index.js';
import { GpSettings, OrderingSettings } from '../config/index.js';
import { type Contract } from '../contract/index.js';
import { ErpUnavailable, StoreUnavailable } from '../faults/index.js';
import { RequestBudget } from '../live/index.js';
import {
  type CallIdentity,
  type Claim,
  type LockKey,
  type Submission,
  SubmissionsService,
  type Taken,
} from '../submissions/index.js';
import { VisitorOrders } from '../throttling/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import { type CallingClient, NO_ORDER_RIGHTS } from '../values/calling-client.js';
import { Clock } from '../values/clock.js';
import { isEmailAddress } from '../values/email-address.js';
import { type AccountNumber, asAccountNumber } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';
import type { Viewer } from '../values/viewer.js';
import type { StockSplit } from './allocation.js';
import { type CartReview, CartReviewService, split, stockProblems } from './cart-review.service.js';
import { formerCall } from './former-call.js';
import { addsUp, checkAmounts } from './order-amounts.js';
import {
  AWAY,
  cardProblems,
  creditProblems,
  customerProblems,
  limitProblems,
  paymentProblems,
  priceProblems,
} from './order-checks.js';
import {
  type Claimed,
  claimedOf,
  claimsOf,
  creditAccountOf,
  creditKeyOf,
  locksOf,
  stockKey,
  stockKeysOf,
} from './order-claims.js';
import { contentHash } from './order-content.js';
import { OrderNamesService } from './order-names.service.js';
import { besides, type OrderProblem, problem } from './order-problem.js';
import type { CartRequest, OrderRequest } from './order-request.js';
import { rightsProblems } from './order-rights.js';
import type { ReadInput } from './read-order-input.js';
import type { NewCustomer, QuoteOrigin, SalesOrder } from './sales-order.js';
import { salesOrderOf } from './sales-order-of.js';
import { isShownAsOrderSubmission, ORDER } from './submission-kinds.js';
import { type VisitorAccount, VisitorAccountService } from './visitor-account.service.js';

export type PlacedOrder =
  | { readonly kind: 'accepted'; readonly submission: Submission<SalesOrder> }
  | { readonly kind: 'refused'; readonly problems: readonly OrderProblem[] };

/** The viewer who orders, and the program that sends the order. */
export interface Orderer {
  readonly viewer: Viewer;
  /** Undefined where the calling program was not identified. It then has no rights. */
  readonly client: CallingClient | undefined;
}

export interface CheckedCart {
  readonly review: CartReview;
  readonly splits: readonly StockSplit[];
  readonly problems: readonly OrderProblem[];
}

/** An order that is placed: the call that places it, and from when on facts of GP's are new enough for it. */
interface NewOrder {
  /** The kind of the submission. */
  readonly kind: string;
  readonly call: CallIdentity;
  readonly since: Instant;
  readonly agreed?: Agreed;
}

/** An order from a quote. */
export type Agreement = NewOrder & { readonly agreed: Agreed };

/** What an order from a quote has besides. */
interface Agreed {
  readonly quote: QuoteOrigin;
  readonly locks: readonly LockKey[];
  readonly claims: readonly Claim[];
  /** The problems that can be told only while all other calls with the same locks wait. */
  readonly problems: (taken: Taken) => Promise<readonly OrderProblem[]>;
}

/** A cart that cannot be checked now. */
export interface UncheckedCart {
  readonly kind: 'unchecked';
  readonly permissions: AccountPermissions;
  readonly problems: readonly OrderProblem[];
}

/** One message for every reason, without naming it: the state of an account is shown to its signed-in users only. */
const NOT_WITHOUT_SIGNING_IN = problem('NOT_PERMITTED', 'The order cannot be taken without signing in.');

const TOO_MANY = problem(
  'TOO_MANY_ATTEMPTS',
  'Too many people who are not signed in have ordered within a minute. Try again with the same key.',
);

/** Takes orders: checks them against GP's current facts, stores them once, and hands them over to GP from there. */
@Injectable()
export class PlaceOrderService {
  constructor(
    private readonly accounts: AccountService,
    private readonly reviews: CartReviewService,
    private readonly names: OrderNamesService,
    private readonly submissions: SubmissionsService,
    private readonly settings: OrderingSettings,
    private readonly gp: GpSettings,
    private readonly visitorOrders: VisitorOrders,
    private readonly visitors: VisitorAccountService,
    private readonly clock: Clock,
    private readonly calendar: CompanyCalendar,
  ) {}

  /** Checks a cart as `place` would now, except for problems that only a whole order can have. */
  async check(viewer: Viewer, { request: cart, problems }: ReadInput<CartRequest>): Promise<CheckedCart | UncheckedCart> {
    const since = this.clock.now();
    const review = await this.reviews.review(viewer, cart, RequestBudget.ofCheckout(since));
    const unchecked: UncheckedCart = { kind: 'unchecked', permissions: review.permissions, problems: [...problems, AWAY] };
    if ('kind' in review || !this.isFreshEnough(review)) return unchecked;
    try {
      const claimed = await this.submissions.looking((taken) => claimedOf(stockKeysOf(review), taken, since));
      const splits = splitBeside(review, claimed);
      const told = [...problems, ...besides(problems, review.problems)];
      return { review, splits, problems: dedupe([...told, ...besides(told, stockProblems(review, splits))]) };
    } catch (cause) {
      if (cause instanceof StoreUnavailable) return unchecked;
      throw cause;
    }
  }

  /**
   * Places an order once, even if it is called repeatedly with the same key and content. Waits a few seconds for GP's number.
   */
  async place(
    orderer: Orderer,
    { request, problems }: ReadInput<OrderRequest>,
    input: Contract.PlaceOrderInput,
  ): Promise<PlacedOrder> {
    const { viewer, client } = orderer;
    const owner = ownerOf(viewer, request);
    const notPermitted = rightsProblems(viewer, request, client?.orderRights ?? NO_ORDER_RIGHTS);
    const ofOrderer = [...customerProblems(viewer, request), ...cardProblems(request, this.settings)];
    const ofInput = [...notPermitted, ...besides(notPermitted, [...problems, ...ofOrderer])];
    // A caller who may not place such an order is refused before GP is asked.
    if (owner === undefined || notPermitted.length > 0 || ofInput.some(isOfKey))
      return { kind: 'refused', problems: dedupe(ofInput) };
    const { idempotencyKey } = request;
    const call = { owner, idempotencyKey, contentHash: contentHash(request), former: formerCall(viewer, input) };
    return this.taken(async () => {
      const repeated = await this.repeated(call);
      if (repeated) return repeated;
      if (viewer.kind === 'anonymous' && !(await this.visitorOrders.take(client)))
        return { kind: 'refused', problems: [TOO_MANY] };
      return this.placeOnce(orderer, request, ofInput, { kind: ORDER, call, since: this.clock.now() });
    });
  }

  /**
   * Places an order at prices that sales staff have agreed with the buyer. It is checked, stored and handed over as `place` does
   * it, except that its prices are taken as they are, and that the program need not be allowed to give its discounts.
   * @param ofInput the problems that are known already
   */
  placeAgreed(
    { viewer, client }: Orderer,
    request: OrderRequest,
    ofInput: readonly OrderProblem[],
    agreement: Agreement,
  ): Promise<PlacedOrder> {
    const rights = { ...(client?.orderRights ?? NO_ORDER_RIGHTS), mayDiscount: true };
    const notPermitted = rightsProblems(viewer, request, rights);
    const known = [...notPermitted, ...besides(notPermitted, [...ofInput, ...cardProblems(request, this.settings)])];
    if (notPermitted.length > 0) return Promise.resolve({ kind: 'refused', problems: dedupe(known) });
    return this.taken(() => this.placeOnce({ viewer, client }, request, known, agreement));
  }

  /** The result of an earlier equal call; null for a new one. @throws {StoreUnavailable} */
  async repeated(call: CallIdentity): Promise<PlacedOrder | null> {
    const repeated = await this.submissions.repeated<SalesOrder>(call);
    if (!repeated) return null;
    return repeated.kind === 'same' ? this.handedOver(repeated.submission) : reused();
  }

  private async taken(place: () => Promise<PlacedOrder>): Promise<PlacedOrder> {
    try {
      return await place();
    } catch (cause) {
      if (cause instanceof StoreUnavailable) return { kind: 'refused', problems: [AWAY] };
      throw cause;
    }
  }

  /** The submission of an order or of a request for a quote, where it is the viewer's; else null. */
  async submission(viewer: Viewer, id: string): Promise<Submission<SalesOrder> | null> {
    if (viewer.kind !== 'signedIn') return null;
    const submission = await this.submissions.byId<SalesOrder>(id);
    return submission &&
      isShownAsOrderSubmission(submission.kind) &&
      viewer.accountNumbers.includes(submission.owner as AccountNumber)
      ? submission
      : null;
  }

  private async placeOnce(
    { viewer, client }: Orderer,
    request: OrderRequest,
    ofInput: readonly OrderProblem[],
    { kind, call, since, agreed }: NewOrder,
  ): Promise<PlacedOrder> {
    const { owner } = call;
    const budget = RequestBudget.ofCheckout(since);
    const [review, names] = await Promise.all([this.reviews.review(viewer, request, budget), this.names.check(request, budget)]);
    if ('kind' in review || !this.isFreshEnough(review) || !this.isFreshEnough(names)) {
      return { kind: 'refused', problems: [...ofInput, AWAY] };
    }
    const { totals, problems: ofAmounts } = checkAmounts(request, review.currency);
    const isWhole = addsUp(request, ofInput) && review.lines.every(({ isTooMuch }) => !isTooMuch);
    const ofFacts = [
      ...review.problems,
      ...names.problems.filter(({ field }) => !ofInput.some((told) => isBesideIn(told.field, field))),
      ...priceProblems(request, review),
      ...(isWhole ? ofAmounts : []),
      ...paymentProblems(request, review),
      ...(isWhole ? limitProblems(viewer, totals, review) : []),
    ];
    const before = dedupe([...ofInput, ...besides(ofInput, ofFacts)]);

    const visitor = viewer.kind === 'anonymous' ? this.asVouchedFor(request, client) : null;
    // The query for a visitor's account is GP's most expensive one here. It runs only where all other checks have passed.
    const lookedUp = visitor && before.length === 0 ? await this.accountOf(visitor, since) : null;
    if (lookedUp === 'away') return { kind: 'refused', problems: [AWAY] };
    if (lookedUp !== null && lookedUp !== 'later' && lookedUp.denial !== null) {
      return { kind: 'refused', problems: [NOT_WITHOUT_SIGNING_IN] };
    }
    const found = lookedUp === 'later' ? null : lookedUp;
    const customer = customerOf(viewer, visitor, found);
    // Of a visitor who has no account yet, the visitor.
    const buyer = found?.customer ?? review.customer?.value;
    const creditAccount = (buyer && creditAccountOf(buyer)) ?? owner;

    const accepted = await this.submissions.accept<SalesOrder, readonly OrderProblem[]>(
      {
        ...call,
        kind,
        reference: request.reference,
        locks: [...locksOf(review, creditAccount), ...(agreed?.locks ?? [])],
      },
      async (taken) => {
        const credit = creditKeyOf(request, review);
        const claimed = await claimedOf([...stockKeysOf(review), ...(credit ? [credit] : [])], taken, since);
        const splits = splitBeside(review, claimed);
        const ofCredit = isWhole ? creditProblems(request, review, claimed) : [];
        const ofAgreement = agreed ? await agreed.problems(taken) : [];
        const inTheWay = [...ofAgreement, ...before, ...besides(before, stockProblems(review, splits)), ...ofCredit];
        if (inTheWay.length > 0) return { kind: 'refused', refusal: dedupe(inTheWay) };
        // GP prices by the date of the document: it is the day for which the prices hold, also where midnight has passed since.
        const date = pricedOn(review) ?? this.calendar.today();
        return {
          kind: 'accept',
          document: {
            ...salesOrderOf({ customer, request, review, names, totals, splits, date }),
            ...(agreed && { quote: agreed.quote }),
            ...(viewer.kind === 'signedIn' && { userId: viewer.user.id }),
          },
          claims: [...claimsOf(request, review, totals, splits, creditAccount), ...(agreed?.claims ?? [])],
          note: found?.note ?? null,
        };
      },
    );
    switch (accepted.kind) {
      case 'accepted':
        this.accounts.ordersMoved(asAccountNumber(creditAccount));
        return this.handedOver(accepted.submission).finally(() => this.accounts.ordersMoved(asAccountNumber(creditAccount)));
      case 'same':
        return this.handedOver(accepted.submission);
      case 'keyReused':
        return reused();
      case 'refused':
        return { kind: 'refused', problems: accepted.refusal };
    }
  }

  /** The visitor's data. `emailVerified` counts only where the program may vouch and the settings use it. */
  private asVouchedFor({ newCustomer }: OrderRequest, client: CallingClient | undefined): NewCustomer | null {
    if (!newCustomer) return null;
    const counts = this.settings.customerMatching === 'vouched' && client?.orderRights.mayVouch === true;
    return { ...newCustomer, emailVerified: newCustomer.emailVerified && counts };
  }

  /** The account of a visitor's order: known now, or where GP does not answer, 'later' at the hand-over. */
  private async accountOf(visitor: NewCustomer, since: number): Promise<VisitorAccount | 'later' | 'away'> {
    const inTime = AbortSignal.timeout(this.gp.deadlineMs);
    try {
      return await this.visitors.find(visitor, RequestBudget.ofCheckout(since), inTime);
    } catch (fault) {
      if (!(fault instanceof ErpUnavailable || inTime.aborted)) throw fault;
      return this.settings.takesOrdersWhileErpIsAway ? 'later' : 'away';
    }
  }

  private async handedOver(submission: Submission<SalesOrder>): Promise<PlacedOrder> {
    return { kind: 'accepted', submission: await this.submissions.handedOver(submission, this.settings.pushPatienceMs) };
  }

  private isFreshEnough({ isFresh }: { readonly isFresh: boolean }): boolean {
    return isFresh || this.settings.takesOrdersWhileErpIsAway;
  }
}

/** The owner of an order: the account's number, or a visitor's e-mail address. Another text could be an account's number. */
function ownerOf(viewer: Viewer, { newCustomer }: OrderRequest): string | undefined {
  if (viewer.kind === 'signedIn') return viewer.accountNumber;
  return newCustomer && isEmailAddress(newCustomer.email) ? newCustomer.email : undefined;
}

/** Whether a problem is about a text that is used as a key. The database might refuse a query for an invalid key. */
function isOfKey({ field }: OrderProblem): boolean {
  return ['idempotencyKey', 'customer.email'].includes(field?.join('.') ?? '');
}

function customerOf(viewer: Viewer, visitor: NewCustomer | null, found: VisitorAccount | null): SalesOrder['customer'] {
  if (viewer.kind === 'signedIn') return { accountNumber: viewer.accountNumber };
  if (found?.customer) return { accountNumber: found.customer.accountNumber };
  if (!visitor) throw new Error('An order without an account and without a visitor was to be accepted.');
  return { newCustomer: visitor, isLookedUp: found !== null };
}

function splitBeside(review: CartReview, claimed: Claimed): readonly StockSplit[] {
  return split(review, (sku, warehouse) => claimed(stockKey(sku, warehouse)));
}

/** The day for which the lines are priced; undefined where their prices do not depend on it. */
function pricedOn({ lines }: CartReview): CalendarDate | undefined {
  for (const { price } of lines) {
    if (price?.kind === 'price' && price.price.pricedBy === 'PRICE_SHEETS') return price.price.pricedOn;
  }
  return undefined;
}

function reused(): PlacedOrder {
  const text = 'Another order was placed with this key.';
  return { kind: 'refused', problems: [problem('IDEMPOTENCY_KEY_REUSED', text, ['idempotencyKey'])] };
}

/** Whether two fields are of one entry, such as the amount and the detail of a tax: a tax that can't be read is not looked up. */
function isBesideIn(one: OrderProblem['field'], other: OrderProblem['field']): boolean {
  if (!one || !other || one.length < 2) return false;
  return one.length === other.length && one.slice(0, -1).join('.') === other.slice(0, -1).join('.');
}

function dedupe(problems: readonly OrderProblem[]): OrderProblem[] {
  return [...new Map(problems.map((each) => [JSON.stringify([each.code, each.field]), each])).values()];
}
