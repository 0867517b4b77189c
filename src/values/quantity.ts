import { Exact } from './exact.js';

/** GP keeps quantities as numeric(19,5): 14 digits before the point and 5 after it. */
const MAX_DECIMALS = 5;
const TOO_LARGE = new Exact('1e14');

/**
 * GP adds amounts and quantities up, in batches, accounts and stock: from here on a sum may have no room in its numeric(19,5),
 * which SQL Server answers with an error in the middle of an order (8115).
 */
export const TOO_MUCH = new Exact('1e12');

/** Why a quantity cannot be asked for, or undefined where it can. */
export function quantityProblem(quantity: Exact): string | undefined {
  if (quantity.lte(0)) return 'must be greater than zero';
  if (quantity.decimalPlaces() > MAX_DECIMALS) return `must not have more than ${MAX_DECIMALS} decimals`;
  if (quantity.gte(TOO_LARGE)) return 'must have at most 14 digits before the decimal point';
  return undefined;
}
