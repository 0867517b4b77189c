import { accountStates, effectiveStatus } from '../../src/account/account-state.js';
import { type BuyingTerms, VISITOR_TERMS } from '../../src/account/buying-terms.js';
import { type CustomerRecord, creditOf, currencyOf } from '../../src/account/index.js';
import { permissionsOf } from '../../src/account/permissions.js';
import type { Product } from '../../src/catalog/index.js';
import { hides, isVisible, visibilityFor } from '../../src/catalog/visibility.js';
import type { CatalogRules } from '../../src/config/index.js';
import { type Contract } from '../../src/contract/index.js';
import { availability } from '../../src/inventory/availability.js';
import type { Stock } from '../../src/inventory/index.js';
import { positionOfPostalCode } from '../../src/inventory/postal-codes.js';
import { extendedPrice, type ItemPricing, type PriceList, type SheetLinks } from '../../src/pricing/index.js';
import type { UnitPrice } from '../../src/pricing/price.js';
import { unitPrice } from '../../src/pricing/unit-price.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { decimalString, Exact } from '../../src/values/exact.js';
import { distanceKm, type GeoPoint } from '../../src/values/geo-point.js';
import type { AccountNumber, PriceLevel, Sku, WarehouseCode } from '../../src/values/identifiers.js';
import type { UserRole } from '../../src/values/viewer.js';
import type { CompanyInTime } from './company-in-time.js';
import type { Version } from './history.js';
import type { LeapingClock } from './leaping-clock.js';
import type { Guise } from './viewers.js';

/** Where somebody is: at one of their account's addresses, or at a postal code. */
export type Near = { readonly addressCode: string } | { readonly postalCode: string } | null;

export type AskedPrice = Pick<Contract.Price, 'unitPrice' | 'listPrice' | 'priceLevel' | 'unitOfMeasure' | 'quantity' | 'breaks'>;

const DAY_MS = 86_400_000;
/** So many pieces have to be at the closest warehouse. */
export const CLOSEST_WITH = '5';

/**
 * What a viewer's own account gives, worked out of what GP has said since some moment and of nothing that the gateway
 * remembers. Where an answer does not say how old it is, anything that was ever true of the viewer's own account counts;
 * and where it says so, what was true since then.
 */
export class Oracle {
  private readonly prices = new Map<string, { readonly level: PriceLevel | null; readonly text: string }>();
  private readonly sheetTexts = new Map<string, string>();
  private readonly counts = new Map<string, string>();

  constructor(
    private readonly gp: CompanyInTime,
    private readonly products: ReadonlyMap<Sku, Product>,
    private readonly rules: CatalogRules,
    private readonly clock: LeapingClock,
  ) {}

  /** Whether the viewer may know of a product. */
  sees(guise: Guise, sku: string): boolean {
    const product = this.products.get(sku as Sku);
    return (
      product !== undefined && this.terms(guise, 0).some(({ value }) => isVisible(visibilityFor(this.rules, value), product))
    );
  }

  /** How many products the viewer may be told that there are. */
  counted(guise: Guise): ReadonlySet<number> {
    const counts = [null, ...this.terms(guise, 0).map(({ value }) => value)].map((terms) => {
      const visibility = visibilityFor(this.rules, terms);
      return [...this.products.values()].filter((product) => isVisible(visibility, product)).length;
    });
    return new Set(counts);
  }

  /** The prices that a product may have. */
  priced(guise: Guise, sku: string, quantity: string, since: number): ReadonlySet<string> {
    if (this.gp.company.usesExtendedPricing) return this.pricedBySheets(guise, sku as Sku, quantity, since);
    const texts = new Set<string>();
    for (const { value: terms } of this.terms(guise, since)) {
      for (const item of this.gp.items.get(sku as Sku)?.since(since) ?? []) {
        // Which level decides does not change with the amounts in its list.
        const { level, text } = this.price(terms, item, quantity);
        if (level === null) {
          texts.add(text);
          continue;
        }
        for (const list of this.gp.list(item.value.sku, level)?.since(since) ?? []) {
          texts.add(this.price(terms, item, quantity, { level, list }).text);
        }
      }
    }
    return texts;
  }

