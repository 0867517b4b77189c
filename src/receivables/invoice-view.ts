import type { Currency } from '../account/index.js';
import type { Contract } from '../contract/index.js';
import type { Freshness } from '../live/index.js';
import { type OrderLineView, orderLineOf } from '../ordering/index.js';
import { globalId } from '../values/global-id.js';
import { inCurrency } from './in-currency.js';
import { asDocumentNumber, type DocumentNumber, INVOICE_KINDS, type Invoice, type InvoiceKind } from './invoice.js';

/** An invoice as the contract's Invoice, without the fields that its resolvers answer. */
export interface InvoiceContent
  extends Required<Omit<Contract.Invoice, 'lines' | 'payable' | 'shipments' | 'documentUrl' | 'asOf' | 'source'>> {
  /** The fact that it was made of. */
  readonly invoice: Invoice;
  readonly lines: readonly OrderLineView[];
}

/** The parent value of the contract's Invoice. */
export type InvoiceView = InvoiceContent & Freshness;

export function invoiceOf(invoice: Invoice, currency: Currency): InvoiceContent {
  const amount = inCurrency(currency);
  return {
    __typename: 'Invoice',
    invoice,
    id: globalId('Invoice', nodeKeyOf(invoice)),
    number: invoice.number,
    orderNumber: invoice.orderNumber,
    purchaseOrderNumber: invoice.purchaseOrderNumber,
    status: invoice.status,
    date: invoice.date,
    dueDate: invoice.dueDate,
    lines: invoice.lines.map((line) => orderLineOf(line, currency)),
    subtotal: amount(invoice.subtotal),
    discount: amount(invoice.discount),
    freight: amount(invoice.freight),
    miscellaneous: amount(invoice.miscellaneous),
    tax: amount(invoice.tax),
    total: amount(invoice.total),
    balance: amount(invoice.balance),
    termsDiscount: invoice.termsDiscount && {
      amount: amount(invoice.termsDiscount.amount),
      until: invoice.termsDiscount.until,
    },
    taxes: invoice.taxes.map((tax) => ({ ...tax, amount: amount(tax.amount) })),
    payments: invoice.applied.map(({ number, date, amount: paid }) => ({ paymentNumber: number, date, amount: amount(paid) })),
  };
}

/** An invoice is known by its number; other kinds are counted by themselves and may have the same one. */
export function nodeKeyOf({ number, kind }: Invoice): string {
  return kind === 'INVOICE' ? number : `${number}\n${kind}`;
}

/** The number and kind in a node's key. */
export function invoiceOfNodeKey(key: string): { readonly number: DocumentNumber; readonly kind: InvoiceKind } | undefined {
  const [number = '', kind = 'INVOICE'] = key.split('\n');
  const known = INVOICE_KINDS.find((each) => each === kind);
  return known && { number: asDocumentNumber(number), kind: known };
}
