import { Injectable } from '@nestjs/common';
import {
  type AccountPermissions,
  AccountService,
  type Address,
  type Company,
  type Currency,
  type CustomerRecord,
  currencyOf,
} from '../account/index.js';
import { CatalogService, type Product } from '../catalog/index.js';
import { availableOf, InventoryService, type Supply, type Warehouse } from '../inventory/index.js';
import type { Freshness, Known, Live, RequestBudget, ValueSource } from '../live/index.js';
import { type FreeItem, type PriceAnswer, PricingService } from '../pricing/index.js';
import { decimalsIn, Exact, truncateTo, ZERO } from '../values/exact.js';
import { type PriceLevel, type Sku, sameUnit, type UnitCode, type WarehouseCode } from '../values/identifiers.js';
import { type Money, money } from '../values/money.js';
import { TOO_MUCH } from '../values/quantity.js';
import type { Viewer } from '../values/viewer.js';
import { allocate, type StockSplit, type StockWish } from './allocation.js';
import { accountProblems, addressProblems, billingProblems, lineProblems } from './cart-checks.js';
import { type OrderProblem, problem } from './order-problem.js';
import type { AgreedPrice, CartLineRequest, CartRequest } from './order-request.js';
import { OrderTermsService } from './order-terms.service.js';
import type { OrderTerms } from './order-terms-source.port.js';
import { UNKNOWN_CURRENCY } from './unknown-currency.js';

/** A line that a promotion of the ERP's adds for nothing. */
export interface FreeLine {
  /** The index of the line that it comes with. */
  readonly ofLine: number;
  readonly product: Product;
  readonly unit: UnitCode;
  readonly warehouse: Warehouse;
  readonly wish: StockWish;
}

/** A price that was agreed in a quote. No price list decides it. */
export interface AgreedAnswer extends Freshness {
  readonly kind: 'price';
  readonly price: {
    readonly pricedBy: 'QUOTE';
    readonly unitPrice: Money;
    readonly extendedPrice: Money;
    readonly unitOfMeasure: UnitCode;
    readonly priceLevel: PriceLevel | null;
    readonly promotion: null;
  };
}

/** The known facts about a line of a cart. */
export interface ReviewedLine {
  readonly request: CartLineRequest;
  readonly product: Product | null;
  readonly price: PriceAnswer | AgreedAnswer | null;
  readonly warehouse: Warehouse | null;
  /** Undefined where the product, unit or warehouse is not known. */
  readonly wish: StockWish | undefined;
  /** Whether GP cannot store the line's quantity or price. */
  readonly isTooMuch: boolean;
}

export interface CartReview {
  readonly lines: readonly ReviewedLine[];
  /** What promotions add. What cannot be had of it is left out, and keeps no order away. */
  readonly freeLines: readonly FreeLine[];
  /** The order's warehouse: the cart's, else GP's default where it serves the account, else the first line's. */
  readonly warehouse: WarehouseCode | null;
  readonly company: Company;
  readonly currency: Currency;
  /** Null for a visitor. */
  readonly customer: Known<CustomerRecord> | null;
  readonly permissions: AccountPermissions;
  /** Null for a visitor who is not signed in, and where GP gave no answer and nothing is remembered. */
  readonly terms: OrderTerms | null;
  /** Whether all facts were read for this request, and none is a last known value because GP gave no answer. */
  readonly isFresh: boolean;
  /** The problems that do not depend on other orders. */
  readonly problems: readonly OrderProblem[];
  /** GP's stock at a warehouse, in base units. */
  readonly stock: (sku: Sku, warehouse: WarehouseCode) => Exact;
}

/** GP gave no answer about a fact that an order needs, and no value of it is remembered. */
export interface NothingKnown {
  readonly kind: 'nothingKnown';
  readonly permissions: AccountPermissions;
}

/** Checks carts against GP's current facts. */
@Injectable()
export class CartReviewService {
  constructor(
    private readonly accounts: AccountService,
    private readonly catalog: CatalogService,
    private readonly pricing: PricingService,
    private readonly inventory: InventoryService,
    private readonly terms: OrderTermsService,
  ) {}

