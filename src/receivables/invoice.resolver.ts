import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { erpUnavailable, type NodeSource, NodeType, type RequestContext } from '../contract/index.js';
import type { Live } from '../live/index.js';
import type { OrderView } from '../ordering/index.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { asDocumentNumber } from './invoice.js';
import { type InvoiceView, invoiceOfNodeKey } from './invoice-view.js';
import { ReceivablesService, type WantedInvoice } from './receivables.service.js';

@Resolver('Invoice')
@NodeType('Invoice')
export class InvoiceResolver implements NodeSource {
  constructor(private readonly receivables: ReceivablesService) {}

  @Query('invoice')
  invoice(@Args('number') number: string, @Context() context: RequestContext) {
    const key = { number: asDocumentNumber(number), kind: null };
    return andThen(this.find(key, context), (live) => live && (live.known ? live.value : erpUnavailable(live)));
  }

  node(key: string, context: RequestContext): MaybePromise<InvoiceView | null> {
    const wanted = invoiceOfNodeKey(key);
    if (!wanted) return null;
    return andThen(this.find(wanted, context), (live) => (live?.known ? live.value : null));
  }

  @ResolveField('payable')
  payable(@Parent() { invoice }: InvoiceView, @Context() { budget }: RequestContext): MaybePromise<boolean> {
    return this.receivables.payable(invoice, budget);
  }

  /** An invoice of any account that the viewer may buy for; null for one of another account, or none. */
  private find(key: WantedInvoice, { viewer, budget }: RequestContext): MaybePromise<Live<InvoiceView | null> | null> {
    if (viewer.kind !== 'signedIn' || key.number === '') return null;
    return this.receivables.invoice(viewer.accountNumbers, key, budget);
  }
}

@Resolver('Order')
export class OrderInvoicesResolver {
  constructor(private readonly receivables: ReceivablesService) {}

  /** Those that are known: an order's page comes without them where GP can't be asked. */
  @ResolveField('invoices')
  invoices(@Parent() { order }: OrderView, @Context() { budget }: RequestContext): MaybePromise<readonly InvoiceView[]> {
    return this.receivables.invoicesOf(order.accountNumber, order.invoiceNumbers.map(asDocumentNumber), budget);
  }
}
