import { Injectable } from '@nestjs/common';
import { MailSettings } from '../config/index.js';
import type { GatewayEvent } from '../events/index.js';
import { RequestBudget } from '../live/index.js';
import { asOrderNumber, OrderService, type OrderShipment, orderShipped, type SalesOrder } from '../ordering/index.js';
import { ShipmentsService } from '../shipments/index.js';
import { SubmissionsService } from '../submissions/index.js';
import { Clock } from '../values/clock.js';
import { NO_CURRENCY } from '../values/money.js';
import type { Written } from '../values/written.js';
import { Buyers } from './buyers.js';
import { EventMails } from './event-mails.js';
import { Languages } from './languages.js';
import { linkTo } from './links.js';
import type { Mail } from './mail.js';
import type { MessageName, ShipmentView } from './messages/message-views.js';
import { NotKnownNow } from './not-known-now.js';
import { keyOf } from './subject-key.js';
import { buyerOf } from './submitters.js';
import { MailTemplates } from './templates/mail-templates.js';

type Shipped = typeof orderShipped.sample.data;

/** Tells the buyer that something of their order has left the warehouse. Orders that staff have entered have no buyer here. */
@Injectable()
export class ShipmentMails extends EventMails {
  readonly messages = new Map<string, MessageName>([[orderShipped.name, 'order-shipped']]);

  constructor(
    private readonly orders: OrderService,
    private readonly shipments: ShipmentsService,
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
    const { account, subject: thread } = event;
    const { orderNumber, shipmentNumber } = event.data as Shipped;
    const submission = await this.submissions.byId<SalesOrder>(keyOf(event));
    if (!submission || account === null) return [];
    const to = await buyerOf(submission, this.buyers);
    if (to === null) return [];
    const live = await this.orders.order([account], asOrderNumber(orderNumber), RequestBudget.ofCheckout(this.clock.now()));
    if (!live.known) throw new NotKnownNow('an order');
    const shipments = live.value?.order.shipments.filter(({ number }) => number === shipmentNumber) ?? [];
    // It was deleted or voided since.
    if (!live.value || shipments.length === 0) return [];
    const { number, reference, purchaseOrderNumber } = live.value;
    const language = await this.languages.ofAccount(account);
    const written = this.templates.written(language, NO_CURRENCY, 2);
    const view = {
      number,
      reference,
      purchaseOrderNumber,
      shipments: shipments.map((shipment) => this.viewOf(shipment, written)),
      link: linkTo(this.settings, 'order', number),
    };
    return [{ message: 'order-shipped', to, language, view, thread }];
  }

  private viewOf(shipment: OrderShipment, written: Written): ShipmentView {
    return {
      date: shipment.date === null ? null : written.date(shipment.date),
      carrier: this.shipments.carrierOf(shipment),
      parcels: this.shipments.parcelsOf(shipment).map(({ number, url }) => ({ number, link: url })),
      lines: shipment.lines.map(({ sku, description, quantity, unit }) => ({
        sku,
        description,
        quantity: written.quantity(quantity),
        unit,
      })),
    };
  }
}
