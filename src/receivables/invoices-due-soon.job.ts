import { Injectable } from '@nestjs/common';
import { CompanyCalendar } from '../account/index.js';
import { GpEventsSettings } from '../config/index.js';
import { appliedOf, ObservedStates, WatchedFamilies } from '../events/index.js';
import { type Applied, type ApplyRequest, type Job, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { INVOICE } from './invoice-changes.job.js';
import { eventsOfInvoiceChange, type InvoiceState, invoiceKeyOf, invoiceKeyText, invoiceStateOf } from './invoice-state.js';
import { PostedInvoiceSource } from './posted-invoice.js';

const INVOICES_AT_ONCE = 100;
const DAY_MS = 86_400_000;

interface Chunk {
  readonly checkpoint: string;
  /** Invoices that seem to be due soon, by their keys. */
  readonly keys: readonly string[];
}

/**
 * Finds open invoices that will be due within EVENTS_DUE_SOON_DAYS, of those that were seen before. GP is asked about each once
 * more: an invoice that was voided has left no trace among those that have changed.
 */
@Injectable()
@RunsBySchedule()
export class InvoicesDueSoon implements Job<Chunk> {
  readonly name = 'receivables.due-soon';
  readonly about = 'finds open invoices that will soon be due, for events';
  readonly schedule = { cron: '10 * * * *', timeZone: 'company', missed: 'once' } as const;

  constructor(
    private readonly source: PostedInvoiceSource,
    private readonly states: ObservedStates,
    private readonly watched: WatchedFamilies,
    private readonly settings: GpEventsSettings,
    private readonly calendar: CompanyCalendar,
  ) {}

  async *plan(_: PlanRequest): AsyncGenerator<Chunk, string | null> {
    if (!this.watched.has('invoices')) return null;
    const [today, last] = [0, this.settings.dueSoonDays].map((days) => this.day(days));
    for await (const page of this.states.all<InvoiceState>(INVOICE)) {
      const due = [...page].filter(
        ([, { is, dueDate, toldDue }]) =>
          is === 'open' && dueDate !== null && dueDate !== toldDue && dueDate >= (today ?? '') && dueDate <= (last ?? ''),
      );
      for (let start = 0; start < due.length; start += INVOICES_AT_ONCE) {
        const keys = due.slice(start, start + INVOICES_AT_ONCE).map(([key]) => key);
        yield { checkpoint: keys.at(-1) ?? '', keys };
      }
    }
    return null;
  }

  async apply({ keys }: Chunk, { isDryRun, signal }: ApplyRequest): Promise<Applied> {
    const readAt = await this.states.now();
    const before = await this.states.known<InvoiceState>(INVOICE, keys);
    const found = new Map((await this.source.invoices(keys.map(invoiceKeyOf), signal)).map((one) => [invoiceKeyText(one), one]));
    const present = new Map(
      [...before].map(([key, state]): [string, InvoiceState] => {
        const invoice = found.get(key);
        if (!invoice) return [key, { ...state, is: 'closed' }];
        // Where the due date has moved meanwhile, a later run decides.
        const isDue = invoice.dueDate === state.dueDate;
        const now = invoiceStateOf(invoice, state.toldDue);
        return [key, now.is === 'open' && isDue ? { ...now, toldDue: now.dueDate } : now];
      }),
    );
    const changes = await this.states.observe({
      ...{ kind: INVOICE, keys: [...before.keys()], readAt, present, isFirst: false, isDryRun },
      tell: (told) => told.flatMap(eventsOfInvoiceChange),
    });
    return appliedOf(before.size, changes);
  }

  /** A day on the company's calendar. */
  private day(fromToday: number): string {
    const today = this.calendar.today();
    return new Date(Date.parse(today) + fromToday * DAY_MS).toISOString().slice(0, 10);
  }
}
