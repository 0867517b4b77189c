import { Injectable } from '@nestjs/common';
import { AccountService, type Company, type Currency, currencyOf } from '../account/index.js';
import {
  Derived,
  freshnessOf,
  type Known,
  type Live,
  type LiveReader,
  LiveReaders,
  RequestBudget,
  type Unknown,
} from '../live/index.js';
import { type Exact, ZERO } from '../values/exact.js';
import type { AccountNumber, CurrencyId } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';
import { allOf, andThen, type MaybePromise } from '../values/maybe-promise.js';
import { NO_CURRENCY } from '../values/money.js';
import type { OpenReceivables } from './ageing.js';
import type { Credit, CreditKey, Payment } from './credit.js';
import type { CreditMemo, CreditMemoKey } from './credit-memo.js';
import type { Shown } from './credit-view.js';
import type { CreditKind, DocumentNumber, Invoice, InvoiceKey, InvoiceKind } from './invoice.js';
import { type InvoiceContent, type InvoiceView, invoiceOf } from './invoice-view.js';
import { PendingPaymentSource, type PendingPayments, pendingAt } from './pending-payment-source.port.js';
import {
  creditMemoPolicy,
  creditPagePolicy,
  creditPolicy,
  invoicePagePolicy,
  invoicePolicy,
  openReceivablesPolicy,
  paymentPagePolicy,
  pendingPaymentsPolicy,
  statementPolicy,
} from './receivables.policy.js';
import {
  type DocumentPage,
  type DocumentPageAsk,
  type InvoicePage,
  type InvoicePageAsk,
  ReceivablesSource,
  type StatementAsk,
} from './receivables-source.port.js';
import { MOST_MOVEMENTS, type StatementContent, type StatementMovements, statementOf } from './statement.js';

/** Of a document whose currency has no code in GP. */
const UNKNOWN_CURRENCY: Currency = { code: NO_CURRENCY, decimals: 2 };
const FUNCTIONAL = '' as CurrencyId;
const MAX_CONTENTS = 1_000;

export interface WantedInvoice {
  readonly number: DocumentNumber;
  readonly kind: InvoiceKind | null;
}

/** What an account owes now, with what the gateway has taken and GP does not show. */
export interface AccountReceivables extends OpenReceivables {
  /** Of payments that are not posted in GP, or not in GP yet. */
  readonly pending: Exact;
  readonly currency: Currency;
}

export interface InvoicePageView {
  readonly invoices: readonly InvoiceView[];
  readonly hasNextPage: boolean;
}

/** Documents of receivables in GP. */
@Injectable()
export class ReceivablesService {
  private readonly single: LiveReader<InvoiceKey, readonly Invoice[]>;
  private readonly singleCredits: LiveReader<CreditKey, Credit | Payment>;
  private readonly creditMemos: LiveReader<CreditMemoKey, CreditMemo>;
  private readonly invoicePages: LiveReader<InvoicePageAsk, InvoicePage>;
  private readonly paymentPages: LiveReader<DocumentPageAsk<'PAYMENT'>, DocumentPage<Payment>>;
  private readonly creditPages: LiveReader<DocumentPageAsk<CreditKind>, DocumentPage<Credit>>;
  private readonly open: LiveReader<AccountNumber, OpenReceivables>;
  private readonly statements: LiveReader<StatementAsk, StatementMovements>;
  private readonly pending: LiveReader<AccountNumber, PendingPayments>;
  /** Each invoice's content, which is worked out once and not for every answer: with up to 500 lines, that takes a while. */
  private readonly contents = new Derived<InvoiceContent>(1, MAX_CONTENTS);

