import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ErpUnavailable } from '../faults/index.js';
import { RequestBudget } from '../live/index.js';
import { type HandOver, type HandOverResult, HandOvers, type Submission } from '../submissions/index.js';
import { asAccountNumber } from '../values/identifiers.js';
import { asOrderNumber } from './order.js';
import { OrderService } from './order.service.js';
import { OrderCancellation } from './order-cancellation.port.js';
import { OrderExtensions } from './order-extensions.js';
import { OrderIntake } from './order-intake.port.js';
import type { NewCustomer, SalesOrder } from './sales-order.js';
import { ORDER } from './submission-kinds.js';
import { type VisitorAccount, VisitorAccountService } from './visitor-account.service.js';

type Numbered = Submission<SalesOrder> & { readonly documentNumber: string };

/** Hands accepted orders to GP. */
@Injectable()
export class OrderHandOver implements HandOver<SalesOrder>, OnModuleInit {
  readonly kind = ORDER;

  constructor(
    private readonly intake: OrderIntake,
    private readonly cancellation: OrderCancellation,
    private readonly visitors: VisitorAccountService,
    private readonly handOvers: HandOvers,
    private readonly extensions: OrderExtensions,
    private readonly orders: OrderService,
  ) {}

  onModuleInit(): void {
    this.handOvers.register(this);
  }

  prepare({ document }: Submission<SalesOrder>, signal: AbortSignal): Promise<SalesOrder | null> {
    return this.extensions.of(document, signal);
  }

  reserveNumber(_: Submission<SalesOrder>, signal: AbortSignal): Promise<string> {
    return this.intake.reserveNumber(signal);
  }

  async note({ document }: Submission<SalesOrder>, signal: AbortSignal): Promise<string | null> {
    const visitor = notLookedUp(document);
    return visitor ? (await this.accountOf(visitor, signal)).note : null;
  }

  has({ documentNumber, document }: Numbered, signal: AbortSignal): Promise<boolean> {
    return this.intake.has(documentNumber, document, signal);
  }

  async submit({ documentNumber, document }: Numbered, signal: AbortSignal): Promise<HandOverResult> {
    const visitor = notLookedUp(document);
    if (!visitor) return this.intake.submit(documentNumber, document, signal);
    const { customer, denial } = await this.accountOf(visitor, signal);
    if (denial !== null) return { kind: 'refused', code: null, message: denial };
    const order = customer ? { ...document, customer: { accountNumber: customer.accountNumber } } : document;
    return this.intake.submit(documentNumber, order, signal);
  }

  written(): void {
    this.orders.listsChanged();
  }

  async takeBack({ documentNumber, document, owner }: Numbered, signal: AbortSignal): Promise<boolean> {
    const account = 'accountNumber' in document.customer ? document.customer.accountNumber : asAccountNumber(owner);
    const { kind } = await this.cancellation.cancel(asOrderNumber(documentNumber), account, null, signal);
    // A user of GP has it open for a while: it may be voided the next time.
    if (kind === 'inUse') throw new ErpUnavailable('ordering.takeBack', { cause: new Error('The order is open in GP') });
    return kind === 'cancelled';
  }

  private accountOf(visitor: NewCustomer, signal: AbortSignal): Promise<VisitorAccount> {
    return this.visitors.find(visitor, RequestBudget.toTheEnd(), signal);
  }
}

/** The visitor, where GP could not be asked about their account when the order was accepted. */
function notLookedUp({ customer }: SalesOrder): NewCustomer | undefined {
  return 'newCustomer' in customer && !customer.isLookedUp ? customer.newCustomer : undefined;
}
