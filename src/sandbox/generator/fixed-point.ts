/**
 * An amount or quantity as a whole number of hundred-thousandths, which is what GP's numeric(19,5) can hold. Exact up to
 * ninety billion; the generator's amounts stay far below.
 */
export type Fixed = number;

export const ONE: Fixed = 100_000;

/** Half away from zero, at so many decimals. */
export function roundFixed(amount: Fixed, decimals: number): Fixed {
  const step = 10 ** (5 - decimals);
  return Math.sign(amount) * Math.round(Math.abs(amount) / step) * step;
}

/** Rounded to hundred-thousandths. */
export function percentOf(amount: Fixed, percent: number): Fixed {
  return Math.round((amount * percent) / 100);
}

/** As a CSV file has it: "12.5". */
export function fixedText(amount: Fixed): string {
  const digits = String(Math.abs(amount)).padStart(6, '0');
  const fraction = digits.slice(-5).replace(/0+$/, '');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -5)}${fraction && `.${fraction}`}`;
}
