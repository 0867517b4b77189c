/**
 * A second kind of document, which the gateway itself knows nothing of: payments of invoices, with a lock and a claim of their
 * own. A gateway under torture takes them over HTTP at a port of its own, and hands them over to GP's database.
 */
export const PAYMENT = 'trial payment';
export const INVOICE = 'invoice';

export interface Payment {
  readonly idempotencyKey: string;
  readonly owner: string;
  readonly invoice: string;
  readonly amount: string;
  /** Whether the target refuses it for good. */
  readonly bounces: boolean;
}

export type PaymentAnswer =
  | { readonly kind: 'accepted'; readonly submissionId: string }
  /** The invoice is paid. */
  | { readonly kind: 'settled' }
  /** Others have claimed what is open of the invoice. */
  | { readonly kind: 'claimed' };

/** Where payments go: GP's server, in a schema of their own. A number that comes twice is refused, as GP does. */
export const PAYMENT_TABLES = `
  create schema torture;
  create sequence torture.payment_number;
  create table torture.invoice (number text primary key, amount numeric not null);
  create table torture.payment (number text primary key, submission_id uuid not null, key text not null, invoice text not null,
    amount numeric not null)`;

/** What a process writes about where it takes payments. */
export const PAYMENTS_AT = /^payments at (\S+)$/m;
