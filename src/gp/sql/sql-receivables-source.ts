import type { Kysely } from 'kysely';
import {
  asDocumentNumber,
  type Credit,
  type CreditKey,
  type CreditKind,
  type CreditMemo,
  type CreditMemoKey,
  type DocumentPage,
  type DocumentPageAsk,
  INVOICE_KINDS,
  type Invoice,
  type InvoiceKey,
  type InvoicePage,
  type InvoicePageAsk,
  type OpenReceivables,
  type Payment,
  type ReceivablesSource,
  type StatementAsk,
  type StatementMovements,
} from '../../receivables/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import type { AccountNumber } from '../../values/identifiers.js';
import { CREDIT_MEMO_PARAMETERS, creditMemosQuery } from './credit-memo.query.js';
import { creditMemosOf } from './credit-memo-of-rows.js';
import { creditOf, paymentOf } from './credit-of-rows.js';
import { documentDate } from './document-date.js';
import type { GpTables } from './gp-tables.js';
import { groupBy } from './group.js';
import { INVOICE_PARAMETERS, invoicePageQuery, invoicesQuery } from './invoice.query.js';
import { invoicesOf } from './invoice-of-rows.js';
import { fits, inParts, KEY_LENGTH } from './keys.js';
import { openReceivablesOf } from './open-receivables-of-rows.js';
import {
  CREDIT_PARAMETERS,
  creditPageQuery,
  creditsQuery,
  OPEN_RECEIVABLES_PARAMETERS,
  openReceivablesQuery,
  paymentPageQuery,
  statementQuery,
} from './receivables.query.js';
import { creditKind, invoiceKind } from './receivables-types.js';
import { movementsOf, NOTHING_MOVED } from './statement-of-rows.js';

export class SqlReceivablesSource implements ReceivablesSource {
  /**
   * @param today the day on the company's calendar
   * @param history where later pages of lists may be read, some seconds old
   */
  constructor(
    private readonly gp: Kysely<GpTables>,
    private readonly today: () => CalendarDate,
    private readonly history: Kysely<GpTables> = gp,
  ) {}

  async invoices(keys: readonly InvoiceKey[], signal: AbortSignal): Promise<ReadonlyMap<InvoiceKey, readonly Invoice[]>> {
    const today = this.today();
    const wanted = keys.filter(({ number }) => number !== '' && fits(number, KEY_LENGTH.document));
    const read: Invoice[] = [];
    for (const part of inParts([...new Set(wanted.map(({ number }) => number))], INVOICE_PARAMETERS)) {
      read.push(...invoicesOf(await invoicesQuery(this.gp, part).ask(this.gp, { signal }), today));
    }
    const position = ({ kind }: Invoice) => INVOICE_KINDS.indexOf(kind);
    const found = groupBy(
      read.toSorted((one, other) => position(one) - position(other)),
      ({ accountNumber, number }) => textOf({ accountNumber, number }),
    );
    return new Map(wanted.flatMap((key) => [[key, found.get(textOf(key)) ?? []] as const].filter(([, each]) => each.length > 0)));
  }

  async invoicePage(ask: InvoicePageAsk, signal: AbortSignal): Promise<InvoicePage> {
    if (!fits(ask.accountNumber, KEY_LENGTH.customer)) return { places: [], hasNextPage: false };
    const rows = await invoicePageQuery(this.where(ask), ask, this.today()).execute({ signal });
    const places = rows.slice(0, ask.first).map((row) => {
      const number = asDocumentNumber(row.DOCNUMBR);
      return { number, kind: invoiceKind(row.RMDTYPAL), date: documentDate(row.date, number) };
    });
    return { places, hasNextPage: rows.length > ask.first };
  }

  async paymentPage(ask: DocumentPageAsk<'PAYMENT'>, signal: AbortSignal): Promise<DocumentPage<Payment>> {
    if (!fits(ask.accountNumber, KEY_LENGTH.customer)) return { documents: [], hasNextPage: false };
    const rows = await paymentPageQuery(this.where(ask), ask).execute({ signal });
    return { documents: rows.slice(0, ask.first).map(paymentOf), hasNextPage: rows.length > ask.first };
  }

  async creditPage(ask: DocumentPageAsk<CreditKind>, signal: AbortSignal): Promise<DocumentPage<Credit>> {
    if (!fits(ask.accountNumber, KEY_LENGTH.customer)) return { documents: [], hasNextPage: false };
    const rows = await creditPageQuery(this.where(ask), ask).execute({ signal });
    return { documents: rows.slice(0, ask.first).map(creditOf), hasNextPage: rows.length > ask.first };
  }

  async credits(keys: readonly CreditKey[], signal: AbortSignal): Promise<ReadonlyMap<CreditKey, Credit | Payment>> {
    const wanted = keys.filter(({ number }) => number !== '' && fits(number, KEY_LENGTH.document));
    const found = new Map<string, Credit | Payment>();
    for (const part of inParts([...new Set(wanted.map(({ number }) => number))], CREDIT_PARAMETERS)) {
      for (const row of await creditsQuery(this.gp, part).execute({ signal })) {
        const credit = creditKind(row.RMDTYPAL) === 'PAYMENT' ? paymentOf(row) : creditOf(row);
        found.set(textOf(credit), credit);
      }
    }
    return foundOf(wanted, found);
  }

  async creditMemos(keys: readonly CreditMemoKey[], signal: AbortSignal): Promise<ReadonlyMap<CreditMemoKey, CreditMemo>> {
    const wanted = keys.filter(({ number }) => number !== '' && fits(number, KEY_LENGTH.document));
    const found = new Map<string, CreditMemo>();
    for (const part of inParts([...new Set(wanted.map(({ number }) => number))], CREDIT_MEMO_PARAMETERS)) {
      const rows = await creditMemosQuery(this.gp, part).ask(this.gp, { signal });
      for (const memo of creditMemosOf(rows)) found.set(textOf(memo), memo);
    }
    return foundOf(wanted, found);
  }

  async openReceivables(
    accountNumbers: readonly AccountNumber[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<AccountNumber, OpenReceivables>> {
    const today = this.today();
    const found = new Map<AccountNumber, OpenReceivables>();
    const wanted = accountNumbers.filter((account) => fits(account, KEY_LENGTH.customer));
    for (const part of inParts(wanted, OPEN_RECEIVABLES_PARAMETERS)) {
      const rows = await openReceivablesQuery(this.gp, part, today).ask(this.gp, { signal });
      for (const [account, receivables] of openReceivablesOf(rows, today)) found.set(account, receivables);
    }
    return found;
  }

  async statement(ask: StatementAsk, signal: AbortSignal): Promise<StatementMovements> {
    if (!fits(ask.accountNumber, KEY_LENGTH.customer)) return NOTHING_MOVED;
    return movementsOf(await statementQuery(this.gp, ask).ask(this.gp, { signal }));
  }

  private where({ after }: { readonly after: unknown }): Kysely<GpTables> {
    return after === null ? this.gp : this.history;
  }
}

function textOf({ accountNumber, number, kind }: Pick<InvoiceKey, 'accountNumber' | 'number'> & { kind?: CreditKind }): string {
  return JSON.stringify([accountNumber, number, kind]);
}

/** What was found, by its key. */
function foundOf<Key extends CreditKey, Found>(keys: readonly Key[], found: ReadonlyMap<string, Found>): ReadonlyMap<Key, Found> {
  return new Map(
    keys.flatMap((key) => {
      const one = found.get(textOf(key));
      return one ? [[key, one] as const] : [];
    }),
  );
}
