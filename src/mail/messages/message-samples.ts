import type { Instant } from '../../values/instant.js';
import { plainBlanks, Written } from '../../values/written.js';
import type {
  AmountsView,
  LineView,
  MessageName,
  MessageViews,
  OrderView,
  PaymentView,
  QuoteView,
  StaffAccountView,
} from './message-views.js';

const ACCOUNT: StaffAccountView = { accountNumber: 'HARGATE', accountName: 'Hargate & Sons', salesperson: 'Paul West' };

/**
 * A value for everything that a template may show, by which templates are checked and previewed.
 * @param written how the language writes amounts in US dollars, quantities and dates
 * @param moment how it writes a moment
 */
export function messageSamples(written: Written, moment: (instant: Instant) => string): MessageViews {
  const lines: readonly LineView[] = [
    {
      sku: 'HDWR-PRO-4866',
      description: 'Pro 486/66 motherboard',
      quantity: written.quantity('2'),
      unit: 'Each',
      unitPrice: written.unitPrice('1250.00'),
      extended: written.amount('2500.00'),
    },
    {
      sku: 'WIRE100',
      description: 'Phone wire, 100 ft',
      quantity: written.quantity('12'),
      unit: 'Each',
      unitPrice: written.unitPrice('9.95'),
      extended: written.amount('119.40'),
    },
  ];

  const amounts: AmountsView = {
    currency: 'USD',
    lines,
    subtotal: written.amount('2619.40'),
    discount: written.amount('-119.40'),
    freight: written.amount('25.00'),
    miscellaneous: written.amount('10.00'),
    tax: written.amount('177.45'),
    total: written.total('2712.45'),
  };

  const order: OrderView = {
    ...amounts,
    number: 'ORDST2226',
    reference: 'WEB-10041',
    purchaseOrderNumber: 'PO 4711',
    date: written.date('2026-11-29'),
    link: 'https://shop.example.com/orders/ORDST2226',
  };

  const quote: QuoteView = {
    ...amounts,
    number: 'QTEST1004',
    reference: 'RFQ-88',
    date: written.date('2026-11-29'),
    expires: written.date('2026-12-31'),
    link: 'https://shop.example.com/quotes/QTEST1004',
  };

  const payment: PaymentView = {
    number: 'PYMNT0000000421',
    reference: 'pi_3PqX',
    date: written.date('2026-11-29'),
    amount: written.total('2800.00'),
    invoices: 'STDINV2261, STDINV2262',
    severalInvoices: true,
    applications: [
      { number: 'STDINV2261', amount: written.total('2658.20') },
      { number: 'STDINV2262', amount: written.total('100.00') },
    ],
    onAccount: written.total('41.80'),
  };

  return {
    'order-received': { ...order, link: 'https://shop.example.com/orders/WEB-10041' },
    'order-pushed': order,
    'order-shipped': {
      number: order.number ?? '',
      reference: order.reference,
      purchaseOrderNumber: order.purchaseOrderNumber,
      shipments: [
        {
          date: written.date('2026-11-30'),
          carrier: 'UPS',
          parcels: [
            { number: '1Z999AA10123456784', link: 'https://www.ups.com/track?tracknum=1Z999AA10123456784' },
            { number: '1Z999AA10123456793', link: null },
          ],
          lines,
        },
      ],
      link: order.link,
    },
    'quote-opened': quote,
    'invoice-due-soon': {
      number: 'STDINV2261',
      date: written.date('2026-11-02'),
      dueDate: written.date('2026-12-02'),
      purchaseOrderNumber: 'PO 4711',
      orderNumber: 'ORDST2226',
      total: written.total('2712.45'),
      balance: written.total('2712.45'),
      termsDiscount: { amount: written.total('54.25'), until: written.date('2026-12-01') },
      link: 'https://shop.example.com/invoices/STDINV2261',
    },
    'payment-received': payment,
    'staff-order': {
      ...order,
      ...ACCOUNT,
      received: false,
      pushed: false,
      rejected: true,
      cancelled: false,
      refusal: '2056: The site does not exist',
      comment: 'Please deliver to the back door.',
    },
    'staff-quote': {
      ...quote,
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
      ...payment,
      ...ACCOUNT,
      rejected: true,
      unapplied: false,
      notApplied: written.total('100.00'),
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
      since: moment(Date.UTC(2026, 10, 29, 9, 0)),
      notices: [
        { at: moment(Date.UTC(2026, 10, 29, 9, 5)), text: 'Order WEB-10041 of HARGATE' },
        { at: moment(Date.UTC(2026, 10, 29, 9, 11)), text: 'Order WEB-10042 of HARGATE' },
      ],
    },
  };
}

const MOMENTS = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** In American English. */
export const MESSAGE_SAMPLES = messageSamples(new Written('en-US', 'USD', 2), (instant) => plainBlanks(MOMENTS.format(instant)));

export const MESSAGE_NAMES = Object.keys(MESSAGE_SAMPLES) as readonly MessageName[];