  constructor(
    live: LiveReaders,
    source: ReceivablesSource,
    pendingPayments: PendingPaymentSource,
    private readonly accounts: AccountService,
  ) {
    this.single = live.reader(invoicePolicy, keyText, (keys, signal) => source.invoices(keys, signal));
    this.singleCredits = live.reader(creditPolicy, keyText, (keys, signal) => source.credits(keys, signal));
    this.creditMemos = live.reader(creditMemoPolicy, keyText, (keys, signal) => source.creditMemos(keys, signal));
    this.invoicePages = live.reader(
      invoicePagePolicy,
      invoicePageText,
      each((ask, signal) => source.invoicePage(ask, signal)),
    );
    this.paymentPages = live.reader(
      paymentPagePolicy,
      pageText,
      each((ask, signal) => source.paymentPage(ask, signal)),
    );
    this.creditPages = live.reader(
      creditPagePolicy,
      pageText,
      each((ask, signal) => source.creditPage(ask, signal)),
    );
    this.open = live.reader(openReceivablesPolicy, String, (accounts, signal) => source.openReceivables(accounts, signal));
    this.statements = live.reader(
      statementPolicy,
      ({ accountNumber, from, to }) => JSON.stringify([accountNumber, from, to]),
      each((ask, signal) => source.statement(ask, signal)),
    );
    this.pending = live.reader(pendingPaymentsPolicy, String, (accounts) => pendingPayments.pendingPayments(accounts));
  }

  /**
   * An invoice of one of the accounts; null where none of them has an invoice of this number.
   * @param kind null: the first of INVOICE_KINDS that has the number
   */
  invoice(
    accountNumbers: readonly AccountNumber[],
    { number, kind }: WantedInvoice,
    budget: RequestBudget,
  ): MaybePromise<Live<InvoiceView | null>> {
    const wanted = accountNumbers.map((accountNumber) => ({ accountNumber, number, kind }));
    return andThen(this.found(wanted, budget), firstKnown);
  }

  /** A payment, a credit memo or a return of one of the accounts; null where none of them has it. */
  credit(
    accountNumbers: readonly AccountNumber[],
    { number, kind }: Pick<CreditKey, 'number' | 'kind'>,
    budget: RequestBudget,
  ): MaybePromise<Live<Shown<Credit | Payment> | null>> {
    const reads = accountNumbers.map((accountNumber) => this.singleCredits.read({ accountNumber, number, kind }, budget));
    return this.shown(andThen(allOf(reads), firstKnown), budget);
  }

  /** A whole credit memo of an account, with its currency; null where the account does not have it. */
  creditMemo(key: CreditMemoKey, budget: RequestBudget): MaybePromise<Live<Shown<CreditMemo> | null>> {
    return this.shown(this.creditMemos.read(key, budget), budget);
  }

  /** Invoices of an account, in the order of their numbers in `numbers`; those that GP does not have are left out. */
  invoicesOf(
    accountNumber: AccountNumber,
    numbers: readonly DocumentNumber[],
    budget: RequestBudget,
  ): MaybePromise<readonly InvoiceView[]> {
    const keys = numbers.map((number) => ({ accountNumber, number, kind: 'INVOICE' as const }));
    return andThen(this.found(keys, budget), (found) => found.flatMap((live) => (live.known && live.value ? [live.value] : [])));
  }

  /** One page of an account's invoices, the latest first. */
  invoicePage(ask: InvoicePageAsk, budget: RequestBudget): MaybePromise<Live<InvoicePageView>> {
    return andThen(this.invoicePages.read(ask, budget), (page) => {
      if (!page.known) return page;
      const { places, hasNextPage } = page.value ?? NO_PLACES;
      const keys = places.map(({ number, kind }) => ({ accountNumber: ask.accountNumber, number, kind }));
      return andThen(this.found(keys, budget), (found): Live<InvoicePageView> => {
        const missing = found.find((live): live is Unknown => !live.known);
        if (missing) return missing;
        // An invoice may have been deleted meanwhile.
        const invoices = found.flatMap((live) => (live.known && live.value ? [live.value] : []));
        return { known: true, value: { invoices, hasNextPage }, ...freshnessOf([page, ...invoices]) };
      });
    });
  }

  /** One page of an account's payments, the latest first. */
  payments(ask: DocumentPageAsk<'PAYMENT'>, budget: RequestBudget): MaybePromise<Live<DocumentPage<Shown<Payment>>>> {
    return this.inCurrencies(this.paymentPages.read(ask, budget), budget);
  }

