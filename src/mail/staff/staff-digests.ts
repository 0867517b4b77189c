import { Injectable, Logger } from '@nestjs/common';
import { MailSettings } from '../../config/index.js';
import { type PeriodicTask, RunsWhileUp } from '../../jobs/index.js';
import { MailSender } from '../mail-sender.js';
import type { StaffDigestView } from '../messages/message-views.js';
import { MailTemplates } from '../templates/mail-templates.js';
import { digestRate } from './digest-rate.js';
import { type DueDigest, StaffNotices } from './staff-notices.js';
import { StaffRules } from './staff-rules.js';

const SEND_WITHIN_MS = 30_000;

/** Sends what would have been a flood of messages as one. */
@Injectable()
@RunsWhileUp('meanwhile')
export class StaffDigests implements PeriodicTask {
  readonly name = 'mail.staff-digests';
  readonly everyMs = 30_000;
  private readonly log = new Logger('mail');

  constructor(
    private readonly notices: StaffNotices,
    private readonly rules: StaffRules,
    private readonly settings: MailSettings,
    private readonly templates: MailTemplates,
    private readonly sender: MailSender,
  ) {}

  async run(): Promise<void> {
    for (const digest of await this.notices.takeDue(digestRate(this.rules))) {
      try {
        await this.send(digest);
        await this.notices.digestSent(digest);
      } catch (fault) {
        // Its lines wait, and are taken again when the lease has ended.
        this.log.warn({ operation: 'mail.staffDigest', digest: digest.id, fault });
      }
    }
  }

  private async send({ id, address, lines }: DueDigest): Promise<void> {
    const language = this.rules.language ?? this.settings.language;
    const [first] = lines;
    const time = first?.at ?? 0;
    const at = (instant: number) => this.templates.moment(language, instant);
    const view: StaffDigestView = {
      count: String(lines.length),
      since: at(time),
      notices: lines.map((line) => ({ at: at(line.at), text: line.text })),
    };
    const mail = { message: 'staff-digest', to: address, language, view, thread: `digest/${id}` } as const;
    await this.sender.send(mail, { id, time }, AbortSignal.timeout(SEND_WITHIN_MS));
  }
}
