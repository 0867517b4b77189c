import { Exact, roundTo, ZERO } from '../../values/exact.js';

/**
 * Splits an amount into parts that are proportional to the weights, have the given decimals and add up exactly to the amount:
 * each part is the growth of the rounded running total. Where all weights are 0, the first part is the whole amount.
 * @param amount not negative, with no more than `decimals` decimals
 */
export function apportion(amount: Exact, weights: readonly Exact[], decimals: number): Exact[] {
  const whole = weights.reduce((sum, weight) => sum.plus(weight), ZERO);
  if (whole.isZero()) return weights.map((_, index) => (index === 0 ? amount : ZERO));
  let weighed = ZERO;
  let given = ZERO;
  return weights.map((weight) => {
    weighed = weighed.plus(weight);
    const reached = roundTo(new Exact(amount).times(weighed).div(whole), decimals);
    const part = reached.minus(given);
    given = reached;
    return part;
  });
}
