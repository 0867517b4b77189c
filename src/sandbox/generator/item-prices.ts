import type { CompanyFiles } from './company-files.js';
import { type Fixed, fixedText, ONE, percentOf, roundFixed } from './fixed-point.js';
import type { Random } from './random.js';
import { CANADIAN_DOLLARS, CANADIAN_LEVEL, CLEARANCE_LEVEL, DOLLARS, LEVELS } from './setup.js';
import type { Schedule, Unit } from './units.js';
import type { PriceMethod } from './vocabulary.js';

export const CAD_PER_USD_PERCENT = 136;

/** How the items of one series are priced. */
export interface PricePolicy {
  readonly method: PriceMethod;
  readonly decimals: number;
  /** The price list is kept by currency (IV00108.CURNCYID not blank). */
  readonly byCurrency: boolean;
  readonly inCanadianDollars: boolean;
  readonly levels: readonly LevelPolicy[];
  readonly breaks: ReadonlyMap<string, readonly number[]>;
}

interface LevelPolicy {
  readonly level: string;
  /** 0 for the level with the highest prices. */
  readonly rank: number;
  readonly rounding: Rounding;
  /** A unit that is not sold at this level (IV00107.UMSLSOPT 1). */
  readonly withheldUnit: string | null;
}

interface Rounding {
  readonly to: number;
  readonly how: number;
  readonly amount: Fixed;
}

const NOT_ROUNDED: Rounding = { to: 1, how: 0, amount: 0 };

export function pricePolicy(random: Random, method: PriceMethod, decimals: number, schedule: Schedule): PricePolicy {
  const byCurrency = method <= 2 && !random.perMille(60);
  const levels = LEVELS.flatMap((level, rank) => {
    const kept = rank === 0 ? !random.perMille(20) : !random.perMille(level === 'GOVT' ? 500 : 270);
    const rounding = decimals <= 2 && random.perMille(150) ? anyRounding(random) : NOT_ROUNDED;
    const [, ...others] = schedule.units;
    const unit = others.length > 0 && random.perMille(60) ? random.pick(others).code : null;
    return kept ? [{ level, rank, rounding, withheldUnit: unit === schedule.sellingUnit ? null : unit }] : [];
  });
  const [base, ...others] = schedule.units;
  return {
    method,
    decimals,
    byCurrency,
    inCanadianDollars: byCurrency && random.perMille(150),
    levels,
    breaks: new Map([
      [base.code, [1, 12, 48, 144].slice(0, random.whole(2, 4))],
      ...others.map(({ code }) => [code, [1, 5, 20].slice(0, random.whole(1, 3))] as const),
    ]),
  };
}

function anyRounding(random: Random): Rounding {
  const how = random.whole(1, 2);
  const cents = random.pick(how === 1 ? [5, 10, 25, 50] : [49, 90, 95, 99]);
  return { to: random.whole(2, 4), how, amount: (cents * ONE) / 100 };
}

export interface PricedItem {
  readonly sku: string;
  readonly schedule: Schedule;
  readonly policy: PricePolicy;
  /** Price of one base unit. */
  readonly listPrice: Fixed;
  readonly discontinued: boolean;
}

/**
 * Writes an item's list prices (IV00105) and price list (IV00107, IV00108), with the oddities of real price lists.
 * @param ownLevels the levels of single accounts that have their own price of the item
 * @returns the item's own default level (IV00101.PRCLEVEL)
 */
