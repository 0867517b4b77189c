import { Injectable } from '@nestjs/common';
import type { GatewayEvent } from '../events/index.js';
import { orderPushed, orderReceived, type SalesOrder } from '../ordering/index.js';
import { SubmissionsService } from '../submissions/index.js';
import { Buyers } from './buyers.js';
import { EventMails } from './event-mails.js';
import { Languages } from './languages.js';
import type { Mail } from './mail.js';
import type { MessageName } from './messages/message-views.js';
import { OrderViews } from './order-views.js';
import { keyOf } from './subject-key.js';
import { buyerOf } from './submitters.js';

/** Tells the buyer that their order has arrived, and its number in GP. */
@Injectable()
export class OrderMails extends EventMails {
  readonly messages = new Map<string, MessageName>([
    [orderReceived.name, 'order-received'],
    [orderPushed.name, 'order-pushed'],
  ]);

  constructor(
    private readonly submissions: SubmissionsService,
    private readonly buyers: Buyers,
    private readonly languages: Languages,
    private readonly views: OrderViews,
  ) {
    super();
  }

  async mailsOf(event: GatewayEvent): Promise<readonly Mail[]> {
    const submission = await this.submissions.byId<SalesOrder>(keyOf(event));
    if (!submission) return [];
    const isReceived = event.type === orderReceived.name;
    // GP had it before this could be told: the buyer is told of its number instead, and not twice within a second.
    if (isReceived && submission.status !== 'RECEIVED') return [];
    const to = await buyerOf(submission, this.buyers);
    if (to === null) return [];
    const language = await this.languages.ofAccount(event.account);
    const view = await this.views.of(submission, language);
    return [{ message: isReceived ? 'order-received' : 'order-pushed', to, language, view, thread: event.subject }];
  }
}
