import { Injectable } from '@nestjs/common';
import { AccountService } from '../account/index.js';
import type { LinkedDocument } from '../contract/index.js';
import { type Live, RequestBudget } from '../live/index.js';
import { asQuoteNumber, QuoteService } from '../quotes/index.js';
import { creditOfNodeKey, invoiceOfNodeKey, isCreditMemo, ReceivablesService } from '../receivables/index.js';
import type { SignedInViewer } from '../values/viewer.js';
import { type Addressee, addresseeOf } from './addressee.js';
import { titleOf } from './draw-document.js';
import { printedCreditMemo } from './printed-credit-memo.js';
import type { PrintedDocument } from './printed-document.js';
import { printedInvoice } from './printed-invoice.js';
import { printedQuote } from './printed-quote.js';
import { printedStatement } from './printed-statement.js';
import { Printer } from './printer.js';

export interface Printable {
  readonly printed: PrintedDocument;
  /** With the ending ".pdf". */
  readonly fileName: string;
}

/** Finds documents that can be printed, as their viewer may see them. */
@Injectable()
export class PrintableDocuments {
  constructor(
    private readonly accounts: AccountService,
    private readonly quotes: QuoteService,
    private readonly receivables: ReceivablesService,
    private readonly printer: Printer,
  ) {}

  /**
   * @param viewer on the account whose document it is
   * @returns undefined for one that the account does not have
   */
  async find(viewer: SignedInViewer, document: LinkedDocument): Promise<Printable | 'unavailable' | undefined> {
    const budget = RequestBudget.toTheEnd();
    const { layout } = this.printer.stationery;
    const { accountNumber } = viewer;
    const addressee = () => addresseeOf(this.accounts, accountNumber, budget);
    const printable = async <Document extends { readonly number: string }>(
      found: Live<Document | null>,
      print: (document: Document, addressee: Addressee) => PrintedDocument,
    ): Promise<Printable | 'unavailable' | undefined> => {
      if (!found.known) return 'unavailable';
      if (found.value === null) return undefined;
      const printed = print(found.value, await addressee());
      return { printed, fileName: `${titleOf(printed, layout)} ${printed.number}.pdf` };
    };
    switch (document.kind) {
      case 'invoice': {
        const key = invoiceOfNodeKey(document.key);
        if (!key) return undefined;
        return printable(await this.receivables.invoice([accountNumber], key, budget), printedInvoice);
      }
      case 'credit': {
        const wanted = creditOfNodeKey(document.key);
        const key = wanted && { accountNumber, ...wanted };
        if (!key || !isCreditMemo(key)) return undefined;
        return printable(await this.receivables.creditMemo(key, budget), printedCreditMemo);
      }
      case 'quote': {
        const found = await this.quotes.quote([accountNumber], asQuoteNumber(document.key), budget);
        return printable(found, printedQuote);
      }
      case 'statement': {
        const { from, to } = document;
        const found = await this.receivables.statement({ accountNumber, from, to }, budget);
        if (!found.known) return 'unavailable';
        if (found.value === null) return undefined;
        const printed = printedStatement(found.value, { accountNumber, from, to }, await addressee(), layout.documents);
        return { printed, fileName: `${titleOf(printed, layout)} ${accountNumber} ${from} ${to}.pdf` };
      }
    }
  }
}
