import { Exact, ZERO } from '../values/exact.js';

/** How a price level rounds the prices of a unit (IV00107.ROUNDTO, ROUNDHOW, RNDGAMNT). */
export interface RoundingPolicy {
  readonly direction: 'UP' | 'DOWN' | 'NEAREST';
  readonly to: 'MULTIPLE_OF' | 'ENDS_IN';
  readonly amount: string;
}

/** Rounds a price as the policy says. A multiple of 0 gives 0. */
export function applyRounding(price: Exact, policy: RoundingPolicy): Exact {
  const amount = new Exact(policy.amount);
  return policy.to === 'MULTIPLE_OF' ? toMultiple(price, amount, policy.direction) : toEnding(price, amount, policy.direction);
}

function toMultiple(price: Exact, multiple: Exact, direction: RoundingPolicy['direction']): Exact {
  if (multiple.isZero()) return ZERO;
  const over = price.mod(multiple);
  // A price of 0 is a multiple of everything. It becomes one multiple.
  if (over.isZero()) return price.isZero() ? multiple : price;
  const below = price.minus(over);
  const above = below.plus(multiple);
  if (direction === 'UP') return above;
  const goesDown = direction === 'DOWN' || over.lt(multiple.minus(over));
  // Rounding in either direction gives at least one multiple, so that it never makes a product free.
  return goesDown ? Exact.max(below, multiple) : above;
}

function toEnding(price: Exact, ending: Exact, direction: RoundingPolicy['direction']): Exact {
  // The smallest power of ten above the ending: one price in every 1.00 ends in .95, and one in every 10.00 in 9.00.
  let period = new Exact(1);
  while (ending.gte(period)) period = period.times(10);
  const whole = price.div(period).floor();
  const rest = price.minus(whole.times(period));
  const up = (rest.gt(ending) ? whole.plus(1) : whole).times(period).plus(ending);
  const down = Exact.max(rest.lt(ending) ? whole.minus(1) : whole, ZERO)
    .times(period)
    .plus(ending);
  switch (direction) {
    case 'UP':
      return up;
    case 'DOWN':
      return down;
    case 'NEAREST':
      return price.minus(down).abs().lt(up.minus(price).abs()) ? down : up;
  }
}