  /** The same in a company on extended pricing, on any of the days that there have been. */
  private pricedBySheets(guise: Guise, sku: Sku, quantity: string, since: number): ReadonlySet<string> {
    const texts = new Set<string>();
    const none: readonly Version<SheetLinks | null>[] = [{ id: 0, value: null, from: 0, till: 0 }];
    const owns = guise.account === null ? none : (this.gp.links.get(guise.account)?.since(since) ?? []);
    const items = this.gp.items.get(sku)?.since(since) ?? [];
    for (const [own, base, item] of combinations<Version<unknown>>([owns, this.gp.links.get(null)?.since(since) ?? [], items])) {
      const links = own?.value as SheetLinks | null;
      const sheets = {
        CUSTOMER: links?.sheets ?? [],
        CUSTOMER_BOOK: links?.book?.sheets ?? [],
        BASE_BOOK: (base as Version<SheetLinks>).value.sheets,
      };
      const ids = [...new Set(Object.values(sheets).flatMap((some) => some.map(({ id }) => id)))];
      for (const versions of combinations(ids.map((sheet) => this.gp.sheetPricesOf({ sheet, sku })?.since(since) ?? []))) {
        const prices = new Map(ids.map((id, at) => [id, versions[at]?.value ?? null]));
        for (const { value: terms } of this.terms(guise, since)) {
          for (const today of this.days()) {
            const read = [own, base, item, ...versions].map((version) => version?.id);
            const key = [...read, quantity, terms.currency, today].join('\n');
            let text = this.sheetTexts.get(key);
            if (text === undefined) {
              const facts = {
                company: this.gp.company,
                terms,
                item: item?.value as ItemPricing,
                linked: { sheets, prices },
                today,
              };
              const price = extendedPrice({ ...facts, promotions: 'apply' }, { quantity: new Exact(quantity), unit: null });
              text = price.kind === 'price' ? textOfPrice(price) : price.kind === 'noPrice' ? price.message : price.kind;
              this.sheetTexts.set(key, text);
            }
            texts.add(text);
          }
        }
      }
    }
    return texts;
  }

  /** Every day on which the clock that leaps may have stood. */
  private days(): CalendarDate[] {
    const leapt = Math.ceil((this.clock.now() - Date.now()) / DAY_MS);
    const first = Date.parse(this.gp.firstDay);
    return Array.from({ length: leapt + 2 }, (_, day) => {
      return new Date(first + day * DAY_MS).toISOString().slice(0, 10) as CalendarDate;
    });
  }

  /** What may be available of a product, and where. */
  available(guise: Guise, sku: string, near: Near, since: number): ReadonlySet<string> {
    const product = this.products.get(sku as Sku);
    if (!product) return new Set();
    const skus = [product.sku, ...product.components.map((component) => component.sku)];
    const stock = combinations(skus.map((each) => this.gp.stock.get(each)?.since(since) ?? []));
    const texts = new Set<string>();
    for (const serving of this.servings(guise)) {
      for (const position of this.positions(guise, near)) {
        for (const usual of this.defaultWarehouses(guise)) {
          for (const versions of stock) {
            const place = position && `${position.latitude} ${position.longitude}`;
            const key = [sku, serving.join(), place, usual, ...versions.map(({ id }) => id)].join('\n');
            let text = this.counts.get(key);
            if (text === undefined) {
              text = this.count(product, serving, position, usual, new Map(skus.map((each, at) => [each, versions[at]?.value])));
              this.counts.set(key, text);
            }
            texts.add(text);
          }
        }
      }
    }
    return texts;
  }

  /** The codes of the warehouses that serve the viewer; several possible lists. */
  servings(guise: Guise): readonly WarehouseCode[][] {
    const all = new Map<string, WarehouseCode[]>();
    for (const terms of [null, ...this.terms(guise, 0).map(({ value }) => value)]) {
      const withheld = this.rules.warehouses
        .filter((rule) => !terms || hides(rule, terms))
        .flatMap(({ warehouses }) => warehouses);
      const codes = this.gp.warehouses
        .filter(({ code, inactive }) => !inactive && !withheld.includes(code))
        .map(({ code }) => code);
      all.set(codes.join(), codes);
    }
    return [...all.values()];
  }

  /** What may be said of an account to somebody who buys for it. */
  accounts(number: AccountNumber, since: number): ReadonlySet<string> {
    return new Set(
      this.gp.records
        .get(number)
        ?.since(since)
        .map(({ value }) => this.textOfRecord(value)),
    );
  }

  /** What a person of such a role may do for an account. */
  permissions(number: AccountNumber, roles: readonly UserRole[], since: number): ReadonlySet<string> {
    const records = this.gp.records.get(number)?.since(since) ?? [];
    return new Set(
      roles.flatMap((role) => records.map(({ value }) => JSON.stringify(permissionsOf(accountStates(value), role)))),
    );
  }

  /** @param deciding the list of the level that decides, as it was; else all lists are as they are now */
  private price(
    terms: BuyingTerms,
    item: Version<ItemPricing>,
    quantity: string,
    deciding?: { readonly level: PriceLevel; readonly list: Version<PriceList | null> },
  ): { readonly level: PriceLevel | null; readonly text: string } {
    const buyer = [terms.accountNumber === null, terms.priceLevel, terms.currency];
    const key = [item.id, quantity, ...buyer, deciding?.list.id].join('\n');
    let found = this.prices.get(key);
    if (!found) {
      const { sku, defaultLevel } = item.value;
      const lists = new Map<PriceLevel, PriceList | null>();
      for (const level of [...this.gp.company.priceLevels, ...(defaultLevel ? [defaultLevel] : [])]) {
        if (level !== null) lists.set(level, this.gp.list(sku, level)?.latest.value ?? null);
      }
      if (deciding) lists.set(deciding.level, deciding.list.value);
      const facts = { company: this.gp.company, terms, item: item.value, lists };
      const price = unitPrice(facts, { quantity: new Exact(quantity), unit: null });
      found =
        price.kind === 'price'
          ? { level: price.priceLevel, text: textOfPrice(price) }
          : { level: null, text: price.kind === 'noPrice' ? price.message : price.kind };
      this.prices.set(key, found);
    }
    return found;
  }

