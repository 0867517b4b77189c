import { Injectable } from '@nestjs/common';
import { MailSettings } from '../../config/index.js';
import { EventDestination, type GatewayEvent, ReceivesEvents, type Unsent, type Wanted } from '../../events/index.js';
import { MailSender } from '../mail-sender.js';
import type { MessageName } from '../messages/message-views.js';
import { sendsMessage } from '../sends-message.js';
import { tellEach } from '../tell-each.js';
import { MailTemplates } from '../templates/mail-templates.js';
import { digestRate } from './digest-rate.js';
import { StaffMails } from './staff-mails.js';
import { StaffNotices } from './staff-notices.js';
import { isWebhook, type StaffEvent, StaffRules, staffEventOf, typesOf } from './staff-rules.js';
import { toldByRules } from './told-by-rules.js';

/** Writes e-mail to staff about orders, quotes and payments, by the rules of STAFF_RULES. */
@Injectable()
@ReceivesEvents()
export class StaffDestination extends EventDestination {
  readonly name = 'staff';
  readonly wanted: Wanted;

  constructor(
    private readonly rules: StaffRules,
    private readonly settings: MailSettings,
    private readonly mails: StaffMails,
    private readonly notices: StaffNotices,
    private readonly sender: MailSender,
    private readonly templates: MailTemplates,
  ) {
    super();
    const told = rules.rules.filter(({ to }) => !to.every(isWebhook)).flatMap(({ events }) => events);
    this.wanted = { types: typesOf(told.filter((event) => sendsMessage(settings, messageOf(event)))) };
  }

  async deliver(event: GatewayEvent, signal: AbortSignal): Promise<Unsent | undefined> {
    const name = staffEventOf(event.type);
    if (name === undefined) return 'UNWANTED';
    const language = this.rules.language ?? this.settings.language;
    const written = await this.mails.of(event, name, language);
    if (!written) return 'UNWANTED';
    const { mail, facts } = written;
    const { subject } = this.templates.render(mail.message, language, mail.view);
    return tellEach(toldByRules(this.rules, facts, this.settings.desk), async (to) => {
      const decision = await this.notices.decide(event.id, to, subject, digestRate(this.rules));
      if (decision === 'later') return 'IN_DIGEST';
      if (decision === 'told') return 'DELIVERED';
      await this.sender.send({ ...mail, to }, event, signal);
      await this.notices.sent(event.id, to);
      return 'SENT';
    });
  }
}

function messageOf(event: StaffEvent): MessageName {
  if (event.startsWith('order.')) return 'staff-order';
  return event.startsWith('quote.') ? 'staff-quote' : 'staff-payment';
}
