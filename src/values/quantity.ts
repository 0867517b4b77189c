import { Exact } from './exact.js';

/** GP keeps quantities as numeric(19,5): 14 digits before the point and 5 after it. */
const MAX_DECIMALS = 5;
const TOO_LARGE = new Exact('1e14');

/**
 * GP adds up amounts and quantities in batches, accounts and stock. From this value on, a sum may not fit in its
 * numeric(19,5), and SQL Server then fails in the middle of an order with error 8115.
 */
export const TOO_MUCH = new Exact('1e12');

/** Why a quantity is invalid, or undefined where it is valid. */
export function quantityProblem(quantity: Exact): string | undefined {
  if (quantity.lte(0)) return 'must be greater than zero';
  if (quantity.decimalPlaces() > MAX_DECIMALS) return `must not have more than ${MAX_DECIMALS} decimals`;
  if (quantity.gte(TOO_LARGE)) return 'must have at most 14 digits before the decimal point';
  return undefined;
}
