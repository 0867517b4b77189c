/**
 * What the templates of a message may show. All values are texts in the language of the message, amounts with their currency
 * where they stand alone; null where there is none.
 */
export interface MessageViews {
  'order-received': OrderView;
  'order-pushed': OrderView;
  'order-shipped': ShippedOrderView;
  'quote-opened': QuoteView;
  'invoice-due-soon': InvoiceView;
  'payment-received': PaymentView;
  'staff-order': StaffOrderView;
  'staff-quote': StaffQuoteView;
  'staff-payment': StaffPaymentView;
  'staff-digest': StaffDigestView;
}

export type MessageName = keyof MessageViews;

export interface LineView {
  readonly sku: string;
  /** Of the catalogue; null where it does not know the product. */
  readonly description: string | null;
  readonly quantity: string;
  readonly unit: string;
  readonly unitPrice: string;
  readonly extended: string;
}

/** The lines of a document, and what they come to. */
export interface AmountsView {
  readonly currency: string;
  readonly lines: readonly LineView[];
  readonly subtotal: string;
  readonly discount: string | null;
  readonly freight: string | null;
  readonly miscellaneous: string | null;
  readonly tax: string | null;
  readonly total: string;
}

export interface OrderView extends AmountsView {
  /** GP's number; null where GP does not have the order yet. */
  readonly number: string | null;
  readonly reference: string;
  readonly purchaseOrderNumber: string | null;
  readonly date: string;
  /** The storefront's page; null where none is configured. */
  readonly link: string | null;
}

export interface ShippedOrderView {
  readonly number: string;
  readonly reference: string | null;
  readonly purchaseOrderNumber: string | null;
  readonly shipments: readonly ShipmentView[];
  readonly link: string | null;
}

export interface ShipmentView {
  readonly date: string | null;
  readonly carrier: string | null;
  readonly parcels: readonly { readonly number: string; readonly link: string | null }[];
  readonly lines: readonly Pick<LineView, 'sku' | 'description' | 'quantity' | 'unit'>[];
}

export interface QuoteView extends AmountsView {
  /** Blank where GP does not have it yet. */
  readonly number: string;
  readonly reference: string | null;
  readonly date: string;
  /** The last day on which it can be ordered; null where it has none. */
  readonly expires: string | null;
  readonly link: string | null;
}

export interface InvoiceView {
  readonly number: string;
  readonly date: string;
  readonly dueDate: string | null;
  readonly purchaseOrderNumber: string | null;
  readonly orderNumber: string | null;
  readonly total: string;
  readonly balance: string;
  /** What is taken off where it is paid in time; null where nothing is. */
  readonly termsDiscount: { readonly amount: string; readonly until: string } | null;
  readonly link: string | null;
}

export interface PaymentView {
  /** GP's number; null where GP does not have it yet. */
  readonly number: string | null;
  readonly reference: string | null;
  readonly date: string;
  readonly amount: string;
  /** The numbers of all invoices that it is for; null where it is for none. */
  readonly invoices: string | null;
  readonly severalInvoices: boolean;
  /** How much of the money is for which invoice. */
  readonly applications: readonly { readonly number: string; readonly amount: string }[];
  /** Paid without an invoice; null where nothing is. */
  readonly onAccount: string | null;
}

export interface StaffAccountView {
  /** The e-mail address of a visitor without an account. */
  readonly accountNumber: string;
  readonly accountName: string;
  readonly salesperson: string | null;
}

/** What happened, as flags: a template says it in its own words. */
export interface StaffOrderView extends StaffAccountView, OrderView {
  readonly received: boolean;
  readonly pushed: boolean;
  readonly rejected: boolean;
  readonly cancelled: boolean;
  /** Why GP refused it; null where it did not. */
  readonly refusal: string | null;
  readonly comment: string | null;
}

export interface StaffQuoteView extends StaffAccountView, QuoteView {
  readonly requested: boolean;
  readonly rejected: boolean;
  /** Why GP refused it; null where it did not. */
  readonly refusal: string | null;
  readonly declined: boolean;
  readonly changeRequested: boolean;
  readonly ordered: boolean;
  readonly comment: string | null;
}

export interface StaffPaymentView extends StaffAccountView, PaymentView {
  readonly rejected: boolean;
  /** A part of it could not be applied to its invoices any more. */
  readonly unapplied: boolean;
  /** How much of the money is applied to nothing although it was for invoices; null where nothing is, or that is not known. */
  readonly notApplied: string | null;
  /** All of the money is applied, and a credit is not. False, too, where that is not known. */
  readonly creditNotApplied: boolean;
  /** False where credits were to cover everything. */
  readonly moneyTaken: boolean;
  /** Why GP refused it; null where it did not. */
  readonly refusal: string | null;
}

/** What was not sent one by one, since there was too much of it. */
export interface StaffDigestView {
  readonly count: string;
  /** There is more than one. */
  readonly several: boolean;
  /** All are about orders; so with the next two. */
  readonly orders: boolean;
  readonly quotes: boolean;
  readonly payments: boolean;
  /** They are not all of one kind. */
  readonly mixed: boolean;
  readonly since: string;
  readonly notices: readonly StaffNoticeView[];
}

/** The subject of a mail that was not sent by itself. */
export interface StaffNoticeView {
  readonly at: string;
  readonly text: string;
}
