import { daysBefore, TODAY } from './calendar.js';
import type { CompanyFiles } from './company-files.js';
import { type Fixed, fixedText, ONE, percentOf, roundFixed } from './fixed-point.js';
import { type PricedItem, type PricePolicy, pricePolicy, writePrices } from './item-prices.js';
import { type Tracking, writeStock, writeUncounted } from './item-stock.js';
import type { PriceSheets } from './price-sheets.js';
import { Random } from './random.js';
import { SITES, valueName } from './setup.js';
import { SCHEDULES, type Schedule } from './units.js';
import { KINDS, type Kind } from './vocabulary.js';

/** An item that a kit or a contract can refer to. */
export interface KnownItem {
  readonly sku: string;
  readonly description: string;
  readonly sellingUnit: string;
}

const REMEMBERED = 500;
const MAX_VARIANTS = 8;

/** The items in every 200 that are not goods on a shelf, by their position. */
const SPECIAL: Readonly<Record<number, Special>> = {
  20: 'kit',
  40: 'charge',
  60: 'service',
  80: 'flat fee',
  90: 'kit',
  130: 'service',
  150: 'kit',
};
const SPECIAL_EVERY = 200;

type Special = 'kit' | 'charge' | 'service' | 'flat fee';

/**
 * Writes items with their prices, stock and texts.
 * @param ownLevels price levels of single accounts
 * @param sheets the price sheets of a company on extended pricing
 * @returns some of the goods
 */
export function writeItems(
  files: CompanyFiles,
  count: number,
  seed: number,
  ownLevels: readonly string[],
  sheets: PriceSheets | null,
): readonly KnownItem[] {
  const known: KnownItem[] = [];
  let position = 0;
  for (let series = 0; position < count; series++) {
    let previous = '';
    for (const goods of seriesOf(seed, series)) {
      while (position < count && SPECIAL[position % SPECIAL_EVERY]) {
        writeSpecial(files, seed, position, known, sheets);
        position += 1;
      }
      if (position >= count) break;
      const item = writeGoods(files, new Random(seed, 'item', position), goods, previous, ownLevels, sheets);
      known[position % REMEMBERED] = item;
      previous = item.sku;
      position += 1;
    }
  }
  return known.filter(Boolean);
}

/** One variant of a series. */
interface Goods {
  readonly kind: Kind;
  readonly series: string;
  readonly schedule: Schedule;
  readonly policy: PricePolicy;
  readonly seriesCost: Fixed;
  readonly size: string;
  readonly finish: string;
  readonly color: string;
  readonly sizeIndex: number;
}

function seriesOf(seed: number, number: number): Goods[] {
  const random = new Random(seed, 'series', number);
  const kind = KINDS[number] ?? random.pick(KINDS);
  const schedule: Schedule = SCHEDULES[kind.schedule];
  const common = {
    kind,
    series: `${kind.prefix}${String(number + 1).padStart(4, '0')}`,
    schedule,
    policy: pricePolicy(random, kind.method, kind.priceDecimals, schedule),
    seriesCost: (random.whole(kind.costCents[0] * 100, kind.costCents[1] * 100) * ONE) / 10_000,
  };
  const looks = [
    ...(kind.finishes ?? []).map((finish) => ({ finish, color: '' })),
    ...(kind.colors ?? []).map((color) => ({ finish: '', color })),
  ];
  const variants = kind.sizes.flatMap((size, sizeIndex) =>
    (looks.length > 0 ? looks : [{ finish: '', color: '' }]).map((look) => ({ size, sizeIndex, ...look })),
  );
  return random.pickSome(variants, random.whole(2, MAX_VARIANTS)).map((variant) => ({ ...common, ...variant }));
}

