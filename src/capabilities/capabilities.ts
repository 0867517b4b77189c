import type { Type } from '@nestjs/common';
import { AccountModule, accountCosts, customerAcceptance, customerEvents } from '../account/index.js';
import { CatalogModule, catalogCosts, itemAcceptance, itemPoint, productAcceptance, productEvents } from '../catalog/index.js';
import type { Costs } from '../contract/index.js';
import { type EventType, EventTypes, gatewayEvents, routePointOf } from '../events/index.js';
import type { ExtensionPoint } from '../extensions/index.js';
import { IdentityModule, identityCosts } from '../identity/index.js';
import { InventoryModule, inventoryCosts, stockAcceptance, stockEvents } from '../inventory/index.js';
import {
  customerPoint,
  OrderingModule,
  orderAcceptance,
  orderEvents,
  orderingCosts,
  orderPoint,
  orderSubmissionEvents,
} from '../ordering/index.js';
import { PaymentsModule, paymentEvents, paymentSubmissionEvents, paymentsCosts } from '../payments/index.js';
import { PricingModule, priceAcceptance, priceDayAcceptance, priceEvents, pricingCosts } from '../pricing/index.js';
import { PrintingModule, printingCosts } from '../printing/index.js';
import { QuotesModule, quoteAcceptance, quoteEvents, quoteSubmissionEvents, quotesCosts } from '../quotes/index.js';
import {
  dueSoonAcceptance,
  invoiceAcceptance,
  invoiceEvents,
  ReceivablesModule,
  receivablesCosts,
} from '../receivables/index.js';
import { ShipmentsModule, shipmentsCosts } from '../shipments/index.js';
import type { SubmissionEvents } from '../submissions/index.js';

export interface Capability {
  readonly module: Type;
  /** What its fields cost. */
  readonly costs: Costs;
  /** What it tells other systems. */
  readonly events?: readonly EventType[];
  /** The same of its documents on their way to GP. */
  readonly submissionEvents?: SubmissionEvents;
  /** Where merchants decide with functions of their own. */
  readonly extensionPoints?: readonly ExtensionPoint[];
}

/** What the gateway can do. A new capability is registered here, and nowhere else in the code. */
export const CAPABILITIES: readonly Capability[] = [
  { module: AccountModule, costs: accountCosts, events: customerEvents, extensionPoints: [customerAcceptance] },
  {
    module: CatalogModule,
    costs: catalogCosts,
    events: productEvents,
    extensionPoints: [itemPoint, itemAcceptance, productAcceptance],
  },
  {
    module: PricingModule,
    costs: pricingCosts,
    events: priceEvents,
    extensionPoints: [priceAcceptance, priceDayAcceptance],
  },
  { module: InventoryModule, costs: inventoryCosts, events: stockEvents, extensionPoints: [stockAcceptance] },
  {
    module: OrderingModule,
    costs: orderingCosts,
    events: orderEvents,
    submissionEvents: orderSubmissionEvents,
    extensionPoints: [orderPoint, customerPoint, orderAcceptance],
  },
  {
    module: QuotesModule,
    costs: quotesCosts,
    events: quoteEvents,
    submissionEvents: quoteSubmissionEvents,
    extensionPoints: [quoteAcceptance],
  },
  {
    module: ReceivablesModule,
    costs: receivablesCosts,
    events: invoiceEvents,
    extensionPoints: [invoiceAcceptance, dueSoonAcceptance],
  },
  { module: ShipmentsModule, costs: shipmentsCosts },
  { module: PaymentsModule, costs: paymentsCosts, events: paymentEvents, submissionEvents: paymentSubmissionEvents },
  { module: PrintingModule, costs: printingCosts },
  { module: IdentityModule, costs: identityCosts },
];

/** What other systems are told of documents on their way to GP, by the kind of the document. */
export const SUBMISSION_EVENTS: SubmissionEvents = Object.assign(
  {},
  ...CAPABILITIES.map(({ submissionEvents }) => submissionEvents),
);

/** All types of events: those of the gateway itself, and those of the capabilities. */
export const EVENT_TYPES = new EventTypes([...gatewayEvents, ...CAPABILITIES.flatMap(({ events }) => events ?? [])]);

/** All points at which merchants decide with functions of their own. */
export const EXTENSION_POINTS: readonly ExtensionPoint[] = [
  ...CAPABILITIES.flatMap(({ extensionPoints }) => extensionPoints ?? []),
  routePointOf(EVENT_TYPES.all),
];
