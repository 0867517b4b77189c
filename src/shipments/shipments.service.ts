import { Injectable } from '@nestjs/common';
import { ShipmentsSettings } from '../config/index.js';
import type { OrderShipment } from '../ordering/index.js';
import { type Carrier, KNOWN_CARRIERS, ownCarrier, trackingUrl } from './carriers.js';

export interface TrackedParcel {
  readonly number: string;
  readonly url: string | null;
}

/** Who brings shipments, and where they are. */
@Injectable()
export class ShipmentsService {
  /** By the shipping method in upper case. */
  private readonly carriers: ReadonlyMap<string, Carrier>;

  constructor({ carriers, links }: ShipmentsSettings) {
    const carrierOf = (name: string): Carrier => {
      const known = KNOWN_CARRIERS[name.toUpperCase().replaceAll(/[\s-]/g, '_')];
      const link = links.get(name) ?? known?.link ?? '';
      return known && !links.has(name) ? known : ownCarrier(known?.name ?? name, link);
    };
    this.carriers = new Map([...carriers].map(([method, name]) => [method.toUpperCase(), carrierOf(name)]));
  }

  /** By the shipping method; null for a method without a carrier. */
  carrierOf({ shippingMethod }: OrderShipment): string | null {
    return this.carriers.get(shippingMethod?.toUpperCase() ?? '')?.name ?? null;
  }

  parcelsOf({ shippingMethod, trackingNumbers }: OrderShipment): readonly TrackedParcel[] {
    const carrier = this.carriers.get(shippingMethod?.toUpperCase() ?? '');
    return trackingNumbers.map((number) => ({
      number,
      url: carrier && carrier.link !== '' ? trackingUrl(carrier, number) : null,
    }));
  }
}
