export { CashReceiptIntake, type Receipt, type ReceiptResult } from './cash-receipt-intake.port.js';
export {
  type CreditUse,
  type InvoicePayment,
  PAYMENT,
  type PaymentMethod,
  type PaymentPlan,
  type PlannedApplication,
} from './invoice-payment.js';
export {
  CREDIT_KINDS,
  type CreditItem,
  type CreditKind,
  itemKey,
  type OpenItems,
  PAYABLE_KINDS,
  type PayableItem,
  type PayableKind,
} from './open-item.js';
export { OpenItemSource } from './open-item-source.port.js';
export { isOpen, PaymentDesk, type PaymentOnDesk } from './payment-desk.js';
export { paymentEvents, paymentReceived, paymentSubmissionEvents } from './payment-events.js';
export { paymentsCosts } from './payments.costs.js';
export { PaymentsModule } from './payments.module.js';
export { OPEN_ITEM, PreparedPayments } from './prepared-payments.js';
export { type ProviderFile, providerPayments, reconcile, UnusableProviderFile } from './reconciliation.js';
