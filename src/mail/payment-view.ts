import type { InvoicePayment } from '../payments/index.js';
import type { Submission } from '../submissions/index.js';
import { Exact } from '../values/exact.js';
import type { PaymentView } from './messages/message-views.js';
import type { MailTemplates } from './templates/mail-templates.js';

/** A payment as messages show it. */
export function paymentView(
  { document, status, documentNumber }: Submission<InvoicePayment>,
  templates: MailTemplates,
  language: string,
): PaymentView {
  const { amount, onAccount, currency, decimals, applications, transactionId, date } = document;
  const written = templates.written(language, currency, decimals);
  return {
    number: status === 'PUSHED' ? documentNumber : null,
    reference: transactionId,
    date: written.date(date),
    amount: written.total(amount),
    invoices: applications.length === 0 ? null : applications.map(({ number }) => number).join(', '),
    severalInvoices: applications.length > 1,
    applications: applications
      .filter(({ paid }) => !new Exact(paid).isZero())
      .map(({ number, paid }) => ({ number, amount: written.total(paid) })),
    onAccount: new Exact(onAccount).isZero() ? null : written.total(onAccount),
  };
}
