/**
 * An amount or quantity as a whole number of hundred-thousandths, the precision of GP's numeric(19,5). It is exact up to 90
 * billion, and the generator's amounts are far smaller.
 */
export type Fixed = number;

export const ONE: Fixed = 100_000;

/** Rounds half away from zero to `decimals` decimals. */
export function roundFixed(amount: Fixed, decimals: number): Fixed {
  const step = 10 ** (5 - decimals);
  return Math.sign(amount) * Math.round(Math.abs(amount) / step) * step;
}

/** A percentage of an amount, rounded to hundred-thousandths. */
export function percentOf(amount: Fixed, percent: number): Fixed {
  return Math.round((amount * percent) / 100);
}

/** The amount as text for a CSV file, such as "12.5". */
export function fixedText(amount: Fixed): string {
  const digits = String(Math.abs(amount)).padStart(6, '0');
  const fraction = digits.slice(-5).replace(/0+$/, '');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -5)}${fraction && `.${fraction}`}`;
}
