import type { OnModuleDestroy } from '@nestjs/common';
import type { MailMessage } from './mail-message.js';

/** Hands messages in: to a mail server, or to a folder. */
export abstract class Mailer implements OnModuleDestroy {
  /** Where messages go, for the person who starts the gateway. */
  abstract readonly place: string;
  /**
   * @returns `refused` where the server will never take the message for this recipient
   * @throws {DeliveryFailed} it may be tried again. The message holds nothing personal, as servers' own texts do
   */
  abstract send(message: MailMessage, signal: AbortSignal): Promise<'taken' | 'refused'>;

  /** Lets go of its connections. */
  close(): void {}

  onModuleDestroy(): void {
    this.close();
  }
}
