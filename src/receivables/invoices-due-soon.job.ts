import { Injectable } from '@nestjs/common';
import { CompanyCalendar } from '../account/index.js';
import { GpEventsSettings } from '../config/index.js';
import { appliedOf, ObservedStates, WatchedFamilies } from '../events/index.js';
import { acceptancePoint } from '../extensions/index.js';
import { type Applied, type ApplyRequest, type Job, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { INVOICE, INVOICE_SAMPLES, invoiceAcceptance } from './invoice-changes.job.js';
import { eventsOfInvoiceChange, type InvoiceState, invoiceKeyOf, invoiceKeyText, invoiceStateOf } from './invoice-state.js';
import { type PostedInvoice, PostedInvoiceSource } from './posted-invoice.js';

const INVOICES_AT_ONCE = 100;
const DAY_MS = 86_400_000;

interface Chunk {
  readonly checkpoint: string;
  /** Invoices that seem to be due soon, by their keys. */
  readonly keys: readonly string[];
}

export const dueSoonAcceptance = acceptancePoint<PostedInvoice>(
  'receivables.due-soon',
  'of which open invoices events tell that they will soon be due',
  INVOICE_SAMPLES,
);

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
        const isAsKnown = invoice.dueDate === state.dueDate;
        const now = invoiceStateOf(invoice, state.toldDue);
        return [key, now.is === 'open' && isAsKnown ? { ...now, toldDue: now.dueDate } : now];
      }),
    );
    const isDue = (key: string) => present.get(key)?.toldDue !== before.get(key)?.toldDue;
    const observe = (of: readonly string[], point: typeof dueSoonAcceptance) =>
      this.states.observe({
        ...{ kind: INVOICE, keys: of, readAt, present, isFirst: false, isDryRun },
        accepts: { point, records: new Map([...found].filter(([key]) => of.includes(key))) },
        tell: (told) => told.flatMap(eventsOfInvoiceChange),
      });
    const due = [...before.keys()].filter(isDue);
    // Of what is paid meanwhile is told as if the other job had found it.
    const others = [...before.keys()].filter((key) => !isDue(key));
    const changes = [...(await observe(others, invoiceAcceptance)), ...(await observe(due, dueSoonAcceptance))];
    return appliedOf(before.size, changes);
  }

  /** A day on the company's calendar. */
  private day(fromToday: number): string {
    const today = this.calendar.today();
    return new Date(Date.parse(today) + fromToday * DAY_MS).toISOString().slice(0, 10);
  }
}