  /** @param action what the cart is to become. It decides which permission the account needs */
  async review(
    viewer: Viewer,
    cart: CartRequest,
    budget: RequestBudget,
    action: 'placeOrders' | 'requestQuotes' = 'placeOrders',
  ): Promise<CartReview | NothingKnown> {
    const account = viewer.kind === 'signedIn' ? viewer.accountNumber : null;
    const [company, customer, permissions, terms, warehouses, usualWarehouse, addresses, lines] = await Promise.all([
      this.accounts.company(budget),
      account === null ? null : this.accounts.customer(account, budget),
      this.accounts.permissions(viewer, budget),
      account === null ? null : this.terms.of(account, budget),
      this.inventory.warehouses(viewer, budget),
      this.inventory.defaultWarehouse(viewer, budget),
      account !== null && namesAddress(cart) ? this.accounts.addresses(account, budget) : null,
      Promise.all(cart.lines.map((line) => this.lineFacts(viewer, line, budget))),
    ]);
    const nothingKnown: NothingKnown = { kind: 'nothingKnown', permissions };
    if (!company.known || !warehouses.known || (customer !== null && !customer.known)) return nothingKnown;
    if (addresses !== null && !addresses.known) return nothingKnown;
    if (lines.some(({ isKnown }) => !isKnown)) return nothingKnown;
    const currency = currencyOf(company.value, customer?.value?.currency ?? company.value.functionalCurrency);
    if (customer?.value === null) return nothingKnown;

    const problems: OrderProblem[] = [
      ...accountProblems(permissions, action),
      ...addressProblems(cart, addresses),
      ...billingProblems(cart, terms),
    ];
    // Without an ISO code for the account's currency nothing has a price: each line says so but those with an agreed one.
    if (!currency && cart.lines.some(({ agreedPrice }) => agreedPrice)) {
      problems.push(problem('NOT_PERMITTED', 'The currency of the account has no ISO code here.'));
    }
    if (cart.lines.length === 0) problems.push(problem('CART_EMPTY', 'The cart is empty.', ['lines']));
    const reviewed = lines.map((facts, index) => {
      const { request, product, price, supply } = facts;
      const code = request.warehouse ?? cart.warehouse ?? usualSource(supply, usualWarehouse);
      const warehouse = (code !== null && supply?.warehouses.includes(code) && siteOf(warehouses.value, code)) || null;
      const wish = wishOf(facts, warehouse);
      const isTooMuch = isMoreThanGpHolds(facts, wish);
      const ofCart = request.warehouse === null && cart.warehouse !== null;
      // For a quantity that is too large, a missing price would report the same mistake again.
      const ofLine = lineProblems(facts, warehouse, index, ofCart).filter(({ code }) => !isTooMuch || code !== 'NO_PRICE');
      problems.push(...ofLine);
      if (isTooMuch) {
        problems.push(problem('INVALID_QUANTITY', 'GP has no room for so many.', ['lines', index, 'quantity']));
      }
      return { request, product, price, warehouse, wish, isTooMuch };
    });
    const freeLines = lines.flatMap((facts, ofLine) => freeLineOf(facts, ofLine, reviewed[ofLine], warehouses.value));
    if (cart.warehouse !== null && !siteOf(warehouses.value, cart.warehouse)) {
      problems.push(problem('UNKNOWN_WAREHOUSE', 'No such warehouse serves the account.', ['warehouse']));
    }
    const gpsOwn = shipToWarehouse(cart, addresses, company.value) ?? usualWarehouse;
    const usual = gpsOwn !== null && siteOf(warehouses.value, gpsOwn) ? gpsOwn : null;
    const supplies = lines.flatMap(({ supply, free }) => [supply, free?.supply ?? null]);
    const parts = new Map(supplies.flatMap((supply) => supply?.parts ?? []).map((part) => [part.sku, part]));
    const sources = [
      company.source,
      warehouses.source,
      permissions.source,
      ...(terms?.known ? [terms.source] : []),
      ...lines.flatMap(({ sources: of }) => of),
    ];
    return {
      isFresh: sources.every((source) => source !== 'STALE') && terms?.known !== false,
      lines: reviewed,
      freeLines,
      // GP refuses an order whose own site is unknown or closed (58, 59, 11809), regardless of the sites of its lines.
      warehouse: cart.warehouse ?? usual ?? reviewed.find(({ warehouse }) => warehouse)?.warehouse?.code ?? null,
      company: company.value,
      currency: currency ?? UNKNOWN_CURRENCY,
      customer: customer === null ? null : { ...(customer as Known<CustomerRecord>) },
      permissions,
      terms: terms?.known ? terms.value : null,
      problems,
      stock: (sku, warehouse) => {
        const part = parts.get(sku);
        return part ? availableOf(part, warehouse) : ZERO;
      },
    };
  }

