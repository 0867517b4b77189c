import { daysBefore, TODAY } from './calendar.js';
import type { CompanyFiles } from './company-files.js';
import { type Fixed, fixedText, ONE, percentOf } from './fixed-point.js';
import type { Random } from './random.js';
import { SITES } from './setup.js';

export interface StockedItem {
  readonly sku: string;
  readonly cost: Fixed;
  readonly quantityDecimals: number;
  /** Discontinued goods are not reordered. */
  readonly discontinued: boolean;
  readonly tracking: Tracking;
}

/** How single pieces are tracked (IV00101.ITMTRKOP). */
export type Tracking = 'none' | 'serial' | 'lot';

interface SiteStock {
  readonly onHand: Fixed;
  readonly allocated: Fixed;
  readonly onOrder: Fixed;
  readonly backordered: Fixed;
  readonly orderPoint: Fixed;
  readonly inactive: boolean;
}

/** Writes an item's stock by site with the sums over all sites (IV00102), and its serial numbers and lots (IV00200, IV00300). */
export function writeStock(files: CompanyFiles, random: Random, item: StockedItem): void {
  const oddity = random.whole(1, 1000);
  const keptNowhere = oddity <= 5;
  const kept = SITES.filter(({ inactive }, index) => !keptNowhere && (index === 0 || random.perMille(inactive ? 50 : 620)));
  const stock = kept.map(({ code }, index) => ({ code, ...siteStock(random, item, oddity, index) }));
  const sum = (of: (site: SiteStock) => Fixed) => stock.reduce((total, site) => total + of(site), 0);
  writeRow(files, item.sku, '', {
    onHand: sum(({ onHand }) => onHand),
    allocated: sum(({ allocated }) => allocated),
    onOrder: sum(({ onOrder }) => onOrder),
    backordered: sum(({ backordered }) => backordered),
    orderPoint: 0,
    inactive: false,
  });
  for (const { code, ...site } of stock) {
    writeRow(files, item.sku, code, site);
    writeTracked(files, random, item, code, site.onHand);
  }
}

/** Writes the rows of an item without stock, such as a kit: it can be ordered from every site. */
export function writeUncounted(files: CompanyFiles, sku: string): void {
  const none: SiteStock = { onHand: 0, allocated: 0, onOrder: 0, backordered: 0, orderPoint: 0, inactive: false };
  writeRow(files, sku, '', none);
  for (const { code, inactive } of SITES) if (!inactive) writeRow(files, sku, code, none);
}

function siteStock(
  random: Random,
  { cost, quantityDecimals, discontinued, tracking }: StockedItem,
  oddity: number,
  index: number,
): SiteStock {
  const usual = tracking === 'serial' ? 6 : cost < ONE ? 4000 : cost < 10 * ONE ? 250 : 30;
  const most = index === 0 ? usual * 3 : usual;
  const soldOut = discontinued ? random.perMille(500) : random.perMille(120) || oddity > 990;
  const fraction = quantityDecimals >= 2 && random.perMille(300) ? ONE / 4 : 0;
  const counted = soldOut ? 0 : random.whole(1, most) * ONE + fraction;
  const negative = oddity === 6 && index === 1;
  const onHand = negative ? -random.whole(1, 9) * ONE : counted;
  const share = random.perMille(300) ? 0 : random.whole(1, 25);
  const allocated = wholeUnits(percentOf(counted, oddity > 6 && oddity <= 10 ? share + 100 : share));
  return {
    onHand,
    allocated: oddity === 11 && index === 0 ? -3 * ONE : allocated,
    onOrder: !discontinued && random.perMille(200) ? random.whole(1, usual) * ONE : 0,
    backordered: soldOut && random.perMille(300) ? random.whole(1, usual) * ONE : 0,
    orderPoint: random.perMille(400) ? 0 : wholeUnits(percentOf(most * ONE, random.whole(5, 20))),
    inactive: oddity > 11 && oddity <= 16 && index === 1,
  };
}

function wholeUnits(quantity: Fixed): Fixed {
  return Math.floor(quantity / ONE) * ONE;
}

function writeRow(files: CompanyFiles, sku: string, site: string, stock: SiteStock): void {
  files.write('IV00102', {
    ITEMNMBR: sku,
    RCRDTYPE: site === '' ? 1 : 2,
    LOCNCODE: site,
    QTYONHND: fixedText(stock.onHand),
    ATYALLOC: fixedText(stock.allocated),
    QTYONORD: fixedText(stock.onOrder),
    QTYBKORD: fixedText(stock.backordered),
    ORDRPNTQTY: fixedText(stock.orderPoint),
    INACTIVE: stock.inactive ? 1 : 0,
  });
}

function writeTracked(
  files: CompanyFiles,
  random: Random,
  { sku, cost, tracking }: StockedItem,
  site: string,
  onHand: Fixed,
): void {
  if (tracking === 'none' || onHand <= 0) return;
  const received = {
    ITEMNMBR: sku,
    LOCNCODE: site,
    DATERECD: daysBefore(TODAY, random.whole(10, 300)),
    UNITCOST: fixedText(cost),
    QTYTYPE: 1,
  };
  if (tracking === 'lot') {
    files.write('IV00300', {
      ...received,
      DTSEQNUM: 16_384,
      LOTNUMBR: `L${random.whole(10_000, 99_999)}`,
      QTYRECVD: fixedText(onHand),
      EXPNDATE: daysBefore(TODAY, -random.whole(30, 900)),
    });
    return;
  }
  const first = random.whole(100_000, 999_999);
  for (let piece = 1; piece <= onHand / ONE; piece++) {
    files.write('IV00200', { ...received, DTSEQNUM: piece * 16_384, SERLNMBR: `${site}-${first + piece}`, SERLNSLD: 0 });
  }
}
