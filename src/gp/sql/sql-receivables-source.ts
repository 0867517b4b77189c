import type { Kysely } from 'kysely';
import { asOrderNumber, type OrderLine } from '../../ordering/index.js';
import {
  type AppliedCredit,
  ageing,
  asDocumentNumber,
  type Credit,
  type CreditKey,
  type CreditKind,
  type DocumentPage,
  type DocumentPageAsk,
  INVOICE_KINDS,
  type Invoice,
  type InvoiceKey,
  type InvoicePage,
  type InvoicePageAsk,
  type InvoiceTax,
  invoiceStatus,
  type Movement,
  type OpenReceivables,
  type Payment,
  type PaymentMethod,
  type ReceivablesSource,
  type StatementAsk,
  type StatementMovements,
  takesPayments,
} from '../../receivables/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { type DecimalString, decimalString, Exact, ZERO } from '../../values/exact.js';
import { type AccountNumber, asAccountNumber, asCurrencyId } from '../../values/identifiers.js';
import { calendarDate, decimal, flag, keyOrNull, textOrNull, whole } from './decode.js';
import type { GpTables } from './gp-tables.js';
import { groupBy } from './group.js';
import { INVOICE_PARAMETERS, invoicePageQuery, invoicesQuery } from './invoice.query.js';
import { fits, inParts, KEY_LENGTH } from './keys.js';
import {
  CREDIT_PARAMETERS,
  creditPageQuery,
  creditsQuery,
  OPEN_RECEIVABLES_PARAMETERS,
  openReceivablesQuery,
  paymentPageQuery,
  statementQuery,
} from './receivables.query.js';
import { creditKind, documentKind, invoiceKind } from './receivables-types.js';
import { documentAddress, documentLine } from './sales-document.js';
import type { TextRows } from './together.js';

type InvoiceRows = TextRows<ReturnType<typeof invoicesQuery>['parts']>;
type ReceivableRow = InvoiceRows['open'][number];
type SaleRow = InvoiceRows['salesInWork'][number];
type BalanceRows = TextRows<ReturnType<typeof openReceivablesQuery>['parts']>;

const CHECK = 0;
const CARD = 2;

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
      return { number, kind: invoiceKind(row.RMDTYPAL), date: calendarDate(row.date) ?? asNoDate(number) };
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
    return new Map(
      wanted.flatMap((key) => {
        const credit = found.get(textOf(key));
        return credit ? [[key, credit] as const] : [];
      }),
    );
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
    const rows = await statementQuery(this.gp, ask).ask(this.gp, { signal });
    const sum = (...parts: readonly (readonly { readonly amount: string }[])[]) =>
      decimalString(parts.flat().reduce((total, { amount }) => total.plus(decimal(amount)), ZERO));
    const documents = [...rows.open, ...rows.history, ...rows.receipts].map((row): Movement => {
      const type = whole(row.RMDTYPAL);
      const [kind, number] = [documentKind(type), asDocumentNumber(row.DOCNUMBR)];
      const amount = new Exact(decimal(row.ORTRXAMT));
      return {
        kind,
        number,
        date: calendarDate(row.date) ?? asNoDate(number),
        amount: decimalString(isOwed(kind) ? amount : amount.negated()),
      };
    });
    const applied = [...rows.appliedOpen, ...rows.appliedInHistory].map((row): Movement => {
      const number = asDocumentNumber(row.APFRDCNM);
      return {
        kind: creditKind(whole(row.APFRDCTY)),
        number,
        date: calendarDate(row.date) ?? asNoDate(number),
        amount: decimal(row.amount),
      };
    });
    return {
      balanceNow: sum(rows.now, rows.receiptsNow),
      movedSince: sum(rows.openSince, rows.historySince, rows.receiptsSince, rows.appliedOpenSince, rows.appliedInHistorySince),
      movements: [...documents, ...applied],
    };
  }

  private where({ after }: { readonly after: unknown }): Kysely<GpTables> {
    return after === null ? this.gp : this.history;
  }
}

