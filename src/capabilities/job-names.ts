/**
 * The names of all jobs, of capabilities and of what they stand on. The jobs themselves are found among the providers, which are
 * made once the company is open: settings that name jobs are checked before that.
 */
export const JOB_NAMES: readonly string[] = [
  'account.changes',
  'catalog.changes',
  'catalog.comparison',
  'catalog.refresh',
  'catalog.removals',
  'changes.erp-absence',
  'events.cleanup',
  'events.stray-deliveries',
  'identity.session-cleanup',
  'inventory.changes',
  'jobs.history',
  'mail.cleanup',
  'mail.staff-digests',
  'ordering.changes',
  'ordering.finished-order-cleanup',
  'payments.prepared-payment-cleanup',
  'pricing.by-the-day',
  'pricing.changes',
  'pricing.drift',
  'pricing.rates',
  'quotes.changes',
  'receivables.changes',
  'receivables.due-soon',
  'submissions.cancelled-watch',
  'submissions.sweep',
];