export function writePrices(files: CompanyFiles, random: Random, item: PricedItem, ownLevels: readonly string[]): string {
  const { sku, policy, listPrice } = item;
  const oddity = random.whole(1, 1000);
  const unlisted = oddity <= 2;
  if (!unlisted) {
    files.write('IV00105', {
      ITEMNMBR: sku,
      CURNCYID: DOLLARS.id,
      CURRNIDX: DOLLARS.index,
      DECPLCUR: policy.decimals + 1,
      LISTPRCE: fixedText(oddity <= 4 ? 0 : listPrice),
    });
  }
  if (policy.inCanadianDollars && oddity !== 5) {
    files.write('IV00105', {
      ITEMNMBR: sku,
      CURNCYID: CANADIAN_DOLLARS.id,
      CURRNIDX: CANADIAN_DOLLARS.index,
      DECPLCUR: 3,
      LISTPRCE: fixedText(roundFixed(percentOf(listPrice, CAD_PER_USD_PERCENT), 2)),
    });
  }
  const priceless = oddity > 5 && oddity <= 10;
  if (priceless) return LEVELS[0];
  const currency = policy.byCurrency ? DOLLARS.id : '';
  if (item.discontinued) {
    writeLevel(files, item, { level: CLEARANCE_LEVEL, rank: 9, rounding: NOT_ROUNDED, withheldUnit: null }, currency, 1);
    return CLEARANCE_LEVEL;
  }
  const oneLevel = oddity > 10 && oddity <= 20;
  const levels = oneLevel ? policy.levels.slice(-1) : policy.levels;
  for (const [index, level] of levels.entries()) {
    const gap = oddity > 20 && oddity <= 23 && index === 0;
    const free = oddity > 23 && oddity <= 25 && index === 0;
    writeLevel(files, item, level, currency, gap ? 'gap' : free ? 'free' : 'all');
  }
  if (policy.inCanadianDollars) {
    writeLevel(
      files,
      item,
      { level: CANADIAN_LEVEL, rank: 1, rounding: NOT_ROUNDED, withheldUnit: null },
      CANADIAN_DOLLARS.id,
      'all',
    );
  }
  for (const level of ownLevels) {
    writeLevel(files, item, { level, rank: random.whole(4, 8), rounding: NOT_ROUNDED, withheldUnit: null }, currency, 2);
  }
  return levels[0]?.level ?? LEVELS[0];
}

/** @param which the number of breaks to write, or: all, all but the second, or all with the price 0 */
function writeLevel(
  files: CompanyFiles,
  { sku, schedule, policy, listPrice }: PricedItem,
  { level, rank, rounding, withheldUnit }: LevelPolicy,
  currency: string,
  which: number | 'all' | 'gap' | 'free',
): void {
  for (const unit of schedule.units) {
    const withheld = unit.code === withheldUnit;
    const fractional = schedule.quantityDecimals > 0 && unit === schedule.units[0];
    const quantity = fixedText(unit.baseQuantity);
    files.write('IV00107', {
      ITEMNMBR: sku,
      CURNCYID: currency,
      PRCLEVEL: level,
      UOFM: unit.code,
      UMSLSOPT: withheld ? 1 : fractional ? 3 : 2,
      ROUNDTO: rounding.to,
      ROUNDHOW: rounding.how,
      RNDGAMNT: fixedText(rounding.amount),
      QTYBSUOM: quantity,
    });
    if (withheld) continue;
    const starts = (policy.breaks.get(unit.code) ?? [1]).slice(0, typeof which === 'number' ? which : undefined);
    const smallest = smallestQuantity(schedule);
    for (const [index, start] of starts.entries()) {
      if (which === 'gap' && index === 1 && starts.length > 2) continue;
      const next = starts[index + 1];
      files.write('IV00108', {
        ITEMNMBR: sku,
        CURNCYID: currency,
        PRCLEVEL: level,
        UOFM: unit.code,
        FROMQTY: fixedText(index === 0 ? smallest : start * ONE),
        TOQTY: next === undefined ? noLimit(schedule.quantityDecimals) : fixedText(next * ONE - smallest),
        UOMPRICE: which === 'free' ? '0' : fixedText(rowValue(policy, listPrice, unit, currency, rank, index)),
        QTYBSUOM: quantity,
      });
    }
  }
}

/** An amount or a percentage, depending on the price method (IV00108.UOMPRICE). */
function rowValue(
  { method, decimals }: PricePolicy,
  listPrice: Fixed,
  { baseQuantity }: Unit,
  currency: string,
  rank: number,
  breakIndex: number,
): Fixed {
  switch (method) {
    case 1: {
      const canadian = currency === CANADIAN_DOLLARS.id;
      const amount = percentOf(listPrice * (baseQuantity / ONE), (100 - 4 * rank - 3 * breakIndex) * (canadian ? 1.36 : 1));
      const places = canadian ? 2 : decimals;
      return Math.max(roundFixed(amount, places), 10 ** (5 - places));
    }
    case 2:
      return (100 - 4 * rank - 3 * breakIndex) * ONE;
    case 3:
    case 4:
      return (75 - 6 * rank - 3 * breakIndex) * ONE;
    case 5:
    case 6:
      return ((43 - 3 * rank) * 10 - 15 * breakIndex) * (ONE / 10);
  }
}

/** One step of the item's quantity decimals. */
export function smallestQuantity({ quantityDecimals }: Schedule): Fixed {
  return 10 ** (5 - quantityDecimals);
}

/** GP's "no upper limit": twelve nines, and after the point one nine for each quantity decimal of the item. */
export function noLimit(quantityDecimals: number): string {
  return quantityDecimals === 0 ? '999999999999' : `999999999999.${'9'.repeat(quantityDecimals)}`;
}
