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

const LINES: readonly LineView[] = [
  {
    sku: 'HDWR-PRO-4866',
    description: 'Pro 486/66 motherboard',
    quantity: '2',
    unit: 'Each',
    unitPrice: '1,250.00',
    extended: '2,500.00',
  },
  { sku: 'WIRE100', description: 'Phone wire, 100 ft', quantity: '12', unit: 'Each', unitPrice: '9.95', extended: '119.40' },
];

const AMOUNTS: AmountsView = {
  currency: 'USD',
  lines: LINES,
  subtotal: '2,619.40',
  discount: '-119.40',
  freight: '25.00',
  miscellaneous: '10.00',
  tax: '177.45',
  total: 'USD 2,712.45',
};

const ORDER: OrderView = {
  ...AMOUNTS,
  number: 'ORDST2226',
  reference: 'WEB-10041',
  purchaseOrderNumber: 'PO 4711',
  date: 'Nov 29, 2026',
  link: 'https://shop.example.com/orders/ORDST2226',
};

const QUOTE: QuoteView = {
  ...AMOUNTS,
  number: 'QTEST1004',
  reference: 'RFQ-88',
  date: 'Nov 29, 2026',
  expires: 'Dec 31, 2026',
  link: 'https://shop.example.com/quotes/QTEST1004',
};

const PAYMENT: PaymentView = {
  number: 'PYMNT0000000421',
  reference: 'pi_3PqX',
  date: 'Nov 29, 2026',
  amount: 'USD 2,800.00',
  invoices: 'STDINV2261, STDINV2262',
  severalInvoices: true,
  applications: [
    { number: 'STDINV2261', amount: 'USD 2,658.20' },
    { number: 'STDINV2262', amount: 'USD 100.00' },
  ],
  onAccount: 'USD 41.80',
};

const ACCOUNT: StaffAccountView = { accountNumber: 'HARGATE', accountName: 'Hargate & Sons', salesperson: 'Paul West' };

/** A value for everything that a template may show, by which templates are checked and previewed. */
export const MESSAGE_SAMPLES: MessageViews = {
  'order-received': { ...ORDER, link: 'https://shop.example.com/orders/WEB-10041' },
  'order-pushed': ORDER,
  'order-shipped': {
    number: ORDER.number ?? '',
    reference: ORDER.reference,
    purchaseOrderNumber: ORDER.purchaseOrderNumber,
    shipments: [
      {
        date: 'Nov 30, 2026',
        carrier: 'UPS',
        parcels: [
          { number: '1Z999AA10123456784', link: 'https://www.ups.com/track?tracknum=1Z999AA10123456784' },
          { number: '1Z999AA10123456793', link: null },
        ],
        lines: LINES,
      },
    ],
    link: ORDER.link,
  },
  'quote-opened': QUOTE,
  'invoice-due-soon': {
    number: 'STDINV2261',
    date: 'Nov 2, 2026',
    dueDate: 'Dec 2, 2026',
    purchaseOrderNumber: 'PO 4711',
    orderNumber: 'ORDST2226',
    total: 'USD 2,712.45',
    balance: 'USD 2,712.45',
    termsDiscount: { amount: 'USD 54.25', until: 'Dec 1, 2026' },
    link: 'https://shop.example.com/invoices/STDINV2261',
  },
  'payment-received': PAYMENT,
  'staff-order': {
    ...ORDER,
    ...ACCOUNT,
    received: false,
    pushed: false,
    rejected: true,
    cancelled: false,
    refusal: '2056: The site does not exist',
    comment: 'Please deliver to the back door.',
  },
  'staff-quote': {
    ...QUOTE,
    ...ACCOUNT,
    requested: true,
    rejected: false,
    refusal: '2056: The site does not exist',
    declined: false,
    changeRequested: false,
    ordered: false,
    comment: 'Is there a better price for 50?',
  },
  'staff-payment': {
    ...PAYMENT,
    ...ACCOUNT,
    rejected: true,
    unapplied: false,
    notApplied: 'USD 100.00',
    creditNotApplied: false,
    moneyTaken: true,
    refusal: '24: The customer does not exist',
  },
  'staff-digest': {
    count: '2',
    several: true,
    orders: true,
    quotes: false,
    payments: false,
    mixed: false,
    since: 'Nov 29, 2026, 9:00 AM',
    notices: [
      { at: 'Nov 29, 2026, 9:05 AM', text: 'Order WEB-10041 of HARGATE' },
      { at: 'Nov 29, 2026, 9:11 AM', text: 'Order WEB-10042 of HARGATE' },
    ],
  },
};
