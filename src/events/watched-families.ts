import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type GpEventFamily, GpEventsSettings } from '../config/index.js';
import { EventTypes } from './event-types.js';
import { destinationsOf } from './receives-events.js';
import { isWantedType } from './wanted.js';

/** The types of events of each family, without their versions. */
const TYPES: Readonly<Record<GpEventFamily, readonly string[]>> = {
  orders: ['order.statusChanged', 'order.shipped', 'order.invoiced'],
  quotes: ['quote.opened', 'quote.expired'],
  invoices: ['invoice.posted', 'invoice.dueSoon', 'invoice.paid'],
  stock: ['stock.changed', 'stock.low', 'stock.backInStock'],
  products: ['product.changed', 'product.withdrawn'],
  customers: ['customer.created', 'customer.holdChanged', 'customer.creditChanged'],
  prices: ['price.changed'],
  erp: ['erp.away', 'erp.back'],
};

/** Which changes in GP become events (EVENTS_FROM_GP). GP is asked for no others. */
@Injectable()
export class WatchedFamilies {
  constructor(
    private readonly settings: GpEventsSettings,
    private readonly discovery: DiscoveryService,
    private readonly types: EventTypes,
  ) {}

  has(family: GpEventFamily): boolean {
    const { families } = this.settings;
    return families === 'auto' ? this.isWanted(family) : families.includes(family);
  }

  /** Whether any destination wants events of the family, be it those of one account. */
  private isWanted(family: GpEventFamily): boolean {
    const types = this.types.all.filter(({ name }) => TYPES[family].some((type) => name.startsWith(`${type}.v`)));
    return destinationsOf(this.discovery).some(({ wanted }) => types.some(({ name }) => isWantedType(wanted, name)));
  }
}