const NOTHING_MOVED: StatementMovements = { balanceNow: decimal('0'), movedSince: decimal('0'), movements: [] };

function isOwed(kind: Movement['kind']): boolean {
  return kind === 'INVOICE' || kind === 'DEBIT_MEMO' || kind === 'FINANCE_CHARGE';
}

function textOf({ accountNumber, number, kind }: Pick<InvoiceKey, 'accountNumber' | 'number'> & { kind?: CreditKind }): string {
  return JSON.stringify([accountNumber, number, kind]);
}

function invoicesOf(rows: InvoiceRows, today: CalendarDate): Invoice[] {
  const keyOf = (type: string, number: string) => `${type} ${number}`;
  const open = new Map(rows.open.map((row) => [keyOf(row.RMDTYPAL, row.DOCNUMBR), row]));
  const history = rows.history.filter((row) => !open.has(keyOf(row.RMDTYPAL, row.DOCNUMBR)));
  const inWork = new Map(rows.salesInWork.map((row) => [row.SOPNUMBE, row]));
  const inHistory = new Map(rows.salesInHistory.map((row) => [row.SOPNUMBE, row]));
  const linesInWork = groupBy(rows.lineInWork, (row) => row.SOPNUMBE);
  const linesInHistory = groupBy(rows.lineInHistory, (row) => row.SOPNUMBE);
  const comments = groupBy(rows.lineComment, (row) => row.SOPNUMBE);
  const taxes = groupBy(rows.tax, (row) => row.SOPNUMBE);
  const applied = groupBy([...rows.appliedInHistory, ...rows.appliedOpen], (row) => keyOf(row.APTODCTY, row.APTODCNM));

  /** What an invoice has of its sales document: in history where it is posted, even while it is in work as well. */
  const saleOf = (number: string, posted: boolean) => {
    const sale = posted ? (inHistory.get(number) ?? inWork.get(number)) : (inWork.get(number) ?? inHistory.get(number));
    if (!sale) return undefined;
    const lines = (sale === inHistory.get(number) ? linesInHistory : linesInWork).get(number) ?? [];
    const shipTo = documentAddress(sale, sale.PHNUMBR1);
    const ofNumber = new Map((comments.get(number) ?? []).map((comment) => [comment.LNITMSEQ, comment]));
    return {
      sale,
      lines: lines
        .toSorted((one, other) => whole(one.LNITMSEQ) - whole(other.LNITMSEQ))
        .map((line, index) => billedLine(line, index + 1, { posted, shipTo, comment: ofNumber.get(line.LNITMSEQ) })),
      taxes: (taxes.get(number) ?? []).map(taxOf).toSorted((one, other) => (one.detail < other.detail ? -1 : 1)),
    };
  };
  const receivables = [...open.values(), ...history];
  const posted = new Set(receivables.filter((row) => row.RMDTYPAL === '1').map((row) => row.DOCNUMBR));
  const unposted = [...inWork.values(), ...inHistory.values()].filter(
    (row) =>
      !posted.has(row.SOPNUMBE) &&
      // In work it is not posted; in history it was voided before that. A posted one is among receivables.
      flag(row.VOIDSTTS) === !inWork.has(row.SOPNUMBE),
  );
  return [
    ...receivables.map((row) => {
      const ofSales = row.RMDTYPAL === '1' ? saleOf(row.DOCNUMBR, true) : undefined;
      // A number is an invoice's of one account. Documents of another one would be a fault of GP's data.
      const sale = ofSales && ofSales.sale.CUSTNMBR === row.CUSTNMBR ? ofSales : undefined;
      return receivable(
        row,
        sale,
        appliedCredits(applied.get(keyOf(row.RMDTYPAL, row.DOCNUMBR)) ?? [], row.CURNCYID !== ''),
        today,
      );
    }),
    ...unposted.flatMap((row) => {
      const sale = saleOf(row.SOPNUMBE, false);
      return sale ? [unpostedInvoice(row, sale, today)] : [];
    }),
  ];
}

