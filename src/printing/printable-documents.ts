import { Injectable } from '@nestjs/common';
import { AccountService } from '../account/index.js';
import type { LinkedDocument } from '../contract/index.js';
import { RequestBudget } from '../live/index.js';
import { asQuoteNumber, QuoteService } from '../quotes/index.js';
import { invoiceOfNodeKey, ReceivablesService } from '../receivables/index.js';
import type { SignedInViewer } from '../values/viewer.js';
import { addresseeOf } from './addressee.js';
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
    const { titles, documents } = this.printer.stationery.layout;
    const { accountNumber } = viewer;
    switch (document.kind) {
      case 'invoice': {
        const key = invoiceOfNodeKey(document.key);
        const found = key ? await this.receivables.invoice([accountNumber], key, budget) : null;
        if (found === null || (found.known && found.value === null)) return undefined;
        if (!found.known || found.value === null) return 'unavailable';
        const printed = printedInvoice(found.value, await addresseeOf(this.accounts, accountNumber, budget));
        return { printed, fileName: `${titles.invoice} ${found.value.number}.pdf` };
      }
      case 'statement': {
        const { from, to } = document;
        const found = await this.receivables.statement({ accountNumber, from, to }, budget);
        if (!found.known) return 'unavailable';
        const addressee = await addresseeOf(this.accounts, accountNumber, budget);
        const printed = printedStatement(found.value, { accountNumber, from, to }, addressee, documents);
        return { printed, fileName: `${titles.statement} ${accountNumber} ${from} ${to}.pdf` };
      }
      case 'quote': {
        const found = await this.quotes.quote([accountNumber], asQuoteNumber(document.key), budget);
        if (found.known && found.value === null) return undefined;
        if (!found.known || found.value === null) return 'unavailable';
        const printed = printedQuote(found.value, await addresseeOf(this.accounts, accountNumber, budget));
        return { printed, fileName: `${titles.quote} ${found.value.number}.pdf` };
      }
    }
  }
}
