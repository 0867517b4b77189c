import { Injectable } from '@nestjs/common';
import { MailSettings } from '../config/index.js';
import type { GatewayEvent } from '../events/index.js';
import { RequestBudget } from '../live/index.js';
import type { SalesOrder } from '../ordering/index.js';
import { asQuoteNumber, QuoteService, quoteOpened } from '../quotes/index.js';
import { SubmissionsService } from '../submissions/index.js';
import { Clock } from '../values/clock.js';
import { decimalsIn } from '../values/exact.js';
import { Buyers } from './buyers.js';
import { EventMails } from './event-mails.js';
import { Languages } from './languages.js';
import { linkTo } from './links.js';
import type { Mail } from './mail.js';
import { amountsOfDocument } from './messages/document-amounts-view.js';
import type { MessageName, QuoteView } from './messages/message-views.js';
import { NotKnownNow } from './not-known-now.js';
import { keyOf } from './subject-key.js';
import { buyerOf } from './submitters.js';
import { MailTemplates } from './templates/mail-templates.js';

type Opened = typeof quoteOpened.sample.data;

/** Tells the buyer that staff have priced their quote. */
@Injectable()
export class QuoteMails extends EventMails {
  readonly messages = new Map<string, MessageName>([[quoteOpened.name, 'quote-opened']]);

  constructor(
    private readonly quotes: QuoteService,
    private readonly submissions: SubmissionsService,
    private readonly buyers: Buyers,
    private readonly languages: Languages,
    private readonly templates: MailTemplates,
    private readonly settings: MailSettings,
    private readonly clock: Clock,
  ) {
    super();
  }

  async mailsOf(event: GatewayEvent): Promise<readonly Mail[]> {
    const { account } = event;
    const { quoteNumber } = event.data as Opened;
    if (account === null) return [];
    const live = await this.quotes.quote([account], asQuoteNumber(quoteNumber), RequestBudget.ofCheckout(this.clock.now()));
    if (!live.known) throw new NotKnownNow('a quote');
    // It may have been ordered, withdrawn or changed since.
    if (live.value?.status !== 'OPEN') return [];
    const quote = live.value;
    const language = await this.languages.ofAccount(account);
    const written = this.templates.written(language, quote.total.currency, decimalsIn(quote.total.amount));
    const view: QuoteView = {
      ...amountsOfDocument(quote, written),
      number: quote.number,
      reference: quote.reference,
      date: written.date(quote.date),
      expires: quote.expires === null ? null : written.date(quote.expires),
      link: linkTo(this.settings, 'quote', quote.number),
    };
    const recipients = await this.recipients(event);
    return recipients.map((to) => ({ message: 'quote-opened', to, language, view, thread: event.subject }));
  }

  /** Who asked for it; where staff have made it by themselves, those who may order it. */
  private async recipients(event: GatewayEvent): Promise<readonly string[]> {
    const request = await this.submissions.byId<SalesOrder>(keyOf(event));
    if (request) return [await buyerOf(request, this.buyers)].filter((address) => address !== null);
    return event.account === null ? [] : this.buyers.whoMayOrder(event.account);
  }
}
