import { type Costs, FREE } from '../contract/index.js';

/** They come with the order's record. */
export const shipmentsCosts: Costs = {
  fields: {
    Order: { shipments: { size: 3 } },
    Shipment: { carrier: FREE, trackingNumbers: { size: 3 }, lines: { size: 10 } },
    ShipmentLine: { unitOfMeasure: FREE, warehouse: FREE },
  },
};
