import { Injectable } from '@nestjs/common';
import { type Applied, type ApplyRequest, cleanUp, inOnePart, type Job, type JobChunk, RunsBySchedule } from '../jobs/index.js';
import { SentMail } from './sent-mail.js';
import { StaffNotices } from './staff/staff-notices.js';

/** Forgets whom mail was sent to and what staff were told, once nothing can be sent to them again. */
@Injectable()
@RunsBySchedule()
export class SentMailCleanup implements Job {
  readonly name = 'mail.cleanup';
  readonly about = 'forgets whom mail was sent to, and what staff were told, after 45 days';
  readonly schedule = { cron: '25 * * * *', timeZone: 'UTC', missed: 'once' } as const;
  readonly plan = inOnePart;

  constructor(
    private readonly sent: SentMail,
    private readonly notices: StaffNotices,
  ) {}

  apply(_: JobChunk, request: ApplyRequest): Promise<Applied> {
    return cleanUp(request, async () => (await this.sent.cleanUp()) + (await this.notices.cleanUp()));
  }
}