function writeGoods(
  files: CompanyFiles,
  random: Random,
  goods: Goods,
  previous: string,
  ownLevels: readonly string[],
  sheets: PriceSheets | null,
): KnownItem {
  const { kind, series, schedule, policy, size, finish, color } = goods;
  const sku = [series, compact(size), compact(finish || color)].filter(Boolean).join('-');
  const cost = Math.round(goods.seriesCost * (1 + goods.sizeIndex * 0.18));
  const discontinued = random.perMille(30);
  const tracking: Tracking = kind.prefix === 'PRS' ? 'serial' : kind.prefix === 'SIL' && random.perMille(300) ? 'lot' : 'none';
  const look = valueName(finish || color, finish ? 3 : 5).toLowerCase();
  const item: ItemCard = {
    sku,
    description: `Series ${series.slice(kind.prefix.length)} ${kind.name}, ${size}${look && `, ${look}`}`,
    type: discontinued ? 2 : 1,
    generic: series,
    itemClass: kind.itemClass,
    schedule,
    cost,
    standardCost: percentOf(cost, random.whole(95, 106)),
    weight: kind.weight,
    priceDecimals: kind.priceDecimals,
    method: kind.method,
    tracking,
    backorderable: !discontinued && !random.perMille(250),
    substitutes: previous && (discontinued || random.perMille(100)) ? [previous] : [],
    categories: [handling(kind), size, finish, kind.material, color],
    inactive: random.perMille(20),
  };
  const priced: PricedItem = {
    sku,
    schedule,
    policy,
    listPrice: roundFixed(percentOf(cost, 200), kind.priceDecimals),
    discontinued,
  };
  const level = writePrices(files, random, priced, random.pickSome(ownLevels, random.pick([0, 1, 2, 2, 4])));
  sheets?.addItem(priced, series);
  writeCard(files, random, item, level);
  for (const { code, baseQuantity } of schedule.units) {
    files.write('IV00106', {
      ITEMNMBR: sku,
      UOFM: code,
      QTYBSUOM: fixedText(baseQuantity),
      UMPUROPT: schedule.quantityDecimals > 0 ? 3 : 2,
    });
  }
  writeStock(files, random, { sku, cost, quantityDecimals: schedule.quantityDecimals, discontinued, tracking });
  return { sku, description: item.description, sellingUnit: schedule.sellingUnit };
}

function handling({ restricted, itemClass }: Kind): string {
  if (restricted) return 'RESTRICTED';
  return itemClass === 'PAINT' || itemClass === 'LUBRICANTS' ? 'HAZMAT' : '';
}

function compact(code: string): string {
  return code.replaceAll(/[^A-Z0-9]/g, '');
}

/** Writes a kit or an item that is not goods, such as a service. */
function writeSpecial(
  files: CompanyFiles,
  seed: number,
  position: number,
  known: readonly KnownItem[],
  sheets: PriceSheets | null,
): void {
  const random = new Random(seed, 'item', position);
  const kind = SPECIAL[position % SPECIAL_EVERY] ?? 'charge';
  const { prefix, type, itemClass, name } = SPECIAL_CARDS[kind];
  const schedule: Schedule = kind === 'service' ? SCHEDULES.HOUR : SCHEDULES.EACH;
  const sku = `${prefix}-${String(position + 1).padStart(6, '0')}`;
  const isKit = kind === 'kit';
  // Half of the kits are priced by their components' cost.
  const method = isKit && random.perMille(500) ? 3 : 1;
  const cost = random.whole(200, 9000) * (ONE / 100);
  const item: ItemCard = {
    sku,
    description: `${name} ${position + 1}`,
    type,
    generic: '',
    itemClass,
    schedule,
    cost,
    standardCost: cost,
    weight: isKit ? 250 : 0,
    priceDecimals: 2,
    method,
    tracking: 'none',
    backorderable: isKit,
    substitutes: [],
    categories: ['', '', '', '', ''],
    inactive: isKit && random.perMille(40),
  };
  const policy = pricePolicy(random, method, 2, schedule);
  const priced: PricedItem = { sku, schedule, policy, listPrice: percentOf(cost, 200), discontinued: false };
  sheets?.addItem(priced, null);
  writeCard(files, random, item, writePrices(files, random, priced, []));
  writeUncounted(files, sku);
  if (!isKit) return;
  for (const [index, component] of random.pickSome(known.filter(Boolean), random.whole(2, 5)).entries()) {
    files.write('IV00104', {
      ITEMNMBR: sku,
      SEQNUMBR: (index + 1) * 16_384,
      CMPTITNM: component.sku,
      CMPITUOM: component.sellingUnit,
      CMPITQTY: random.whole(1, 4),
    });
  }
}

