import { Injectable } from '@nestjs/common';
import { MailSettings } from '../../config/index.js';
import {
  ConfiguredDestinations,
  EventDestination,
  EventDestinations,
  type GatewayEvent,
  type ListedEvent,
  type Receipt,
  type Unsent,
  type Wanted,
  type WebhookEndpoint,
} from '../../events/index.js';
import { instantText } from '../../values/instant.js';
import { digestRate } from './digest-rate.js';
import { StaffMails } from './staff-mails.js';
import { StaffNotices } from './staff-notices.js';
import { StaffRules, staffEventOf, typesOf } from './staff-rules.js';
import { tellWebhook } from './told-by-rules.js';

/** The webhooks that STAFF_RULES names. Each is a destination of its own, so that none delays mail to staff or another one. */
@Injectable()
export class StaffWebhooks extends EventDestinations {
  readonly destinations: readonly EventDestination[];

  constructor(
    { webhooks }: ConfiguredDestinations,
    rules: StaffRules,
    mails: StaffMails,
    notices: StaffNotices,
    { language }: MailSettings,
  ) {
    super();
    const named = webhooks.filter(({ name }) => rules.rules.some(({ to }) => to.includes(name)));
    this.destinations = named.map((webhook) => new StaffWebhook(webhook, rules, mails, notices, rules.language ?? language));
  }
}

/** The destination of what rules have a webhook told of. @param webhook the destination of its own types */
export function destinationOf(webhook: string): string {
  return `staff.${webhook}`;
}

/** Sends an endpoint the events that a rule has it told of, besides those of its own types: a flood of them as a digest. */
class StaffWebhook extends EventDestination {
  readonly name: string;
  readonly wanted: Wanted;

  constructor(
    private readonly webhook: WebhookEndpoint,
    private readonly rules: StaffRules,
    private readonly mails: StaffMails,
    private readonly notices: StaffNotices,
    private readonly language: string,
  ) {
    super();
    this.name = destinationOf(webhook.name);
    const { types: own, ...ofAccounts } = webhook.wanted;
    const told = rules.rules.filter(({ to }) => to.includes(webhook.name)).flatMap(({ events }) => events);
    this.wanted = { types: typesOf(told), except: own, ...ofAccounts };
  }

  /** @throws {StoreUnavailable | NotKnownNow} it is not known whether a rule fits */
  async deliver(event: GatewayEvent, signal: AbortSignal): Promise<Receipt | Unsent> {
    const name = staffEventOf(event.type);
    // A test event and a digest say nothing that a rule could look at.
    if (name === undefined) return this.webhook.deliver(event, signal);
    const written = await this.mails.of(event, name, this.language);
    if (!written || !tellWebhook(this.rules, written.facts, this.webhook.name)) return 'UNWANTED';
    const line = JSON.stringify(listed(event));
    // What was sent alone is sent again where an operator asks for it: the receiver knows it by its ID.
    if ((await this.notices.decide(event.id, this.webhook.name, line, digestRate(this.rules))) === 'later') return 'IN_DIGEST';
    const receipt = await this.webhook.deliver(event, signal);
    await this.notices.sent(event.id, this.webhook.name);
    return receipt;
  }
}

function listed({ id, type, subject, sequence, time, account, data }: GatewayEvent): ListedEvent {
  return { id, type, subject, sequence, time: instantText(time), account, data };
}
