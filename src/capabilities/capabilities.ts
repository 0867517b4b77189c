import type { Type } from '@nestjs/common';
import { AccountModule, accountCosts } from '../account/index.js';
import { CatalogModule, catalogCosts } from '../catalog/index.js';
import type { Costs } from '../contract/index.js';
import { IdentityModule, identityCosts } from '../identity/index.js';
import { InventoryModule, inventoryCosts } from '../inventory/index.js';
import { OrderingModule, orderingCosts } from '../ordering/index.js';
import { PaymentsModule, paymentsCosts } from '../payments/index.js';
import { PricingModule, pricingCosts } from '../pricing/index.js';
import { PrintingModule, printingCosts } from '../printing/index.js';
import { QuotesModule, quotesCosts } from '../quotes/index.js';
import { ReceivablesModule, receivablesCosts } from '../receivables/index.js';
import { ShipmentsModule, shipmentsCosts } from '../shipments/index.js';

export interface Capability {
  readonly module: Type;
  /** What its fields cost. */
  readonly costs: Costs;
}

/** What the gateway can do. A new capability is registered here, and nowhere else in the code. */
export const CAPABILITIES: readonly Capability[] = [
  { module: AccountModule, costs: accountCosts },
  { module: CatalogModule, costs: catalogCosts },
  { module: PricingModule, costs: pricingCosts },
  { module: InventoryModule, costs: inventoryCosts },
  { module: OrderingModule, costs: orderingCosts },
  { module: QuotesModule, costs: quotesCosts },
  { module: ReceivablesModule, costs: receivablesCosts },
  { module: ShipmentsModule, costs: shipmentsCosts },
  { module: PaymentsModule, costs: paymentsCosts },
  { module: PrintingModule, costs: printingCosts },
  { module: IdentityModule, costs: identityCosts },
];
