import { Injectable } from '@nestjs/common';
import type { GatewayEvent } from '../events/index.js';
import { type InvoicePayment, paymentReceived } from '../payments/index.js';
import { SubmissionsService } from '../submissions/index.js';
import { Exact } from '../values/exact.js';
import { Buyers } from './buyers.js';
import { EventMails } from './event-mails.js';
import { Languages } from './languages.js';
import type { Mail } from './mail.js';
import type { MessageName } from './messages/message-views.js';
import { paymentView } from './payment-view.js';
import { keyOf } from './subject-key.js';
import { MailTemplates } from './templates/mail-templates.js';

/** Tells the payer that their payment was received. */
@Injectable()
export class PaymentMails extends EventMails {
  readonly messages = new Map<string, MessageName>([[paymentReceived.name, 'payment-received']]);

  constructor(
    private readonly submissions: SubmissionsService,
    private readonly buyers: Buyers,
    private readonly languages: Languages,
    private readonly templates: MailTemplates,
  ) {
    super();
  }

  async mailsOf(event: GatewayEvent): Promise<readonly Mail[]> {
    const submission = await this.submissions.byId<InvoicePayment>(keyOf(event));
    if (!submission) return [];
    const { userId, accountNumber, amount } = submission.document;
    // Credits cover everything: no money was received.
    if (userId === undefined || new Exact(amount).isZero()) return [];
    const to = await this.buyers.user(userId, accountNumber);
    if (to === null) return [];
    const language = await this.languages.ofAccount(accountNumber);
    const view = paymentView(submission, this.templates, language);
    return [{ message: 'payment-received', to, language, view, thread: event.subject }];
  }
}
