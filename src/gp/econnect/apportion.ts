import { Exact, roundTo, ZERO } from '../../values/exact.js';

/**
 * An amount in parts that are proportional to the weights, each with the given decimals, and together exactly the amount:
 * each part is what the rounded running total grows by. All of it falls to the first where there is no weight at all.
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