  /** One page of an account's credits that are not applied in full, the latest first. */
  credits(ask: DocumentPageAsk<CreditKind>, budget: RequestBudget): MaybePromise<Live<DocumentPage<Shown<Credit>>>> {
    return this.inCurrencies(this.creditPages.read(ask, budget), budget);
  }

  /** What an account owes; null where GP does not know it. */
  receivables(accountNumber: AccountNumber, budget: RequestBudget): MaybePromise<Live<AccountReceivables | null>> {
    return andThen(this.open.read(accountNumber, budget), (live) => {
      if (!live.known || live.value === null) return live as Live<null>;
      const { value, asOf, source } = live;
      return andThen(this.accounts.company(budget), (company) => {
        if (!company.known) return company;
        return andThen(this.pendingOf(accountNumber, budget), (pending) => {
          const notShown = pending ? pendingAt(pending, asOf) : ZERO;
          const currency = currencyIn(company.value, FUNCTIONAL);
          return { known: true, value: { ...value, pending: notShown.plus(value.unposted), currency }, asOf, source };
        });
      });
    });
  }

  /** An account's statement, in the functional currency; null where it would have more than MOST_MOVEMENTS lines. */
  statement(
    ask: StatementAsk,
    budget: RequestBudget,
  ): MaybePromise<Live<(StatementContent & { readonly currency: Currency }) | null>> {
    return andThen(this.statements.read(ask, budget), (live) => {
      if (!live.known) return live;
      const { value, asOf, source } = live;
      if (value !== null && value.movements.length > MOST_MOVEMENTS) return { known: true, value: null, asOf, source };
      return andThen(this.accounts.company(budget), (company) => {
        if (!company.known) return company;
        const content = statementOf(value ?? NOTHING_MOVED);
        return { known: true, value: { ...content, currency: currencyIn(company.value, FUNCTIONAL) }, asOf, source };
      });
    });
  }

  /** Whether a payment for an invoice would be taken now: GP takes it, in the functional currency, and no other payment holds it. */
  payable({ takesPayments, accountNumber, number, currency }: Invoice, budget: RequestBudget): MaybePromise<boolean> {
    if (!takesPayments) return false;
    return andThen(this.accounts.company(budget), (company) => {
      const isFunctional = currency === FUNCTIONAL || (company.known && currency === company.value.functionalCurrency);
      if (!isFunctional) return false;
      // While the gateway's own database can't be asked, no payment is taken.
      return andThen(this.pendingOf(accountNumber, budget), (pending) => pending !== undefined && !pending.held.includes(number));
    });
  }

  /** A payment was prepared, taken, released or handed over: the next look sees it. */
  paymentsMoved(accountNumber: AccountNumber, invoices: readonly InvoiceKey[] = []): void {
    this.pending.forget(accountNumber);
    this.open.change([accountNumber]);
    this.single.change(invoices);
  }

  /** A payment was written to GP: the next look at a list of documents or a statement sees it, and what it was applied to. */
  listsChanged(): void {
    for (const pages of [this.invoicePages, this.paymentPages, this.creditPages]) pages.change();
    this.statements.change();
  }

  /** Undefined where the gateway's own database gave no answer. */
  private pendingOf(accountNumber: AccountNumber, budget: RequestBudget): MaybePromise<PendingPayments | undefined> {
    return andThen(this.pending.read(accountNumber, budget), (seen) =>
      // A request that waited for GP in vain may still wait for the gateway's own database.
      andThen(seen.known ? seen : this.pending.read(accountNumber, RequestBudget.ofPage()), (live) =>
        live.known ? (live.value ?? NONE_PENDING) : undefined,
      ),
    );
  }

