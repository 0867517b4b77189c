import { type Costs, FREE } from '../contract/index.js';
import { orderPolicy } from '../ordering/index.js';

/** They come with the order's record. */
export const shipmentsCosts: Costs = {
  fields: {
    Order: { shipments: { size: 3 } },
    Invoice: { shipments: { asks: [orderPolicy], size: 1 } },
    Shipment: { carrier: FREE, trackingNumbers: { size: 3 }, lines: { size: 10 } },
    ShipmentLine: { unitOfMeasure: FREE, warehouse: FREE },
  },
};
