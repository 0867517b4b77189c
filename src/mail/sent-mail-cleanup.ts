import { Injectable } from '@nestjs/common';
import { EventsSettings } from '../config/index.js';
import { type Applied, type ApplyRequest, cleanUp, inOnePart, type Job, type JobChunk, RunsBySchedule } from '../jobs/index.js';
import { Clock } from '../values/clock.js';
import { SentMail } from './sent-mail.js';
import { StaffNotices } from './staff/staff-notices.js';

const DAY_MS = 24 * 3_600_000;
/** Longer than the clean-up of events may be late: an event that could be sent again must not find its message forgotten. */
const LONGER_THAN_EVENTS_DAYS = 15;
const SHORTEST_DAYS = 45;

/** Forgets whom mail was sent to and what staff were told, once nothing can be sent to them again. */
@Injectable()
@RunsBySchedule()
export class SentMailCleanup implements Job {
  readonly name = 'mail.cleanup';
  readonly about =
    'forgets whom mail was sent to, and what staff were told, 15 days after the events are deleted, after 45 at least';
  readonly schedule = { cron: '25 * * * *', timeZone: 'UTC', missed: 'once' } as const;
  readonly plan = inOnePart;

  constructor(
    private readonly sent: SentMail,
    private readonly notices: StaffNotices,
    private readonly settings: EventsSettings,
    private readonly clock: Clock,
  ) {}

  apply(_: JobChunk, request: ApplyRequest): Promise<Applied> {
    const days = Math.max(this.settings.keepDays + LONGER_THAN_EVENTS_DAYS, SHORTEST_DAYS);
    const before = new Date(this.clock.now() - days * DAY_MS);
    return cleanUp(request, async () => (await this.sent.cleanUp(before)) + (await this.notices.cleanUp(before)));
  }
}