  private terms(guise: Guise, since: number): readonly { readonly value: BuyingTerms }[] {
    if (guise.account === null) return [{ value: VISITOR_TERMS }];
    const records = this.gp.records.get(guise.account)?.since(since) ?? [];
    const different = new Map(
      records.map(({ value }) => [`${value.customerClass}\n${value.priceLevel}\n${value.currency}`, value]),
    );
    return [...different.values()].map((value) => ({ value }));
  }

  private positions(guise: Guise, near: Near): readonly (GeoPoint | undefined)[] {
    if (near === null) return [undefined];
    if ('postalCode' in near) return [positionOfPostalCode(near.postalCode)];
    const book = (guise.account && this.gp.addresses.get(guise.account)) || [];
    const code = book.find((address) => address.code === near.addressCode)?.postalCode;
    // The address may not be known just now.
    return [undefined, code ? positionOfPostalCode(code) : undefined];
  }

  private defaultWarehouses({ account }: Guise): readonly (WarehouseCode | null)[] {
    const own = account && this.gp.records.get(account)?.latest.value.warehouse;
    return [...new Set([this.gp.company.defaultWarehouse, own || this.gp.company.defaultWarehouse])];
  }

  private count(
    product: Product,
    serving: readonly WarehouseCode[],
    position: GeoPoint | undefined,
    usual: WarehouseCode | null,
    stock: ReadonlyMap<Sku, Stock | null | undefined>,
  ): string {
    const found = availability(
      {
        product,
        serving,
        takesBackOrders: this.gp.company.takesBackOrders,
        stock: stock.get(product.sku) ?? null,
        components: new Map(
          [...stock].map(([sku, level]) => [sku, { product: this.products.get(sku) ?? null, stock: level ?? null }] as const),
        ),
      },
      { code: product.baseUnit, baseQuantity: new Exact(1), decimals: product.quantityDecimals },
    );
    if (!found) return 'not counted';
    const warehouses = found.warehouses
      .map((level) => ({ ...level, distanceKm: this.distanceTo(level.warehouse, position) }))
      .toSorted(
        (one, other) =>
          (one.distanceKm ?? Infinity) - (other.distanceKm ?? Infinity) || (one.warehouse < other.warehouse ? -1 : 1),
      );
    const enough = warehouses.filter(({ available }) => available.gte(CLOSEST_WITH));
    const best = enough.toSorted((one, other) => other.available.cmp(one.available))[0];
    const closest = position ? enough[0] : (enough.find(({ warehouse }) => warehouse === usual) ?? best);
    return JSON.stringify([
      found.status,
      found.totalAvailable.toFixed(),
      warehouses.map(({ warehouse, onHand, allocated, available, distanceKm }) => [
        warehouse,
        onHand.toFixed(),
        allocated.toFixed(),
        available.toFixed(),
        distanceKm,
      ]),
      closest?.warehouse ?? null,
    ]);
  }

  private distanceTo(warehouse: WarehouseCode, position: GeoPoint | undefined): number | null {
    const code = this.gp.warehouses.find((site) => site.code === warehouse)?.address?.postalCode;
    const place = code ? positionOfPostalCode(code) : undefined;
    return position && place ? distanceKm(position, place) : null;
  }

  private textOfRecord(record: CustomerRecord): string {
    const { company } = this.gp;
    const functional = currencyOf(company, company.functionalCurrency);
    const money = (amount: Exact | null) =>
      amount && { amount: decimalString(amount, functional?.decimals), currency: functional?.code };
    const credit = creditOf(record);
    const { onHold, inactive } = effectiveStatus(record);
    return JSON.stringify([
      record.name,
      record.customerClass,
      record.priceLevel,
      currencyOf(company, record.currency)?.code ?? 'XXX',
      [onHold, inactive],
      [credit.limitType, money(credit.limit), money(credit.balance), money(credit.onOrder), money(credit.available)],
    ]);
  }
}

/** A price as an answer has it. */
export function textOfAskedPrice({ unitPrice, listPrice, priceLevel, unitOfMeasure, quantity, breaks }: AskedPrice): string {
  return JSON.stringify([unitPrice, listPrice, priceLevel, unitOfMeasure, quantity, breaks]);
}

function textOfPrice({ unitPrice, listPrice, priceLevel, unitOfMeasure, quantity, breaks }: UnitPrice): string {
  return JSON.stringify([
    unitPrice,
    listPrice,
    priceLevel,
    unitOfMeasure,
    decimalString(quantity),
    breaks.map(({ fromQuantity, toQuantity, unitPrice }) => ({
      fromQuantity: decimalString(fromQuantity),
      toQuantity: toQuantity && decimalString(toQuantity),
      unitPrice,
    })),
  ]);
}

function combinations<T>(choices: readonly (readonly T[])[]): T[][] {
  return choices.reduce<T[][]>((before, next) => before.flatMap((chosen) => next.map((each) => [...chosen, each])), [[]]);
}