interface OfSales {
  readonly sale: SaleRow;
  readonly lines: Invoice['lines'];
  readonly taxes: readonly InvoiceTax[];
}

function receivable(
  row: ReceivableRow,
  ofSales: OfSales | undefined,
  applied: readonly AppliedCredit[],
  today: CalendarDate,
): Invoice {
  // Without a row of its own in MC020102, a document is in the functional currency.
  const own = row.CURNCYID !== '';
  const amount = (functional: string, originating: string) => new Exact(decimal(own ? originating : functional));
  const number = asDocumentNumber(row.DOCNUMBR);
  const kind = invoiceKind(whole(row.RMDTYPAL));
  const voided = flag(row.VOIDSTTS);
  const date = calendarDate(row.date) ?? asNoDate(number);
  const dueDate = calendarDate(row.due);
  const total = amount(row.ORTRXAMT, row.ORORGTRX);
  const balance = voided ? ZERO : amount(row.CURTRXAM, row.ORCTRXAM);
  const discountTaken = amount(row.DISTKNAM, row.ORDISTKN);
  const freight = amount(row.FRTAMNT, row.ORFRTAMT);
  const miscellaneous = amount(row.MISCAMNT, row.ORMISCAMT);
  const tax = amount(row.TAXAMNT, row.ORTAXAMT);
  const discount = amount(row.TRDISAMT, row.ORTDISAM);
  const status = invoiceStatus({ posted: true, voided, balance, date, dueDate }, today);
  const payable = takesPayments(kind, status);
  const discountDate = calendarDate(row.discountDate);
  const available = Exact.min(amount(row.DISAVAMT, row.ORDAVAMT).minus(discountTaken), balance);
  return {
    number,
    kind,
    accountNumber: asAccountNumber(row.CUSTNMBR),
    orderNumber: ofSales ? keyOrNull(ofSales.sale.orderNumber, asOrderNumber) : null,
    purchaseOrderNumber: textOrNull(ofSales?.sale.CSTPONBR ?? '') ?? textOrNull(row.CSPORNBR),
    status,
    date,
    dueDate,
    currency: asCurrencyId(row.CURNCYID),
    lines: ofSales?.lines ?? [],
    ...(ofSales
      ? salesAmounts(ofSales.sale)
      : {
          // Not the sales amount, which GP leaves at 0 for debit memos and finance charges.
          subtotal: decimalString(total.minus(freight).minus(miscellaneous).minus(tax).plus(discount)),
          discount: decimalString(discount),
          freight: decimalString(freight),
          miscellaneous: decimalString(miscellaneous),
          tax: decimalString(tax),
        }),
    total: decimalString(total),
    balance: decimalString(balance),
    takesPayments: payable,
    termsDiscount:
      payable && discountDate !== null && today <= discountDate && available.greaterThan(0)
        ? { amount: decimalString(available), until: discountDate }
        : null,
    discountTaken: decimalString(discountTaken),
    writtenOff: decimalString(amount(row.WROFAMNT, row.ORWROFAM)),
    taxes: ofSales?.taxes ?? [],
    applied,
  };
}

/** An invoice of sales that is printed and not posted, or that was voided before it was posted. */
function unpostedInvoice(row: SaleRow, { lines, taxes }: OfSales, today: CalendarDate): Invoice {
  const number = asDocumentNumber(row.SOPNUMBE);
  const voided = flag(row.VOIDSTTS);
  const date = calendarDate(row.date) ?? asNoDate(number);
  const dueDate = calendarDate(row.due);
  // What is on account: the total less the payments that were taken with the document.
  const balance = voided ? ZERO : new Exact(decimal(row.ORACTAMT));
  return {
    number,
    kind: 'INVOICE',
    accountNumber: asAccountNumber(row.CUSTNMBR),
    orderNumber: keyOrNull(row.orderNumber, asOrderNumber),
    purchaseOrderNumber: textOrNull(row.CSTPONBR),
    status: invoiceStatus({ posted: false, voided, balance, date, dueDate }, today),
    date,
    dueDate,
    currency: asCurrencyId(row.CURNCYID),
    lines,
    ...salesAmounts(row),
    total: decimal(row.ORDOCAMT),
    balance: decimalString(balance),
    takesPayments: false,
    termsDiscount: null,
    discountTaken: decimal('0'),
    writtenOff: decimal('0'),
    taxes,
    applied: [],
  };
}