const SPECIAL_CARDS: Readonly<Record<Special, { prefix: string; type: number; itemClass: string; name: string }>> = {
  kit: { prefix: 'KIT', type: 3, itemClass: 'KITS', name: 'Starter kit' },
  charge: { prefix: 'CHG', type: 4, itemClass: 'CHARGES', name: 'Handling charge' },
  service: { prefix: 'SVC', type: 5, itemClass: 'SERVICES', name: 'Repair labor, grade' },
  'flat fee': { prefix: 'FEE', type: 6, itemClass: 'SERVICES', name: 'Set-up fee' },
};

interface ItemCard {
  readonly sku: string;
  readonly description: string;
  /** IV00101.ITEMTYPE. */
  readonly type: number;
  readonly generic: string;
  readonly itemClass: string;
  readonly schedule: Schedule;
  readonly cost: Fixed;
  readonly standardCost: Fixed;
  /** In hundredths of a pound. */
  readonly weight: number;
  readonly priceDecimals: number;
  readonly method: number;
  readonly tracking: Tracking;
  readonly backorderable: boolean;
  readonly substitutes: readonly string[];
  readonly categories: readonly [string, string, string, string, string];
  readonly inactive: boolean;
}

const TRACKING_OPTIONS: Readonly<Record<Tracking, number>> = { none: 1, serial: 2, lot: 3 };

/** The item master (IV00101) and the item's internet information (SY01200). */
function writeCard(files: CompanyFiles, random: Random, item: ItemCard, level: string): void {
  const { sku, schedule, substitutes, categories } = item;
  const created = daysBefore(TODAY, random.whole(1, 4500));
  files.write('IV00101', {
    ITEMNMBR: sku,
    ITEMDESC: item.description,
    ITEMTYPE: item.type,
    ITMGEDSC: item.generic,
    STNDCOST: fixedText(item.standardCost),
    CURRCOST: fixedText(item.cost),
    ITEMSHWT: item.weight,
    DECPLQTY: schedule.quantityDecimals + 1,
    DECPLCUR: item.priceDecimals + 1,
    TAXOPTNS: item.type >= 4 ? 2 : 3,
    ITMCLSCD: item.itemClass,
    ITMTRKOP: TRACKING_OPTIONS[item.tracking],
    ALWBKORD: item.backorderable ? 1 : 0,
    VCTNMTHD: 1,
    UOMSCHDL: schedule.id,
    ALTITEM1: substitutes[0] ?? '',
    ALTITEM2: substitutes[1] ?? '',
    USCATVLS_1: categories[0],
    USCATVLS_2: categories[1],
    USCATVLS_3: categories[2],
    USCATVLS_4: categories[3],
    USCATVLS_5: categories[4],
    CREATDDT: created,
    MODIFDT: created,
    PRCLEVEL: level,
    LOCNCODE: SITES[0].code,
    PRICMTHD: item.method,
    PRCHSUOM: schedule.units[0].code,
    SELNGUOM: schedule.sellingUnit,
    ABCCODE: random.whole(1, 4),
    INACTIVE: item.inactive ? 1 : 0,
  });
  if (random.perMille(150)) return;
  files.write('SY01200', {
    Master_Type: 'ITM',
    Master_ID: sku,
    ADRSCODE: '',
    INET1: '',
    INET4: random.perMille(100) ? '' : `https://images.example.com/items/${sku.toLowerCase()}.jpg`,
    INETINFO: random.perMille(400) ? '' : `${item.description}. Made for daily use in shops, plants and on site.`,
    EmailToAddress: '',
  });
}
