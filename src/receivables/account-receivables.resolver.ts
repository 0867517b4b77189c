import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type AccountView, notYours } from '../account/index.js';
import {
  type Contract,
  connectionOf,
  emptyConnection,
  erpUnavailable,
  pageSize,
  type RequestContext,
  unavailable,
} from '../contract/index.js';
import type { Live } from '../live/index.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';
import { andThen, type MaybePromise } from '../values/maybe-promise.js';
import { type CreditView, creditOf, paymentOf } from './credit-view.js';
import { CREDITS, documentCursor, documentPosition, INVOICES, invoiceFilter, PAYMENTS } from './document-list.js';
import { inCurrency } from './in-currency.js';
import type { InvoiceView } from './invoice-view.js';
import { ReceivablesService } from './receivables.service.js';
import type { DocumentPage } from './receivables-source.port.js';
import { MOST_MOVEMENTS } from './statement.js';
import { statementPeriod } from './statement-period.js';

const USUAL_PAGE = 20;
const TOO_LONG = `A statement has ${MOST_MOVEMENTS} lines at most. Ask for a shorter period.`;

interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: Contract.PageInfo;
  readonly unavailable: Contract.Unavailable | null;
}

/** A list of documents that do not tell their own age. */
interface DatedConnection<Node> extends Connection<Node> {
  readonly asOf: Instant | null;
  readonly source: Contract.ValueSource | null;
}

/** The parent value of the contract's Statement, without the field that printing/ answers. */
export type StatementView = Omit<Contract.Statement, 'documentUrl'> & { readonly accountNumber: AccountNumber };

@Resolver('Account')
export class AccountReceivablesResolver {
  constructor(private readonly receivables: ReceivablesService) {}

  @ResolveField('invoices')
  accountInvoices(
    @Parent() { accountNumber, own }: AccountView,
    @Args() { first, after, filter }: Contract.AccountInvoicesArgs,
    @Context() { budget }: RequestContext,
  ): MaybePromise<Connection<InvoiceView>> {
    const ask = {
      accountNumber,
      filter: invoiceFilter(filter),
      first: pageSize(first, USUAL_PAGE),
      after: documentPosition(INVOICES, after),
    };
    if (!own) return without(notYours());
    return andThen(this.receivables.invoicePage(ask, budget), (live) => {
      if (!live.known) return without(erpUnavailable(live));
      const { invoices, hasNextPage } = live.value;
      const items = invoices.map((node) => ({ node, cursor: documentCursor(INVOICES, node.invoice) }));
      return { ...connectionOf({ items, hasNextPage, hasPreviousPage: ask.after !== null }), unavailable: null };
    });
  }

  @ResolveField('payments')
  accountPayments(
    @Parent() { accountNumber, own }: AccountView,
    @Args() { first, after }: Contract.AccountPaymentsArgs,
    @Context() { budget }: RequestContext,
  ): MaybePromise<DatedConnection<Contract.Payment>> {
    const ask = { accountNumber, first: pageSize(first, USUAL_PAGE), after: documentPosition(PAYMENTS, after) };
    if (!own) return { ...without(notYours()), ...NO_AGE };
    return andThen(this.receivables.payments(ask, budget), (live) =>
      connection(live, ask.after !== null, (payment) => ({
        cursor: documentCursor(PAYMENTS, payment),
        node: paymentOf(payment),
      })),
    );
  }

  @ResolveField('credits')
  accountCredits(
    @Parent() { accountNumber, own }: AccountView,
    @Args() { first, after }: Contract.AccountCreditsArgs,
    @Context() { budget }: RequestContext,
  ): MaybePromise<DatedConnection<CreditView>> {
    const ask = { accountNumber, first: pageSize(first, USUAL_PAGE), after: documentPosition(CREDITS, after) };
    if (!own) return { ...without(notYours()), ...NO_AGE };
    return andThen(this.receivables.credits(ask, budget), (live) =>
      connection(live, ask.after !== null, (credit) => ({ cursor: documentCursor(CREDITS, credit), node: creditOf(credit) })),
    );
  }

  @ResolveField('receivables')
  accountReceivables(
    @Parent() { accountNumber, own }: AccountView,
    @Context() { budget }: RequestContext,
  ): MaybePromise<Contract.ReceivablesResult> {
    if (!own) return notYours();
    return andThen(this.receivables.receivables(accountNumber, budget), (live) => {
      if (!live.known) return erpUnavailable(live);
      if (live.value === null) return unavailable('NOT_DEFINED', 'GP does not have this account.');
      const { currency, ageing, lastPayment, ...owed } = live.value;
      const amount = inCurrency(currency);
      return {
        __typename: 'Receivables',
        balance: amount(owed.balance),
        pastDue: amount(owed.pastDue),
        unappliedCredits: amount(owed.unappliedCredits),
        pendingPayments: amount(owed.pending),
        ageing: ageing.map((period) => ({ name: period.name, amount: amount(period.amount) })),
        lastPayment: lastPayment && {
          paymentNumber: lastPayment.number,
          date: lastPayment.date,
          amount: amount(lastPayment.amount),
        },
        asOf: live.asOf,
        source: live.source,
      };
    });
  }

  @ResolveField('statement')
  statement(
    @Parent() { accountNumber, own }: AccountView,
    @Args() args: Contract.AccountStatementArgs,
    @Context() { budget }: RequestContext,
  ): MaybePromise<StatementView | Contract.Unavailable> {
    if (!own) return notYours();
    const period = statementPeriod(args);
    if (typeof period === 'string') return unavailable('NOT_DEFINED', period);
    return andThen(this.receivables.statement({ accountNumber, ...period }, budget), (live) => {
      if (!live.known) return erpUnavailable(live);
      if (live.value === null) return unavailable('NOT_DEFINED', TOO_LONG);
      const { currency, openingBalance, closingBalance, entries } = live.value;
      const amount = inCurrency(currency);
      return {
        __typename: 'Statement',
        accountNumber,
        ...period,
        openingBalance: amount(openingBalance),
        entries: entries.map((entry) => ({ ...entry, amount: amount(entry.amount), balance: amount(entry.balance) })),
        closingBalance: amount(closingBalance),
        asOf: live.asOf,
        source: live.source,
      };
    });
  }
}

const NO_AGE = { asOf: null, source: null };

function without<Node>(reason: Contract.Unavailable): Connection<Node> {
  return { ...emptyConnection<Node>(), unavailable: reason };
}

function connection<Document, Node>(
  live: Live<DocumentPage<Document>>,
  hasPreviousPage: boolean,
  itemOf: (document: Document) => { readonly node: Node; readonly cursor: string },
): DatedConnection<Node> {
  if (!live.known) return { ...without(erpUnavailable(live)), ...NO_AGE };
  const { asOf, source, value } = live;
  const items = value.documents.map(itemOf);
  const { hasNextPage } = value;
  return { ...connectionOf({ items, hasNextPage, hasPreviousPage }), unavailable: null, asOf, source };
}