  private async lineFacts(viewer: Viewer, request: CartLineRequest, budget: RequestBudget): Promise<LineFacts> {
    const product = await this.catalog.lookUp(viewer, request.sku, budget);
    const nothing: LineFacts = {
      request,
      product: null,
      price: null,
      supply: null,
      free: null,
      decimals: undefined,
      sources: [],
      isKnown: true,
    };
    if (product === 'unknown') return { ...nothing, isKnown: false };
    if (!product) return nothing;
    const [price, supply, decimals] = await Promise.all([
      request.agreedPrice
        ? this.agreedPrice(viewer, request, request.agreedPrice, budget)
        : this.pricing.price(viewer, request.sku, { quantity: request.quantity, unit: request.unit }, budget),
      this.inventory.supply(viewer, product, budget),
      this.pricing.orderDecimals(request.sku, budget),
    ]);
    const free = await this.freeFacts(viewer, price, budget);
    const sources = [price, supply].flatMap((fact) => ('source' in fact ? [fact.source] : []));
    const isKnown = price.kind !== 'unknown' && supply.known && free !== 'unknown';
    const ofFree = free === 'unknown' ? null : free;
    return {
      ...{ request, product, price, supply: supply.known ? supply.value : null, free: ofFree },
      ...{ decimals: decimals ?? undefined, sources, isKnown },
    };
  }

  /** The agreed price, unless GP takes no line of the product at its level. */
  private async agreedPrice(viewer: Viewer, request: CartLineRequest, agreed: AgreedPrice, budget: RequestBudget) {
    const entry = { level: agreed.priceLevel, unit: agreed.unitOfMeasure };
    return (await this.pricing.refusalOfEntry(viewer, request.sku, entry, budget)) ?? agreedAnswer(request, agreed);
  }

  /** What is free with a line; null where nothing is, or where the account cannot have it. */
  private async freeFacts(
    viewer: Viewer,
    price: PriceAnswer | AgreedAnswer,
    budget: RequestBudget,
  ): Promise<FreeFacts | 'unknown' | null> {
    const promotion = price.kind === 'price' ? price.price.promotion : null;
    if (!promotion?.applied || !promotion.freeItem) return null;
    const { freeItem } = promotion;
    const product = await this.catalog.lookUp(viewer, freeItem.sku, budget);
    if (product === 'unknown') return 'unknown';
    if (!product) return null;
    const [supply, orderDecimals] = await Promise.all([
      this.inventory.supply(viewer, product, budget),
      this.pricing.orderDecimals(freeItem.sku, budget),
    ]);
    if (!supply.known || orderDecimals === undefined) return 'unknown';
    // Of an item that has no price GP enters whole pieces in any case.
    const decimals = Math.min(product.quantityDecimals, orderDecimals ?? 0);
    return { item: freeItem, product, supply: supply.value, decimals };
  }
}

function agreedAnswer({ quantity }: CartLineRequest, agreed: AgreedPrice): AgreedAnswer {
  const { unitPrice, unitOfMeasure, priceLevel, asOf, source } = agreed;
  const decimals = decimalsIn(unitPrice.amount);
  const extendedPrice = money(quantity.times(unitPrice.amount), unitPrice.currency, decimals);
  return {
    kind: 'price',
    price: { pricedBy: 'QUOTE', unitPrice, extendedPrice, unitOfMeasure, priceLevel, promotion: null },
    asOf,
    source,
  };
}

/** What is known about a line before it is judged. */
export interface LineFacts {
  readonly sources: readonly ValueSource[];
  readonly request: CartLineRequest;
  readonly product: Product | null;
  readonly price: PriceAnswer | AgreedAnswer | null;
  /** Null where the product does not exist. */
  readonly supply: Supply | null;
  readonly free: FreeFacts | null;
  /** The most of a quantity that GP enters; undefined where that can't be told. */
  readonly decimals: number | undefined;
  /** Whether all facts that an order of the line needs are known. */
  readonly isKnown: boolean;
}

interface FreeFacts {
  readonly item: FreeItem;
  readonly product: Product;
  readonly supply: Supply;
  /** The most of its quantity that GP enters: the item's or its unit schedule's, the smaller. */
  readonly decimals: number;
}

function siteOf(warehouses: readonly Warehouse[], code: WarehouseCode): Warehouse | undefined {
  return warehouses.find((site) => site.code === code);
}

/** The account's warehouse, or where the product is not sold from it, the warehouse with the largest stock of it. */
function usualSource(supply: Supply | null, usual: WarehouseCode | null): WarehouseCode | null {
  if (!supply || (usual !== null && supply.warehouses.includes(usual))) return usual;
  const makes = (code: WarehouseCode) => supply.parts.map((part) => availableOf(part, code).div(part.quantity));
  // Without counted parts, all warehouses are equal.
  const sites = supply.warehouses.map((code) => ({ code, has: supply.parts.length > 0 ? Exact.min(...makes(code)) : ZERO }));
  const [most] = sites.toSorted((one, other) => other.has.cmp(one.has) || (one.code < other.code ? -1 : 1));
  return most?.code ?? null;
}

