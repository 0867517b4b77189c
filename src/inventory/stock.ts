import type { DecimalString } from '../values/exact.js';
import type { WarehouseCode } from '../values/identifiers.js';

/** An item's stock at every warehouse it is kept at, in base units: a fact that belongs to no viewer. */
export type Stock = readonly StockLevel[];

export interface StockLevel {
  readonly warehouse: WarehouseCode;
  readonly onHand: DecimalString;
  /** As GP has it: a corrupt row may be negative. */
  readonly allocated: DecimalString;
  /** On purchase orders, not yet received. */
  readonly onOrder: DecimalString;
  readonly backordered: DecimalString;
  /** Where stock counts as low; 0 where none is set. */
  readonly orderPoint: DecimalString;
  /** The item is not sold from this warehouse. */
  readonly inactive: boolean;
}