function salesAmounts(row: SaleRow): Pick<Invoice, 'subtotal' | 'discount' | 'freight' | 'miscellaneous' | 'tax'> {
  return {
    subtotal: decimal(row.ORSUBTOT),
    discount: decimal(row.ORTDISAM),
    freight: decimal(row.ORFRTAMT),
    miscellaneous: decimal(row.ORMISCAMT),
    tax: sumOf(row.ORTAXAMT, row.ORFRTTAX, row.ORMSCTAX),
  };
}

function sumOf(...amounts: readonly string[]): DecimalString {
  return decimalString(amounts.reduce((sum, amount) => sum.plus(decimal(amount)), ZERO));
}

interface BesidesLine extends Pick<Parameters<typeof documentLine>[2], 'shipTo' | 'comment'> {
  readonly posted: boolean;
}

/** An invoice bills what it neither back-orders nor cancels, and its extended price is of that. */
function billedLine(row: InvoiceRows['lineInWork'][number], lineNumber: number, { posted, ...besides }: BesidesLine): OrderLine {
  const [backordered, cancelled] = [new Exact(decimal(row.QTYTBAOR)), new Exact(decimal(row.QTYCANCE))];
  const billed = new Exact(decimal(row.QUANTITY)).minus(backordered).minus(cancelled);
  const line = documentLine(row, lineNumber, {
    ...besides,
    // GP posts no invoice before its goods have left.
    quantityShipped: posted ? billed : new Exact(decimal(row.QTYFULFI)),
    quantityBackordered: backordered,
    quantityCancelled: cancelled,
  });
  return { ...line, quantity: decimalString(billed) };
}

function taxOf(row: InvoiceRows['tax'][number]): InvoiceTax {
  return {
    detail: row.TAXDTLID,
    description: textOrNull(row.TXDTLDSC),
    amount: sumOf(row.ORSLSTAX, row.ORFRTTAX, row.ORMSCTAX),
  };
}

function appliedCredits(rows: readonly InvoiceRows['appliedOpen'][number][], inOwnCurrency: boolean): AppliedCredit[] {
  // While GP moves an application to history, it can be read in both tables.
  const each = new Map(rows.map((row) => [`${row.APFRDCTY} ${row.APFRDCNM}`, row]));
  return [...each.values()]
    .map((row) => {
      const number = asDocumentNumber(row.APFRDCNM);
      return {
        number,
        kind: creditKind(whole(row.APFRDCTY)),
        date: calendarDate(row.date) ?? asNoDate(number),
        amount: decimal(inOwnCurrency ? row.ORAPTOAM : row.APPTOAMT),
      };
    })
    .toSorted((one, other) => (`${one.date} ${one.number}` < `${other.date} ${other.number}` ? -1 : 1));
}

interface CreditRow {
  readonly CUSTNMBR: string;
  readonly DOCNUMBR: string;
  readonly RMDTYPAL: number;
  readonly CURNCYID: string | null;
  readonly amount: string;
  readonly unapplied: string;
  readonly originalAmount: string | null;
  readonly originalUnapplied: string | null;
  readonly date: string;
}

function creditOf(row: CreditRow): Credit {
  const number = asDocumentNumber(row.DOCNUMBR);
  return {
    number,
    kind: creditKind(row.RMDTYPAL),
    accountNumber: asAccountNumber(row.CUSTNMBR),
    date: calendarDate(row.date) ?? asNoDate(number),
    currency: asCurrencyId(row.CURNCYID ?? ''),
    amount: decimal(row.originalAmount ?? row.amount),
    unapplied: decimal(row.originalUnapplied ?? row.unapplied),
  };
}

