import { acceptancePoint } from '../extensions/index.js';
import { parseCalendarDate } from '../values/calendar-date.js';
import { decimalString } from '../values/exact.js';
import { asAccountNumber, asCurrencyId, asSku, asUnitCode, asWarehouseCode } from '../values/identifiers.js';
import { asOrderNumber, type Order } from './order.js';

const NONE = decimalString('0.00', 2);

/** Of an order that is deleted in GP there is no record: it is told of. */
export const orderAcceptance = acceptancePoint<Order>('ordering.changes', 'of which orders in GP events tell', {
  'an open order': {
    number: asOrderNumber('ORD1001'),
    accountNumber: asAccountNumber('EXAMPLE'),
    reference: 'WEB-1001',
    purchaseOrderNumber: null,
    status: 'OPEN',
    // biome-ignore lint/style/noNonNullAssertion: it is a date.
    date: parseCalendarDate('2026-03-31')!,
    requestedShipDate: null,
    currency: asCurrencyId('Z-US$'),
    subtotal: decimalString('25.00', 2),
    ...{ discount: NONE, freight: NONE, miscellaneous: NONE, tax: NONE, deposit: NONE },
    total: decimalString('25.00', 2),
    billingAddressCode: 'PRIMARY',
    shipTo: null,
    shippingMethod: 'GROUND',
    comment: null,
    customFields: [],
    invoiceNumbers: [],
    lines: [
      {
        lineNumber: 1,
        sku: asSku('BOLT-38-2'),
        description: 'Hex bolt, 3/8 in x 2 in, zinc plated',
        quantity: decimalString(2),
        ...{ quantityShipped: decimalString(0), quantityBackordered: decimalString(0), quantityCancelled: decimalString(0) },
        unit: asUnitCode('BOX'),
        unitPrice: decimalString('12.50', 2),
        priceDecimals: null,
        extendedPrice: decimalString('25.00', 2),
        warehouse: asWarehouseCode('MAIN'),
        shipTo: null,
        requestedShipDate: null,
        attributes: [],
        comment: null,
      },
    ],
    shipments: [],
  },
});