/** Splits the reviewed lines, and after them what is free, over the stock that other orders have left. */
export function split(review: CartReview, taken: (sku: Sku, warehouse: WarehouseCode) => Exact): readonly StockSplit[] {
  const nothing: StockSplit = { now: ZERO, later: ZERO, short: ZERO };
  const wanted = [...review.lines, ...review.freeLines];
  const wishes = wanted.flatMap(({ wish }) => wish ?? []);
  const splits = allocate(wishes, (sku, warehouse) => review.stock(sku, warehouse).minus(taken(sku, warehouse)));
  let next = 0;
  return wanted.map(({ wish }) => (wish ? (splits[next++] ?? nothing) : nothing));
}

/** The stock problems of a cart that is split in this way. */
export function stockProblems({ lines }: CartReview, splits: readonly StockSplit[]): OrderProblem[] {
  return splits
    .slice(0, lines.length)
    .flatMap(({ short }, index) =>
      short.gt(ZERO) ? [problem('INSUFFICIENT_STOCK', 'Not so many can be had.', ['lines', index, 'quantity'])] : [],
    );
}

function namesAddress(cart: CartRequest): boolean {
  return [cart.billTo, cart.shipTo, ...cart.lines.map(({ shipTo }) => shipTo)].some(
    (place) => place !== null && 'addressCode' in place,
  );
}

/** GP's default site for an order to an address of the account: the address's, else the company's. */
function shipToWarehouse(
  { shipTo }: CartRequest,
  addresses: Live<readonly Address[]> | null,
  company: Company,
): WarehouseCode | null {
  if (!shipTo || !('addressCode' in shipTo) || !addresses?.known) return null;
  const wanted = shipTo.addressCode.toUpperCase();
  return addresses.value.find(({ code }) => code.toUpperCase() === wanted)?.warehouse ?? company.defaultWarehouse;
}

/** Whether the line's price, or its quantity in base units of the items that it takes, is larger than GP can store. */
function isMoreThanGpHolds({ request: { quantity }, price }: LineFacts, wish: StockWish | undefined): boolean {
  const extended = price?.kind === 'price' ? quantity.times(price.price.unitPrice.amount) : ZERO;
  const pieces = wish?.takes.map((taken) => taken.quantity.times(quantity)) ?? [];
  return [quantity, extended, ...pieces].some((much) => much.gte(TOO_MUCH));
}

/** From the warehouse of the line that it comes with, or where the item is not sold from it, from its own usual one. */
function freeLineOf(
  { free }: LineFacts,
  ofLine: number,
  line: ReviewedLine | undefined,
  warehouses: readonly Warehouse[],
): FreeLine[] {
  if (!free || !line?.warehouse) return [];
  const { item, product, supply, decimals } = free;
  const unit = product.unitsOfMeasure.find(({ code }) => sameUnit(code, item.unitOfMeasure));
  const code = usualSource(supply, line.warehouse.code);
  const warehouse = code === null ? undefined : siteOf(warehouses, code);
  // GP rejects the whole order for a free quantity of more decimals (11454).
  const quantity = truncateTo(item.quantity, decimals);
  if (!unit || !warehouse || quantity.isZero()) return [];
  const takes = supply.parts.map((part) => ({ sku: part.sku, quantity: part.quantity.times(unit.baseQuantity) }));
  const { sellable, backorderable } = supply;
  const allOrNothing = product.type === 'KIT';
  const wish = { warehouse: warehouse.code, quantity, decimals, takes, unsellable: !sellable, backorderable, allOrNothing };
  return [{ ofLine, product, unit: unit.code, warehouse, wish }];
}

function wishOf({ request, product, price, supply }: LineFacts, warehouse: Warehouse | null): StockWish | undefined {
  if (!product || !supply || !warehouse || price?.kind !== 'price') return undefined;
  const unit = product.unitsOfMeasure.find(({ code }) => sameUnit(code, price.price.unitOfMeasure));
  if (!unit) return undefined;
  return {
    warehouse: warehouse.code,
    quantity: request.quantity,
    // A quantity with a price can be sold. Its parts have at most as many decimals.
    decimals: request.quantity.decimalPlaces(),
    takes: supply.parts.map(({ sku, quantity }) => ({ sku, quantity: quantity.times(unit.baseQuantity) })),
    unsellable: !supply.sellable,
    backorderable: supply.backorderable,
    allOrNothing: product.type === 'KIT',
  };
}
