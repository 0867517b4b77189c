import type { DecimalString } from '../values/exact.js';
import type { WarehouseCode } from '../values/identifiers.js';

/** An item's stock at every warehouse that keeps it, in base units. The fact is the same for all viewers. */
export type Stock = readonly StockLevel[];

export interface StockLevel {
  readonly warehouse: WarehouseCode;
  readonly onHand: DecimalString;
  /** As in GP's row: the figure of a corrupt row may be negative. */
  readonly allocated: DecimalString;
  /** On purchase orders, not yet received. */
  readonly onOrder: DecimalString;
  readonly backordered: DecimalString;
  /** Stock at or below this counts as low; 0 where no order point is set. */
  readonly orderPoint: DecimalString;
  /** The item is not sold from this warehouse. */
  readonly inactive: boolean;
}
