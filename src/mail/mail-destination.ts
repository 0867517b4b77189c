import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { MailSettings } from '../config/index.js';
import { EventDestination, type GatewayEvent, ReceivesEvents, type Unsent, type Wanted } from '../events/index.js';
import { type EventMails, eventMailsOf } from './event-mails.js';
import { MailSender } from './mail-sender.js';
import { sendsMessage } from './sends-message.js';
import { SentMail } from './sent-mail.js';
import { tellEach } from './tell-each.js';

/** Tells buyers by e-mail of what has happened. */
@Injectable()
@ReceivesEvents()
export class MailDestination extends EventDestination {
  readonly name = 'mail';
  private sources: ReadonlyMap<string, readonly EventMails[]> | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly sender: MailSender,
    private readonly sent: SentMail,
    private readonly settings: MailSettings,
  ) {
    super();
  }

  get wanted(): Wanted {
    return { types: [...this.byType.keys()] };
  }

  /** Each recipient gets one message about an event, also where another one's fails and the delivery is repeated. */
  async deliver(event: GatewayEvent, signal: AbortSignal): Promise<Unsent | undefined> {
    const found = await Promise.all(this.sourcesOf(event.type).map((source) => source.mailsOf(event)));
    // The first of those to one address.
    const mails = new Map(
      found
        .flat()
        .toReversed()
        .map((mail) => [mail.to.toLowerCase(), mail]),
    );
    return tellEach([...mails.values()], async (mail) => {
      if (await this.sent.has(event.id, mail.to)) return 'DELIVERED';
      await this.sender.send(mail, event, signal);
      await this.sent.note(event.id, mail.to);
      return 'SENT';
    });
  }

  private sourcesOf(type: string): readonly EventMails[] {
    return this.byType.get(type) ?? [];
  }

  private get byType(): ReadonlyMap<string, readonly EventMails[]> {
    this.sources ??= sourcesByType(eventMailsOf(this.discovery), this.settings);
    return this.sources;
  }
}

function sourcesByType(all: readonly EventMails[], settings: MailSettings): ReadonlyMap<string, readonly EventMails[]> {
  const byType = new Map<string, EventMails[]>();
  for (const source of all) {
    for (const [type, message] of source.messages) {
      if (sendsMessage(settings, message)) byType.set(type, [...(byType.get(type) ?? []), source]);
    }
  }
  return byType;
}
