import type { Kysely } from 'kysely';
import type {
  ItemPricing,
  PriceList,
  PriceListKey,
  PriceListRow,
  PriceMethod,
  PriceSource,
  RoundingPolicy,
  UnitOption,
  UnitSale,
} from '../../pricing/index.js';
import {
  asCurrencyId,
  asPriceGroupId,
  asPriceLevel,
  asSku,
  asUnitCode,
  type PriceLevel,
  type Sku,
  sameUnit,
} from '../../values/identifiers.js';
import { decimal, decimals, keyOrNull, whole } from './decode.js';
import type { GpTables } from './gp-tables.js';
import { groupBy } from './group.js';
import { fits, fitting, inParts, KEY_LENGTH } from './keys.js';
import { ITEM_PRICING_PARAMETERS, itemPricingQuery, PRICE_LIST_PARAMETERS, priceListsQuery } from './price.query.js';
import type { TextRows } from './together.js';

type ItemRows = TextRows<ReturnType<typeof itemPricingQuery>['parts']>;
type ListRows = TextRows<ReturnType<typeof priceListsQuery>['parts']>;

const KIT = 3;
/** GP keeps quantities as numeric(19,5); an item whose schedule is gone is held to no fewer. */
const MOST_DECIMALS = 5;

const METHODS: Readonly<Record<number, PriceMethod>> = {
  1: 'CURRENCY_AMOUNT',
  2: 'PERCENT_OF_LIST',
  3: 'MARKUP_ON_CURRENT_COST',
  4: 'MARKUP_ON_STANDARD_COST',
  5: 'MARGIN_ON_CURRENT_COST',
  6: 'MARGIN_ON_STANDARD_COST',
};

export class SqlPriceSource implements PriceSource {
  constructor(private readonly gp: Kysely<GpTables>) {}

  async items(skus: readonly Sku[], signal: AbortSignal): Promise<ReadonlyMap<Sku, ItemPricing>> {
    const items = new Map<Sku, ItemPricing>();
    for (const part of inParts(fitting(skus, KEY_LENGTH.item), ITEM_PRICING_PARAMETERS)) {
      const rows = await itemPricingQuery(this.gp, part).ask(this.gp, { signal });
      const units = groupBy(rows.unit, (row) => row.ITEMNMBR);
      const currencies = groupBy(rows.currency, (row) => row.ITEMNMBR);
      const components = groupBy(rows.component, (row) => row.ITEMNMBR);
      const byCurrency = new Set(rows.pricedByCurrency.map((row) => row.ITEMNMBR));
      for (const row of rows.item) {
        const key = row.ITEMNMBR;
        const item = itemPricing(row, {
          unit: units.get(key) ?? [],
          currency: currencies.get(key) ?? [],
          component: components.get(key) ?? [],
          pricedByCurrency: byCurrency.has(key),
        });
        if (item) items.set(item.sku, item);
      }
    }
    return items;
  }

  async priceLists(keys: readonly PriceListKey[], signal: AbortSignal): Promise<ReadonlyMap<PriceListKey, PriceList>> {
    const lists = new Map<PriceListKey, PriceList>();
    const askable = keys.filter(({ sku, level }) => fits(sku, KEY_LENGTH.item) && fits(level ?? '', KEY_LENGTH.priceLevel));
    for (const part of inParts(askable, PRICE_LIST_PARAMETERS)) {
      const { row, option } = await priceListsQuery(this.gp, part).ask(this.gp, { signal });
      const ownDefaults = new Map([...row, ...option].filter(isOwnDefault).map((each) => [asSku(each.ITEMNMBR), keyOf(each)]));
      // An item's own default level is often asked for by name too. Both keys then get the same list object.
      const found = new Map([
        ...priceLists(row.filter(isOwnDefault), option.filter(isOwnDefault)),
        ...priceLists(row.filter(isNamed), option.filter(isNamed)),
      ]);
      for (const key of part) {
        const text = key.level === null ? ownDefaults.get(key.sku) : listKey(key.sku, key.level);
        const list = text === undefined ? undefined : found.get(text);
        if (list) lists.set(key, list);
      }
    }
    return lists;
  }
}