interface PaymentRow extends CreditRow {
  readonly CSHRCTYP: number;
  readonly EFTFLAG: number;
  readonly CHEKNMBR: string;
  readonly TRXDSCRN: string;
}

function paymentOf(row: PaymentRow): Payment {
  const method = paymentMethod(row);
  // A card's number, which may be in CHEKNMBR, is nothing to be shown.
  const check = method === 'CHECK' ? textOrNull(row.CHEKNMBR) : null;
  return { ...creditOf(row), kind: 'PAYMENT', method, reference: check ?? textOrNull(row.TRXDSCRN) };
}

/** Cash has no word of its own in the contract: it comes without a number, as a transfer does. */
function paymentMethod({ CSHRCTYP, EFTFLAG }: { readonly CSHRCTYP: number; readonly EFTFLAG: number }): PaymentMethod {
  if (CSHRCTYP === CARD) return 'CARD';
  return CSHRCTYP === CHECK && EFTFLAG === 0 ? 'CHECK' : 'BANK_TRANSFER';
}

function openReceivablesOf(rows: BalanceRows, today: CalendarDate): (readonly [AccountNumber, OpenReceivables])[] {
  const open = groupBy(rows.open, (row) => row.CUSTNMBR);
  const receipts = new Map(rows.receipts.map((row) => [row.CUSTNMBR, row.amount]));
  const payments = groupBy([...rows.lastOpen, ...rows.lastInHistory], (row) => row.CUSTNMBR);
  const [setup] = rows.setup;
  const used = whole(setup?.AGPERUSD ?? '');
  const periods = rows.period
    .filter(({ INDEX1 }) => used === 0 || whole(INDEX1) <= used)
    .toSorted((one, other) => whole(one.INDEX1) - whole(other.INDEX1))
    .map(({ RMPERDSC, RMPEREND }) => ({ name: RMPERDSC, lastDay: whole(RMPEREND) }));
  return rows.customer.map(({ CUSTNMBR, BALNCTYP }) => {
    const amounts = (open.get(CUSTNMBR) ?? []).map((row) => ({
      amount: new Exact(decimal(row.amount)),
      pastDue: decimal(row.pastDue),
      isCredit: flag(row.credit),
      date: calendarDate(row.aged) ?? today,
    }));
    const sum = (some: readonly { readonly amount: Exact }[]) => some.reduce((total, { amount }) => total.plus(amount), ZERO);
    const [last] = (payments.get(CUSTNMBR) ?? []).toSorted((one, other) =>
      `${one.date} ${one.DOCNUMBR}` > `${other.date} ${other.DOCNUMBR}` ? -1 : 1,
    );
    const setupOfAgeing = { periods, agesCredits: flag(setup?.AGEUNAPPLDCR ?? ''), carriesForward: flag(BALNCTYP) };
    return [
      asAccountNumber(CUSTNMBR),
      {
        balance: decimalString(sum(amounts)),
        pastDue: decimalString(amounts.reduce((total, { pastDue }) => total.plus(pastDue), ZERO)),
        unappliedCredits: decimalString(sum(amounts.filter(({ isCredit }) => isCredit)).negated()),
        unposted: decimal(receipts.get(CUSTNMBR) ?? ''),
        ageing: ageing(amounts, setupOfAgeing, today),
        lastPayment: last
          ? {
              number: asDocumentNumber(last.DOCNUMBR),
              date: calendarDate(last.date) ?? asNoDate(last.DOCNUMBR),
              amount: decimal(last.ORTRXAMT),
            }
          : null,
      },
    ] as const;
  });
}

/** Throws: GP requires a date on every document. */
function asNoDate(number: string): never {
  throw new TypeError(`GP's document ${number} has no date`);
}
