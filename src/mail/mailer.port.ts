import type { OnModuleDestroy } from '@nestjs/common';
import type { MailMessage } from './mail-message.js';

/** Hands messages in: to a mail server, or to a folder. */
export abstract class Mailer implements OnModuleDestroy {
  /** Where messages go, for the person who starts the gateway. */
  abstract readonly place: string;
  /**
   * @throws {DeliveryFailed} it is not taken: it may be tried again, or is given up where there is no such recipient. The error's
   *   message holds nothing personal, as servers' own texts do
   */
  abstract send(message: MailMessage, signal: AbortSignal): Promise<void>;

  /** Lets go of its connections. */
  close(): void {}

  onModuleDestroy(): void {
    this.close();
  }
}