  private found(
    wanted: readonly (InvoiceKey & WantedInvoice)[],
    budget: RequestBudget,
  ): MaybePromise<Live<InvoiceView | null>[]> {
    return andThen(this.accounts.company(budget), (company) =>
      allOf(
        wanted.map(({ accountNumber, number, kind }) =>
          andThen(this.single.read({ accountNumber, number }, budget), (live): Live<InvoiceView | null> => {
            if (!live.known) return live;
            const { value, asOf, source } = live;
            const invoice = kind === null ? value?.[0] : value?.find((each) => each.kind === kind);
            if (!invoice) return { known: true, value: null, asOf, source };
            if (!company.known) return company;
            return { known: true, value: { ...this.contentOf(invoice, company.value), asOf, source }, asOf, source };
          }),
        ),
      ),
    );
  }

  private contentOf(invoice: Invoice, company: Company): InvoiceContent {
    const currency = currencyIn(company, invoice.currency);
    return this.contents.get(invoice, [currency], () => invoiceOf(invoice, currency));
  }

  private shown<Document extends { readonly currency: CurrencyId }>(
    read: MaybePromise<Live<Document | null>>,
    budget: RequestBudget,
  ): MaybePromise<Live<Shown<Document> | null>> {
    return andThen(read, (live) => {
      if (!live.known || live.value === null) return live as Live<null>;
      const { value: document } = live;
      return andThen(this.accounts.company(budget), (company) =>
        company.known ? { ...live, value: { ...document, shown: currencyIn(company.value, document.currency) } } : company,
      );
    });
  }

  private inCurrencies<Document extends Credit>(
    page: MaybePromise<Live<DocumentPage<Document> | null>>,
    budget: RequestBudget,
  ): MaybePromise<Live<DocumentPage<Shown<Document>>>> {
    return andThen(page, (live) => {
      if (!live.known) return live;
      const { documents, hasNextPage } = live.value ?? { documents: [], hasNextPage: false };
      return andThen(this.accounts.company(budget), (company) => {
        if (!company.known) return company;
        const shown = documents.map((document) => ({ ...document, shown: currencyIn(company.value, document.currency) }));
        const { asOf, source } = live;
        return { known: true, value: { documents: shown, hasNextPage }, asOf, source };
      });
    });
  }
}

const NO_PLACES: InvoicePage = { places: [], hasNextPage: false };
const NONE_PENDING: PendingPayments = { waiting: '0' as PendingPayments['waiting'], lately: [], held: [] };
const NOTHING_MOVED: StatementMovements = {
  balanceNow: '0' as StatementMovements['balanceNow'],
  movedSince: '0' as StatementMovements['movedSince'],
  movements: [],
};
const NONE_FOUND: Known<null> = { known: true, value: null, asOf: 0 as Instant, source: 'LIVE' };

/** What one of the accounts has; not known where that of one of them is not. */
function firstKnown<V>(found: readonly Live<V | null>[]): Live<V | null> {
  const known = found.find((live) => live.known && live.value !== null);
  return known ?? found.find((live) => !live.known) ?? found[0] ?? NONE_FOUND;
}

/** One question for each of the keys. */
function each<Ask, Answer>(
  one: (ask: Ask, signal: AbortSignal) => Promise<Answer>,
): (asks: readonly Ask[], signal: AbortSignal) => Promise<ReadonlyMap<Ask, Answer>> {
  return async (asks, signal) => new Map(await Promise.all(asks.map(async (ask) => [ask, await one(ask, signal)] as const)));
}

function currencyIn(company: Company, id: CurrencyId): Currency {
  return currencyOf(company, id) ?? UNKNOWN_CURRENCY;
}

function keyText({ accountNumber, number, kind }: InvoiceKey & { readonly kind?: CreditKind }): string {
  return JSON.stringify([accountNumber, number, kind]);
}

function pageText({ accountNumber, first, after }: DocumentPageAsk<string>): string {
  return JSON.stringify([accountNumber, first, after?.date, after?.number, after?.kind]);
}

function invoicePageText(ask: InvoicePageAsk): string {
  const { statuses, from, to } = ask.filter;
  return JSON.stringify([pageText(ask), statuses.toSorted(), from, to]);
}
