import { Injectable, Logger } from '@nestjs/common';
import { AccountService, creditAccountOf, roleMayOrder } from '../account/index.js';
import { OrderingSettings } from '../config/index.js';
import { ErpUnavailable, StoreUnavailable } from '../faults/index.js';
import { type Live, RequestBudget } from '../live/index.js';
import { type Submission, SubmissionsService } from '../submissions/index.js';
import { Clock } from '../values/clock.js';
import { type AccountNumber, asAccountNumber } from '../values/identifiers.js';
import type { SignedInViewer, Viewer } from '../values/viewer.js';
import type { OrderNumber, OrderStatus } from './order.js';
import { OrderService } from './order.service.js';
import { type Cancellation, OrderCancellation } from './order-cancellation.port.js';
import { type OrderProblem, problem } from './order-problem.js';
import type { OrderView } from './order-view.js';
import { isOrder } from './submission-kinds.js';

/** The order that is to be cancelled: by GP's number, or by its submission, and by whatever reason. */
export type CancelRequest = {
  readonly reason: string | null;
  readonly field: string;
} & ({ readonly orderNumber: OrderNumber } | { readonly submissionId: string });

export type CancelledOrder =
  /** @property order as GP has it now; null where GP had not got it */
  | { readonly kind: 'cancelled'; readonly order: Live<OrderView | null> | null }
  | { readonly kind: 'refused'; readonly problems: readonly OrderProblem[] };

/** In GP nothing of such an order has left yet, as far as its status tells. */
const MAY_BE_CANCELLED: ReadonlySet<OrderStatus> = new Set(['OPEN', 'ON_HOLD']);

const AWAY = problem(
  'TEMPORARILY_UNAVAILABLE',
  'Orders cannot be cancelled at the moment. Nothing has changed: try again later.',
);
const UNCERTAIN = problem(
  'TEMPORARILY_UNAVAILABLE',
  'It is not known at this moment whether the order is cancelled. Send the same again: a repetition does no harm.',
);
const TOO_LATE = 'The order cannot be cancelled any more. The merchant can tell what may still be done.';
const REFUSALS: Readonly<Record<Exclude<Cancellation['kind'], 'cancelled' | 'notOpen'>, OrderProblem>> = {
  tooLate: problem('ORDER_NOT_CANCELLABLE', TOO_LATE),
  inUse: problem(
    'TEMPORARILY_UNAVAILABLE',
    'The merchant works on the order at this moment. Nothing has changed: try again later.',
  ),
  notOffered: problem('ORDER_NOT_CANCELLABLE', 'Orders that the merchant has received cannot be cancelled here.'),
};

/** Takes orders back: on disk where GP does not have them yet, else by voiding them in GP. */
@Injectable()
export class CancelOrderService {
  private readonly log = new Logger('ordering');

  constructor(
    private readonly accounts: AccountService,
    private readonly orders: OrderService,
    private readonly submissions: SubmissionsService,
    private readonly cancellation: OrderCancellation,
    private readonly settings: OrderingSettings,
    private readonly clock: Clock,
  ) {}

  /** May be repeated: an order that is cancelled already is no problem. */
  async cancel(viewer: Viewer, request: CancelRequest): Promise<CancelledOrder> {
    if (viewer.kind !== 'signedIn' || !roleMayOrder(viewer.user.role)) {
      return refused(problem('NOT_PERMITTED', 'You may not cancel orders.'));
    }
    try {
      return await ('orderNumber' in request
        ? this.cancelInErp(viewer, request.orderNumber, request)
        : this.cancelSubmission(viewer, request.submissionId, request));
    } catch (fault) {
      if (fault instanceof StoreUnavailable) return refused(UNCERTAIN);
      throw fault;
    }
  }

