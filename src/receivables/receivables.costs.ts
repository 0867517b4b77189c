import { type Costs, FIRST, FREE } from '../contract/index.js';
import {
  creditPagePolicy,
  invoicePagePolicy,
  invoicePolicy,
  openReceivablesPolicy,
  paymentPagePolicy,
  pendingPaymentsPolicy,
  statementPolicy,
} from './receivables.policy.js';

/** Documents of a statement of a busy account's two years. */
const ENTRIES = 100;

/** Fields of an invoice cost nothing more, as they come with its record. */
export const receivablesCosts: Costs = {
  fields: {
    Query: { invoice: { asks: [invoicePolicy] } },
    Account: {
      invoices: { asks: [invoicePagePolicy], asksForEach: [invoicePolicy], pageSize: FIRST },
      payments: { asks: [paymentPagePolicy], pageSize: FIRST },
      credits: { asks: [creditPagePolicy], pageSize: FIRST },
      receivables: { asks: [openReceivablesPolicy, pendingPaymentsPolicy] },
      statement: { asks: [statementPolicy, statementPolicy] },
    },
    Order: { invoices: { asks: [invoicePolicy], size: 2 } },
    Invoice: {
      lines: { size: 20 },
      payable: FREE,
      taxes: { size: 2 },
      payments: { size: 2 },
    },
    Receivables: { ageing: { size: 5 } },
    Statement: { entries: { size: ENTRIES } },
  },
  inputLists: { 'InvoiceFilter.statuses': { rows: 1, most: 5 } },
};
