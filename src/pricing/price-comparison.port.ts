import type { DecimalString } from '../values/exact.js';
import type { AccountNumber, Sku, UnitCode } from '../values/identifiers.js';

/** An account and an item, whose prices are compared. */
export interface PriceSample {
  readonly accountNumber: AccountNumber;
  readonly sku: Sku;
}

/** A price of one of the two sides, or why there is none. */
export interface ComparedPrice {
  /** Of one unit, in the currency of an order of the account's; null where there is no price. */
  readonly amount: DecimalString | null;
  /** Why there is none, for operators; null where it is not said. */
  readonly why: string | null;
}

/** A price of the gateway's that is not the ERP's own. */
export interface PriceDifference extends PriceSample {
  readonly quantity: DecimalString;
  readonly unitOfMeasure: UnitCode;
  readonly own: ComparedPrice;
  readonly erps: ComparedPrice;
}

export interface ComparedPrices {
  /** Prices that were compared: of each sample those of several quantities. */
  readonly compared: number;
  readonly differences: readonly PriceDifference[];
}

/** Prices of the gateway's beside those that the ERP works out itself. Facts are read anew: none is a remembered one. */
export abstract class PriceComparison {
  /**
   * Why the ERP gives no prices of its own to compare with, for operators; null where it gives them.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract trouble(signal: AbortSignal): Promise<string | null>;

  /**
   * Pairs from all over the ERP's active customers and its items with prices, none twice; empty where there are none.
   * @param most how many at most
   * @param start another number takes other ones; with numbers that follow each other, every customer and item has its turn
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract samples(most: number, start: number, signal: AbortSignal): Promise<readonly PriceSample[]>;

  /**
   * Compares the prices of one piece, and of the quantities on both sides of the first break. An account or an item that is not
   * there any more is left out.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract compare(samples: readonly PriceSample[], signal: AbortSignal): Promise<ComparedPrices>;
}

/** Why nothing is compared where the ERP has nothing to take samples of. */
export const NO_SAMPLES = 'there is no active customer, or no item with a price';

/** Why nothing is compared where GP's procedure, which does not convert, has no price in the currency of any sample. */
export const NO_COMPARABLE_SAMPLES =
  'the samples are in currencies without an exchange rate of the day, or their accounts or items are gone';

/** Both prices, in a line for operators. */
export function differenceText({ own, erps }: PriceDifference): string {
  return `${priceText(own)} here, ${priceText(erps)} in GP`;
}

function priceText({ amount, why }: ComparedPrice): string {
  return amount ?? (why === null ? 'no price' : `no price (${why})`);
}
