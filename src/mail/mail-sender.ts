import { Injectable } from '@nestjs/common';
import { MailSettings } from '../config/index.js';
import type { Instant } from '../values/instant.js';
import type { Mail } from './mail.js';
import { Mailer } from './mailer.port.js';
import { messageIdOf, threadIdOf } from './message-id.js';
import { MailTemplates } from './templates/mail-templates.js';

/** Writes messages out in their words, and hands them in. */
@Injectable()
export class MailSender {
  constructor(
    private readonly templates: MailTemplates,
    private readonly mailer: Mailer,
    private readonly settings: MailSettings,
  ) {}

  /**
   * @param about the ID of what it is about, which with the recipient makes the message's own
   * @throws {DeliveryFailed} as the mailer does
   */
  async send(mail: Mail, about: { readonly id: string; readonly time: Instant }, signal: AbortSignal): Promise<void> {
    const { message, to, language, view, thread } = mail;
    const { from } = this.settings;
    await this.mailer.send(
      {
        ...this.templates.render(message, language, view),
        name: message,
        messageId: messageIdOf(about.id, to, from),
        threadId: threadIdOf(thread, from),
        to,
        time: about.time,
      },
      signal,
    );
  }
}
