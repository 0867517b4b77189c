import { Injectable, Logger } from '@nestjs/common';
import { MailSettings } from '../../config/index.js';
import { DeliveryFailed, EventLog, isOfEventAlone, type ListedEvent, newEvent, staffDigest } from '../../events/index.js';
import { type Applied, type ApplyRequest, inOnePart, type Job, type JobChunk, RunsBySchedule } from '../../jobs/index.js';
import { Clock } from '../../values/clock.js';
import { MailSender } from '../mail-sender.js';
import type { StaffDigestView } from '../messages/message-views.js';
import { MailTemplates } from '../templates/mail-templates.js';
import { digestRate } from './digest-rate.js';
import { type DigestLine, type DueDigest, StaffNotices } from './staff-notices.js';
import { isWebhook, StaffRules } from './staff-rules.js';
import { destinationOf } from './staff-webhooks.js';

const SEND_WITHIN_MS = 30_000;
const DAY_MS = 24 * 3_600_000;
const GIVEN_UP_AFTER_MS = 3 * DAY_MS;
/** Where the mail server is away or refuses the gateway. Some refuse one recipient in the same words, and would be asked for ever. */
const LONGEST_MS = 14 * DAY_MS;
/** Of the events of one message to a webhook, whose body has at most 64 KB. */
const MOST_CHARACTERS = 16_000;

/** Sends what would have been a flood of messages as one. */
@Injectable()
@RunsBySchedule()
export class StaffDigests implements Job {
  readonly name = 'mail.staff-digests';
  readonly about = 'sends staff as one message what would have been a flood of them';
  readonly schedule = { cron: '*/30 * * * * *', timeZone: 'UTC', missed: 'once' } as const;
  readonly plan = inOnePart;
  private readonly log = new Logger('mail');

  constructor(
    private readonly notices: StaffNotices,
    private readonly rules: StaffRules,
    private readonly settings: MailSettings,
    private readonly templates: MailTemplates,
    private readonly sender: MailSender,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  async apply(_: JobChunk, { isDryRun, signal }: ApplyRequest): Promise<Applied> {
    let read = 0;
    let changed = 0;
    // Taking them is a change: another run takes them no more for a while.
    for (const digest of isDryRun ? [] : await this.notices.takeDue(digestRate(this.rules))) {
      signal.throwIfAborted();
      read++;
      try {
        if (isWebhook(digest.address)) await this.record(digest);
        else await this.mail(digest);
        changed++;
      } catch (fault) {
        // Its lines wait, and are taken again when the lease has ended.
        const isOver = this.isOver(digest, fault);
        this.log.warn({ operation: 'mail.staffDigest', digest: digest.id, fault, ...(isOver && { reason: 'given up' }) });
        if (isOver) await this.notices.digestEnded(digest);
      }
    }
    return { read, changed, unchanged: read - changed, failed: [] };
  }

  /** A webhook's digest is an event, which from here on is delivered as others are. */
  private async record(digest: DueDigest): Promise<void> {
    const events = parts(digest.lines.map(({ text }) => text)).map((part) =>
      newEvent(staffDigest, destinationOf(digest.address), null, {
        events: part.map((line) => JSON.parse(line) as ListedEvent),
      }),
    );
    await this.notices.digestSentWith(digest, (transaction) => this.events.record(transaction, events));
  }

  private async mail(digest: DueDigest): Promise<void> {
    const { id, address, lines } = digest;
    const language = this.rules.language ?? this.settings.language;
    // The lines of a digest that comes again are the same, and so are both moments.
    const since = lines[0]?.at ?? 0;
    const time = lines.at(-1)?.at ?? since;
    const at = (instant: number) => this.templates.moment(language, instant);
    const view: StaffDigestView = {
      count: String(lines.length),
      several: lines.length > 1,
      ...kindsOf(lines),
      since: at(since),
      notices: lines.map((line) => ({ at: at(line.at), text: line.text })),
    };
    const mail = { message: 'staff-digest', to: address, language, view, thread: `digest/${id}` } as const;
    await this.sender.send(mail, { id, time }, AbortSignal.timeout(SEND_WITHIN_MS));
    await this.notices.digestEnded(digest);
  }

  /** Nobody will get it: there is no such recipient, or it has been tried for long. */
  private isOver({ lines }: DueDigest, fault: unknown): boolean {
    if (!(fault instanceof DeliveryFailed)) return false;
    const ageMs = this.clock.now() - (lines.at(-1)?.at ?? 0);
    if (!isOfEventAlone(fault.then)) return ageMs > LONGEST_MS;
    return fault.then.kind === 'giveUp' || ageMs > GIVEN_UP_AFTER_MS;
  }
}

/** What all lines are about. */
function kindsOf(lines: readonly DigestLine[]): Pick<StaffDigestView, 'orders' | 'quotes' | 'payments' | 'mixed'> {
  const areAll = (family: string) => lines.every(({ type }) => type?.startsWith(family) === true);
  const [orders, quotes, payments] = [areAll('order.'), areAll('quote.'), areAll('payment.')];
  return { orders, quotes, payments, mixed: !(orders || quotes || payments) };
}

/** The lines in their order, in as few parts as are small enough. */
function parts(lines: readonly string[]): string[][] {
  const found: string[][] = [];
  let size = 0;
  for (const line of lines) {
    size += line.length;
    const last = found.at(-1);
    if (last && size <= MOST_CHARACTERS) last.push(line);
    else {
      found.push([line]);
      size = line.length;
    }
  }
  return found;
}