function itemPricing(
  row: ItemRows['item'][number],
  parts: Pick<ItemRows, 'unit' | 'currency' | 'component'> & { readonly pricedByCurrency: boolean },
): ItemPricing | undefined {
  const method = METHODS[whole(row.PRICMTHD)];
  if (!method) return undefined;
  const units = parts.unit.map((unit) => ({ code: asUnitCode(unit.UOFM), baseQuantity: decimal(unit.QTYBSUOM) }));
  const sellingUnit = asUnitCode(row.SELNGUOM);
  return {
    sku: asSku(row.ITEMNMBR),
    isKit: whole(row.ITEMTYPE) === KIT,
    method,
    currentCost: decimal(row.CURRCOST),
    standardCost: decimal(row.STNDCOST),
    // The same rule as in the catalogue: an item whose selling unit is not in its schedule is sold in the base unit.
    sellingUnit: units.some(({ code }) => sameUnit(code, sellingUnit)) ? sellingUnit : asUnitCode(row.BASEUOFM),
    units,
    quantityDecimals: decimals(whole(row.DECPLQTY)),
    scheduleDecimals: row.UMDPQTYS === '' ? MOST_DECIMALS : decimals(whole(row.UMDPQTYS)),
    decimals: decimals(whole(row.DECPLCUR)),
    defaultLevel: keyOrNull(row.PRCLEVEL, asPriceLevel),
    priceGroup: keyOrNull(row.PRCGRPID, asPriceGroupId),
    pricedByCurrency: parts.pricedByCurrency,
    currencies: parts.currency.map((currency) => ({
      currency: asCurrencyId(currency.CURNCYID),
      listPrice: decimal(currency.LISTPRCE),
      decimals: decimals(whole(currency.DECPLCUR)),
    })),
    components: parts.component.map((component) => ({
      currentCost: decimal(component.CURRCOST),
      standardCost: decimal(component.STNDCOST),
      quantity: decimal(component.CMPITQTY),
      unitRows: whole(component.unitRows),
    })),
  };
}

/** Whether a row belongs to a list that was asked for as the item's own default. */
const isOwnDefault = ({ asked }: { readonly asked: string }) => asked === '';
const isNamed = ({ asked }: { readonly asked: string }) => asked !== '';

const listKey = (sku: Sku, level: PriceLevel) => `${sku}\n${level}`;

function keyOf({ ITEMNMBR, PRCLEVEL }: ListRows['row' | 'option'][number]): string {
  return listKey(asSku(ITEMNMBR), asPriceLevel(PRCLEVEL));
}

function priceLists(rows: ListRows['row'], options: ListRows['option']): ReadonlyMap<string, PriceList> {
  const rowsByKey = groupBy(rows, keyOf);
  const optionsByKey = groupBy(options, keyOf);
  const keys = new Set([...rowsByKey.keys(), ...optionsByKey.keys()]);
  return new Map(
    [...keys].map((key) => [
      key,
      { rows: (rowsByKey.get(key) ?? []).map(priceListRow), options: (optionsByKey.get(key) ?? []).map(unitOption) },
    ]),
  );
}

function priceListRow(row: ListRows['row'][number]): PriceListRow {
  return {
    currency: asCurrencyId(row.CURNCYID),
    unit: asUnitCode(row.UOFM),
    fromQuantity: decimal(row.FROMQTY),
    toQuantity: decimal(row.TOQTY),
    value: decimal(row.UOMPRICE),
    baseQuantity: decimal(row.QTYBSUOM),
  };
}

const SALES: Readonly<Record<number, UnitSale>> = { 1: 'NOT_SOLD', 2: 'WHOLE', 3: 'WHOLE_AND_FRACTIONAL' };

function unitOption(row: ListRows['option'][number]): UnitOption {
  return {
    currency: asCurrencyId(row.CURNCYID),
    unit: asUnitCode(row.UOFM),
    baseQuantity: decimal(row.QTYBSUOM),
    sold: SALES[whole(row.UMSLSOPT)] ?? 'WHOLE_AND_FRACTIONAL',
    rounding: rounding(row),
  };
}

const DIRECTIONS: Readonly<Record<number, RoundingPolicy['direction']>> = { 2: 'UP', 3: 'DOWN', 4: 'NEAREST' };

/** ROUNDTO 2 up, 3 down, 4 nearest, else none; ROUNDHOW 1 multiple of, 2 ends in. */
function rounding({ ROUNDTO, ROUNDHOW, RNDGAMNT }: ListRows['option'][number]): RoundingPolicy | null {
  const direction = DIRECTIONS[whole(ROUNDTO)];
  return direction ? { direction, to: whole(ROUNDHOW) === 2 ? 'ENDS_IN' : 'MULTIPLE_OF', amount: decimal(RNDGAMNT) } : null;
}
