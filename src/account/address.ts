import type { WarehouseCode } from '../values/identifiers.js';

/** An address of a customer or of a warehouse. Blank lines are null. */
export interface Address {
  /** Unique within the account, e.g. "PRIMARY". */
  readonly code: string;
  readonly contactName: string | null;
  readonly line1: string | null;
  readonly line2: string | null;
  readonly line3: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly taxSchedule: string | null;
  readonly shippingMethod: string | null;
  /** The warehouse that serves this address where an order names none. */
  readonly warehouse: WarehouseCode | null;
}