  private async cancelSubmission(viewer: SignedInViewer, id: string, request: CancelRequest): Promise<CancelledOrder> {
    const submission = await this.submissions.byId(id);
    if (!submission || !isOrder(submission.kind) || !viewer.accountNumbers.includes(submission.owner as AccountNumber)) {
      return unknown(request);
    }
    const note = ['cancelled by the buyer', ...(request.reason === null ? [] : [request.reason])].join(': ');
    const outcome = await this.submissions.cancel(id, note, this.settings.pushPatienceMs);
    switch (outcome.kind) {
      case 'cancelled':
        this.log.log({ operation: 'cancelOrder', submission: id }, 'An order was cancelled before GP had it');
        await this.creditMoved(asAccountNumber(submission.owner));
        return { kind: 'cancelled', order: null };
      case 'inErp':
        return this.cancelPushed(viewer, outcome.submission, request);
      case 'notNow':
        return refused(AWAY);
    }
  }

  private cancelPushed(viewer: SignedInViewer, { documentNumber }: Submission, request: CancelRequest): Promise<CancelledOrder> {
    if (documentNumber === null) throw new Error('A submission that is in GP has no number');
    return this.cancelInErp(viewer, documentNumber as OrderNumber, request);
  }

  private async cancelInErp(viewer: SignedInViewer, number: OrderNumber, request: CancelRequest): Promise<CancelledOrder> {
    const before = await this.readAnew(viewer, number);
    if (!before.known || before.source === 'STALE') return refused(AWAY);
    if (before.value === null) return unknown(request);
    const { order, status } = before.value;
    if (status === 'VOIDED') return { kind: 'cancelled', order: before };
    if (!MAY_BE_CANCELLED.has(status)) return refused(REFUSALS.tooLate);

    const outcome = await this.tryToCancel(number, order.accountNumber, request.reason);
    if (outcome !== 'uncertain' && outcome.kind !== 'cancelled' && outcome.kind !== 'notOpen')
      return refused(REFUSALS[outcome.kind]);
    this.orders.changed(number, viewer.accountNumbers);
    // The account is read for the next page: its credit has moved.
    const sinceThen = RequestBudget.ofCheckout(this.clock.now());
    const [after] = await Promise.all([this.readAnew(viewer, number), this.accounts.customer(order.accountNumber, sinceThen)]);
    const isVoided = after.known && after.source !== 'STALE' && after.value?.status === 'VOIDED';
    // Voided for certain, even if GP does not answer this moment.
    if (isVoided || (outcome !== 'uncertain' && outcome.kind === 'cancelled')) {
      this.log.log({ operation: 'cancelOrder', order: number }, 'An order was voided in GP');
      return { kind: 'cancelled', order: after };
    }
    if (outcome === 'uncertain' || !after.known || after.source === 'STALE') return refused(UNCERTAIN);
    // Another session has finished or deleted it since it was read.
    return after.value === null ? unknown(request) : refused(REFUSALS.tooLate);
  }

  /** 'uncertain' where GP's answer did not arrive. */
  private async tryToCancel(
    number: OrderNumber,
    accountNumber: AccountNumber,
    reason: string | null,
  ): Promise<Cancellation | 'uncertain'> {
    try {
      return await this.cancellation.cancel(number, accountNumber, reason, new AbortController().signal);
    } catch (fault) {
      if (fault instanceof ErpUnavailable) return 'uncertain';
      throw fault;
    }
  }

  private async readAnew({ accountNumbers }: SignedInViewer, number: OrderNumber): Promise<Live<OrderView | null>> {
    return await this.orders.order(accountNumbers, number, RequestBudget.ofCheckout(this.clock.now()));
  }

  /** What the order claimed of the account's credit is free. */
  private async creditMoved(accountNumber: AccountNumber): Promise<void> {
    const customer = await this.accounts.customer(accountNumber, RequestBudget.ofPage());
    this.accounts.ordersMoved((customer.known && customer.value && creditAccountOf(customer.value)) || accountNumber);
  }
}

function unknown({ field }: CancelRequest): CancelledOrder {
  return refused(problem('UNKNOWN_ORDER', 'There is no such order.', [field]));
}

function refused(...problems: readonly OrderProblem[]): CancelledOrder {
  return { kind: 'refused', problems };
}
