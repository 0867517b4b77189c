import type { Address } from '../account/index.js';
import type { WarehouseCode } from '../values/identifiers.js';

/** A GP site. */
export interface Warehouse {
  readonly code: WarehouseCode;
  readonly name: string;
  readonly inactive: boolean;
  readonly address: Omit<Address, 'warehouse'> | null;
}
