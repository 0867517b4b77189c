import type { CalendarDate } from '../values/calendar-date.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { OpenReceivables } from './ageing.js';
import type { Credit, CreditKey, Payment } from './credit.js';
import type { CreditMemo, CreditMemoKey } from './credit-memo.js';
import type { CreditKind, DocumentNumber, Invoice, InvoiceKey, InvoiceKind, InvoiceStatus } from './invoice.js';
import type { StatementMovements } from './statement.js';

export interface InvoiceFilter {
  /** Any status where empty. */
  readonly statuses: readonly InvoiceStatus[];
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
}

/** The place of a document in a list by date, number and kind. */
export interface DocumentPosition<Kind> {
  readonly date: CalendarDate;
  readonly number: DocumentNumber;
  readonly kind: Kind;
}

export interface DocumentPageAsk<Kind> {
  readonly accountNumber: AccountNumber;
  readonly first: number;
  readonly after: DocumentPosition<Kind> | null;
}

export interface InvoicePageAsk extends DocumentPageAsk<InvoiceKind> {
  readonly filter: InvoiceFilter;
}

/** The places of one page, which make the keys of its invoices. */
export interface InvoicePage {
  readonly places: readonly DocumentPosition<InvoiceKind>[];
  readonly hasNextPage: boolean;
}

export interface DocumentPage<Document> {
  readonly documents: readonly Document[];
  readonly hasNextPage: boolean;
}

export interface StatementAsk {
  readonly accountNumber: AccountNumber;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/**
 * Reads receivables: posted documents, open and in history, also those without a sales document; invoices of sales that are not
 * posted; cash receipts, posted or not. Each method asks GP one question, a longer list of keys more.
 */
export abstract class ReceivablesSource {
  /**
   * Whole invoices, those of one key in the order of INVOICE_KINDS. A key without an invoice in GP is absent from the map.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract invoices(keys: readonly InvoiceKey[], signal: AbortSignal): Promise<ReadonlyMap<InvoiceKey, readonly Invoice[]>>;

  /**
   * The places of the next page of an account's invoices, the latest first.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract invoicePage(ask: InvoicePageAsk, signal: AbortSignal): Promise<InvoicePage>;

  /**
   * Credits and payments, posted or not. A key without one in GP, or with a voided one, is absent from the map.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract credits(keys: readonly CreditKey[], signal: AbortSignal): Promise<ReadonlyMap<CreditKey, Credit | Payment>>;

  /**
   * Whole posted credit memos and returns, also voided ones. A key without one in GP is absent from the map.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract creditMemos(keys: readonly CreditMemoKey[], signal: AbortSignal): Promise<ReadonlyMap<CreditMemoKey, CreditMemo>>;

  /**
   * The next page of an account's payments, the latest first. Voided ones are left out.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract paymentPage(ask: DocumentPageAsk<'PAYMENT'>, signal: AbortSignal): Promise<DocumentPage<Payment>>;

  /**
   * The next page of an account's posted credits that are not applied in full, the latest first.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract creditPage(ask: DocumentPageAsk<CreditKind>, signal: AbortSignal): Promise<DocumentPage<Credit>>;

  /**
   * What accounts owe now, in the functional currency. An account that GP does not know is absent from the map.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract openReceivables(
    accountNumbers: readonly AccountNumber[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<AccountNumber, OpenReceivables>>;

  /**
   * What moved an account's balance in a period, and what the balance is now, in the functional currency. Of a period with more
   * than MOST_MOVEMENTS it tells more than MOST_MOVEMENTS, and not all.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract statement(ask: StatementAsk, signal: AbortSignal): Promise<StatementMovements>;
}
