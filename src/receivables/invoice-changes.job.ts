import { Injectable } from '@nestjs/common';
import { appliedOf, lookSince, ObservedStates, type SinceChunk, WatchedFamilies } from '../events/index.js';
import { acceptancePoint } from '../extensions/index.js';
import { type Applied, type ApplyRequest, type Job, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { parseCalendarDate } from '../values/calendar-date.js';
import { decimalString } from '../values/exact.js';
import { asAccountNumber } from '../values/identifiers.js';
import { asDocumentNumber } from './invoice.js';
import { eventsOfInvoiceChange, type InvoiceState, invoiceKeyText, invoiceStateOf } from './invoice-state.js';
import { type PostedInvoice, PostedInvoiceSource } from './posted-invoice.js';

export const INVOICE = 'invoice';

type Chunk = SinceChunk<PostedInvoice>;

export const INVOICE_SAMPLES: Readonly<Record<string, PostedInvoice>> = {
  'an invoice': {
    accountNumber: asAccountNumber('EXAMPLE'),
    kind: 'INVOICE',
    number: asDocumentNumber('INV1001'),
    dueDate: parseCalendarDate('2026-04-30') ?? null,
    balance: decimalString('25.00', 2),
    isVoided: false,
  },
};

export const invoiceAcceptance = acceptancePoint<PostedInvoice>(
  'receivables.changes',
  'of which posted invoices events tell',
  INVOICE_SAMPLES,
);

/** Finds invoices that were posted or paid in GP. */
@Injectable()
@RunsBySchedule()
export class InvoiceChanges implements Job<Chunk> {
  readonly name = 'receivables.changes';
  readonly about = 'finds invoices that were posted or paid in GP, for events';
  readonly schedule = { cron: '*/5 * * * *', timeZone: 'UTC', missed: 'once' } as const;

  constructor(
    private readonly source: PostedInvoiceSource,
    private readonly states: ObservedStates,
    private readonly watched: WatchedFamilies,
  ) {}

  async *plan(request: PlanRequest): AsyncGenerator<Chunk, string | null> {
    return this.watched.has('invoices') ? yield* lookSince(this.states, this.source, request) : null;
  }

  async apply({ isFirst, readAt, records }: Chunk, { isDryRun }: ApplyRequest): Promise<Applied> {
    const keys = records.map(invoiceKeyText);
    const before = await this.states.known<InvoiceState>(INVOICE, keys);
    const present = new Map(
      records.map((invoice, index) => {
        const key = keys[index] as string;
        return [key, invoiceStateOf(invoice, before.get(key)?.toldDue ?? null)];
      }),
    );
    const changes = await this.states.observe({
      ...{ kind: INVOICE, keys, readAt, present, isFirst, isDryRun },
      accepts: { point: invoiceAcceptance, records: new Map(records.map((invoice, index) => [keys[index] as string, invoice])) },
      tell: (told) => told.flatMap(eventsOfInvoiceChange),
    });
    return appliedOf(keys.length, changes);
  }
}
