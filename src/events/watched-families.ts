import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type GpEventFamily, GpEventsSettings } from '../config/index.js';
import type { GatewayEvent } from './event.js';
import type { EventType } from './event-type.js';
import { EventTypes } from './event-types.js';
import { destinationsOf } from './receives-events.js';

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

  /** Whether any destination wants an event of the family, as its sample is. */
  private isWanted(family: GpEventFamily): boolean {
    const samples = this.types.all.filter(({ name }) => TYPES[family].some((type) => name.startsWith(`${type}.v`))).map(sampleOf);
    return destinationsOf(this.discovery).some((destination) => samples.some((sample) => destination.wants(sample)));
  }
}

function sampleOf({ name, sample }: EventType): GatewayEvent {
  return { id: '', type: name, ...sample, sequence: 1, time: 0 };
}
