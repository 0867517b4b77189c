import { Injectable } from '@nestjs/common';
import { MailSettings } from '../config/index.js';
import type { SalesOrder } from '../ordering/index.js';
import type { Submission } from '../submissions/index.js';
import { Descriptions } from './descriptions.js';
import { linkTo } from './links.js';
import type { OrderView } from './messages/message-views.js';
import { amountsOfOrder } from './messages/order-amounts-view.js';
import { MailTemplates } from './templates/mail-templates.js';

/** Shows orders and requests for quotes as the gateway has accepted them. GP is not asked. */
@Injectable()
export class OrderViews {
  constructor(
    private readonly descriptions: Descriptions,
    private readonly templates: MailTemplates,
    private readonly settings: MailSettings,
  ) {}

  async of({ document, reference, status, documentNumber }: Submission<SalesOrder>, language: string): Promise<OrderView> {
    const { currency, lines, purchaseOrderNumber, date } = document;
    const written = this.templates.written(language, currency.code, currency.decimals);
    const descriptions = await this.descriptions.of(lines.map(({ sku }) => sku));
    // A number that is only reserved may still become another document's.
    const number = status === 'PUSHED' ? documentNumber : null;
    return {
      ...amountsOfOrder(document, written, descriptions),
      number,
      reference,
      purchaseOrderNumber,
      date: written.date(date),
      link: number === null ? null : linkTo(this.settings, 'order', number),
    };
  }
}
