import type { BuyingTerms, Company } from '../../account/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { decimalString, Exact } from '../../values/exact.js';
import {
  asAccountNumber,
  asCurrencyId,
  asPriceGroupId,
  asPriceSheetId,
  asSku,
  asUnitCode,
  type PriceSheetId,
} from '../../values/identifiers.js';
import { asCurrencyCode } from '../../values/money.js';
import { goldenRate } from '../golden-prices.facts.js';
import type { ItemPricing } from '../item-pricing.js';
import type { PriceQuestion } from '../price.js';
import type { ExtendedPriceFacts } from './extended-price.js';
import type { Given } from './golden/golden-extended-price.js';
import { type GoldenLine, type GoldenSheet, goldenSheets, type Place } from './golden/golden-sheets.js';
import type { PricePlace, PriceSheet, PromotionKind, SheetLine, SheetPrices, ValueKind } from './price-sheet.js';

const ITEM = 'PUMP-10';
const CURRENCIES = { 'Z-US$': ['USD', 2], 'Z-C$': ['CAD', 2], 'Z-YEN': ['JPY', 0], 'Z-KD': ['KWD', 3] } as const;

const KINDS: Readonly<Record<GoldenLine['kind'], ValueKind>> = { N: 'NET', P: 'PERCENT', V: 'VALUE_OFF' };
const PROMOTIONS: Readonly<Record<number, PromotionKind>> = { 1: 'NET_PRICE', 2: 'PERCENT', 3: 'VALUE_OFF', 4: 'FREE_ITEM' };
const LEVELS: Readonly<Record<number, PricePlace>> = { 1: 'CUSTOMER', 2: 'CUSTOMER_BOOK', 3: 'BASE_BOOK' };

/** The facts of a case, from GP's words into those of the rule. */
export function goldenExtendedFacts(given: Given): ExtendedPriceFacts {
  const sheets = (place: Place) => (given.visitor && place !== 'base' ? [] : goldenSheets(place, given));
  const places = { CUSTOMER: sheets('customer'), CUSTOMER_BOOK: sheets('book'), BASE_BOOK: sheets('base') };
  const prices = new Map<PriceSheetId, SheetPrices | null>();
  for (const sheet of Object.values(places).flat()) prices.set(asPriceSheetId(sheet.id), pricesOf(sheet, given));
  return {
    company: companyOf(given),
    terms: termsOf(given),
    item: itemOf(given),
    linked: {
      sheets: {
        CUSTOMER: places.CUSTOMER.map(headOf),
        CUSTOMER_BOOK: places.CUSTOMER_BOOK.map(headOf),
        BASE_BOOK: places.BASE_BOOK.map(headOf),
      },
      prices,
    },
    today: (given.today ?? '2026-06-15') as CalendarDate,
    promotions: given.promotions ?? 'apply',
    rate: goldenRate(given.rate),
  };
}

export function goldenExtendedQuestion({ ask = '1' }: Given): PriceQuestion {
  const [quantity = '1', unit] = ask.split(' ');
  return { quantity: new Exact(quantity), unit: unit === undefined ? null : asUnitCode(unit) };
}

function companyOf(given: Given): Company {
  return {
    functionalCurrency: asCurrencyId(given.functionalCurrency ?? 'Z-US$'),
    currencies: Object.fromEntries(
      Object.entries(given.currencies ?? CURRENCIES).map(([id, [code, decimals]]) => [
        id,
        { code: asCurrencyCode(code), decimals },
      ]),
    ),
    defaultPriceLevel: null,
    priceLevels: [],
    defaultWarehouse: null,
    requiresPrices: given.requiresPrices ?? true,
    convertsFunctionalPrices: given.rate !== undefined && given.requiresPrices === false,
    pricesKitsFromComponents: false,
    usesExtendedPricing: true,
    takesBackOrders: true,
    quotesBecomeOrders: true,
  };
}

function termsOf({ visitor = false, currency = '' }: Given): BuyingTerms {
  return {
    accountNumber: visitor ? null : asAccountNumber('AARONFIT0001'),
    customerClass: null,
    priceLevel: null,
    currency: asCurrencyId(visitor ? '' : currency),
  };
}

function itemOf(given: Given): ItemPricing {
  const { decimals = 2, functionalCurrency = 'Z-US$' } = given;
  const quantityDecimals = given.quantityDecimals ?? 0;
  return {
    sku: asSku(ITEM),
    isKit: false,
    method: 'CURRENCY_AMOUNT',
    currentCost: decimalString('0'),
    standardCost: decimalString('0'),
    sellingUnit: asUnitCode(given.sellingUnit ?? 'EACH'),
    units: Object.entries(given.units ?? { EACH: '1', CASE: '12' }).map(([code, base]) => ({
      code: asUnitCode(code),
      baseQuantity: decimalString(base),
    })),
    quantityDecimals,
    scheduleDecimals: quantityDecimals,
    decimals,
    defaultLevel: null,
    priceGroup: null,
    pricedByCurrency: false,
    currencies: Object.entries(given.itemCurrencies ?? { [functionalCurrency]: ['80.00', decimals] as const }).map(
      ([currency, [listPrice, places]]) => ({
        currency: asCurrencyId(currency),
        listPrice: decimalString(listPrice),
        decimals: places,
      }),
    ),
    components: [],
  };
}

function headOf(sheet: GoldenSheet): PriceSheet {
  return {
    id: asPriceSheetId(sheet.id),
    isActive: sheet.active,
    startDate: sheet.start as CalendarDate,
    endDate: sheet.end as CalendarDate,
    isPromotion: sheet.promotion,
    currency: asCurrencyId(sheet.currency),
  };
}

/** What a sheet says of the case's item and of its group; lines of others are never read. */
function pricesOf(sheet: GoldenSheet, given: Given): SheetPrices | null {
  const group = given.group === undefined ? 'PUMPS' : given.group;
  const ofItem = sheet.lines.find(({ type, id }) => type === 'I' && id === ITEM);
  const ofGroup = sheet.lines.find(({ type, id }) => type === 'G' && id === group);
  if (!ofItem && !ofGroup) return null;
  return {
    item: ofItem ? lineOf(ofItem) : null,
    group: ofGroup ? { ...lineOf(ofGroup), group: asPriceGroupId(ofGroup.id) } : null,
  };
}

function lineOf({ active, kind, promotion, values }: GoldenLine): SheetLine {
  const promotionKind = promotion && PROMOTIONS[promotion.type];
  const of = promotion && LEVELS[promotion.level];
  return {
    isActive: active,
    kind: KINDS[kind],
    ...(promotionKind && of ? { promotion: { kind: promotionKind, of } } : {}),
    values: values.map(({ unit, from, to, value, factor, free }) => ({
      unit: asUnitCode(unit),
      fromQuantity: decimalString(from),
      toQuantity: decimalString(to),
      value: decimalString(value),
      factor: decimalString(factor),
      ...(free ? { free: { sku: asSku(free.item), unit: asUnitCode(free.unit), mostQuantity: decimalString(free.most) } } : {}),
    })),
  };
}
