export type { StatementView } from './account-receivables.resolver.js';
export { ageing, type OpenReceivables } from './ageing.js';
export type { Credit, CreditKey, Payment, PaymentMethod } from './credit.js';
export type { AppliedTo, CreditMemo, CreditMemoKey } from './credit-memo.js';
export { type CreditView, creditNodeKey, creditOfNodeKey, isCreditMemo, type Shown } from './credit-view.js';
export { inCurrency } from './in-currency.js';
export {
  type AppliedCredit,
  asDocumentNumber,
  type CreditKind,
  type DocumentNumber,
  INVOICE_KINDS,
  type Invoice,
  type InvoiceKey,
  type InvoiceKind,
  type InvoiceStatus,
  type InvoiceTax,
} from './invoice.js';
export { invoiceAcceptance } from './invoice-changes.job.js';
export { invoiceDueSoon, invoiceEvents } from './invoice-events.js';
export { invoiceStatus, takesPayments } from './invoice-status.js';
export { type InvoiceView, invoiceOfNodeKey, nodeKeyOf } from './invoice-view.js';
export { dueSoonAcceptance } from './invoices-due-soon.job.js';
export { PendingPaymentSource, type PendingPayments } from './pending-payment-source.port.js';
export { type PostedInvoice, type PostedInvoiceKey, PostedInvoiceSource } from './posted-invoice.js';
export { receivablesCosts } from './receivables.costs.js';
export { ReceivablesModule } from './receivables.module.js';
export { invoicePolicy, openReceivablesPolicy } from './receivables.policy.js';
export { type AccountReceivables, type InvoicePageView, ReceivablesService } from './receivables.service.js';
export {
  type DocumentPage,
  type DocumentPageAsk,
  type InvoiceFilter,
  type InvoicePage,
  type InvoicePageAsk,
  ReceivablesSource,
  type StatementAsk,
} from './receivables-source.port.js';
export {
  type DocumentKind,
  MOST_MOVEMENTS,
  type Movement,
  type StatementContent,
  type StatementMovements,
  statementOf,
} from './statement.js';
