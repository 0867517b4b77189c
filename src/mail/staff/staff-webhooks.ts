import { Injectable } from '@nestjs/common';
import { MailSettings } from '../../config/index.js';
import {
  ConfiguredDestinations,
  EventDestination,
  EventDestinations,
  type GatewayEvent,
  type Receipt,
  type Wanted,
  type WebhookEndpoint,
} from '../../events/index.js';
import { StaffMails } from './staff-mails.js';
import { StaffRules, staffEventOf, typesOf } from './staff-rules.js';
import { tellWebhook } from './told-by-rules.js';

/** The webhooks that STAFF_RULES names. Each is a destination of its own, so that none delays mail to staff or another one. */
@Injectable()
export class StaffWebhooks extends EventDestinations {
  readonly destinations: readonly EventDestination[];

  constructor({ webhooks }: ConfiguredDestinations, rules: StaffRules, mails: StaffMails, { language }: MailSettings) {
    super();
    const named = webhooks.filter(({ name }) => rules.rules.some(({ to }) => to.includes(name)));
    this.destinations = named.map((webhook) => new StaffWebhook(webhook, rules, mails, rules.language ?? language));
  }
}

/** Sends an endpoint the events that a rule has it told of, besides those of its own types. */
class StaffWebhook extends EventDestination {
  readonly name: string;
  readonly wanted: Wanted;

  constructor(
    private readonly webhook: WebhookEndpoint,
    private readonly rules: StaffRules,
    private readonly mails: StaffMails,
    private readonly language: string,
  ) {
    super();
    this.name = `staff.${webhook.name}`;
    const { types: own, ...ofAccounts } = webhook.wanted;
    const told = rules.rules.filter(({ to }) => to.includes(webhook.name)).flatMap(({ events }) => events);
    this.wanted = { types: typesOf(told), except: own, ...ofAccounts };
  }

  /** @throws {StoreUnavailable | NotKnownNow} it is not known whether a rule fits */
  async deliver(event: GatewayEvent, signal: AbortSignal): Promise<Receipt | undefined> {
    const name = staffEventOf(event.type);
    // A test event says nothing that a rule could look at.
    if (name === undefined) return this.webhook.deliver(event, signal);
    const written = await this.mails.of(event, name, this.language);
    return written && tellWebhook(this.rules, written.facts, this.webhook.name) ? this.webhook.deliver(event, signal) : undefined;
  }
}
