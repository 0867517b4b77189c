import { Injectable } from '@nestjs/common';
import { CatalogService, type Product } from '../catalog/index.js';
import { OrderingSettings } from '../config/index.js';
import type { RequestBudget } from '../live/index.js';
import { PricingService } from '../pricing/index.js';
import { type Exact } from '../values/exact.js';
import { asSku, asUnitCode, type Sku, sameUnit, type UnitCode } from '../values/identifiers.js';
import { withPlainLetters } from '../values/plain-letters.js';
import { quantityProblem } from '../values/quantity.js';
import type { Viewer } from '../values/viewer.js';
import { type OrderProblem, problem } from './order-problem.js';
import { PartNumberService } from './part-number.service.js';

/** What was typed on one line. */
export interface QuickLine {
  readonly code: string;
  readonly quantity: Exact | null;
  readonly unit: UnitCode | null;
}

export type QuickMatch = 'SKU' | 'CUSTOMER_PART_NUMBER' | 'ALIAS' | 'AMBIGUOUS' | 'NONE';

export interface ResolvedLine {
  readonly line: QuickLine;
  readonly match: QuickMatch;
  readonly product: Product | null;
  /** The products that the code may mean, where it means several. */
  readonly candidates: readonly Product[];
  /** The unit as the product has it: the one that was typed, else its usual one. */
  readonly unit: UnitCode | null;
  readonly problems: readonly OrderProblem[];
}

interface Found {
  readonly match: QuickMatch;
  readonly products: readonly Product[];
  /** Whether everything that the code may mean is known. */
  readonly isKnown: boolean;
}

const MOST_CANDIDATES = 20;
const AWAY = 'The code cannot be looked up at the moment.';

/** Finds the products of codes that buyers type or paste. */
@Injectable()
export class QuickOrderService {
  constructor(
    private readonly catalog: CatalogService,
    private readonly pricing: PricingService,
    private readonly partNumbers: PartNumberService,
    private readonly settings: OrderingSettings,
  ) {}

  /** One result a line, in the lines' order. All lines are looked up together. */
  async resolve(viewer: Viewer, lines: readonly QuickLine[], budget: RequestBudget): Promise<readonly ResolvedLine[]> {
    const aliases = this.catalog.productsOfCodes(
      viewer,
      lines.map(({ code }) => withPlainLetters(code)),
      this.settings.codeFields,
      budget,
    );
    return Promise.all(lines.map((line, index) => this.resolveLine(viewer, line, index, aliases, budget)));
  }

  private async resolveLine(
    viewer: Viewer,
    line: QuickLine,
    index: number,
    aliases: ReturnType<CatalogService['productsOfCodes']>,
    budget: RequestBudget,
  ): Promise<ResolvedLine> {
    const at = (field: string) => ['lines', index, field];
    const ofQuantity = line.quantity && quantityProblem(line.quantity);
    const wrongQuantity = ofQuantity ? [problem('INVALID_QUANTITY', `The quantity ${ofQuantity}.`, at('quantity'))] : [];
    const found = await this.find(viewer, withPlainLetters(line.code), aliases, budget);
    const [product = null, ...others] = found.products;
    const nothing = { line, product: null, candidates: [], unit: line.unit };
    const unknown = found.isKnown ? [] : [problem('TEMPORARILY_UNAVAILABLE', AWAY, at('code'))];
    if (!product) {
      const problems = found.isKnown ? [problem('UNKNOWN_PRODUCT', 'No product has this code.', at('code'))] : unknown;
      return { ...nothing, match: 'NONE', problems: [...problems, ...wrongQuantity] };
    }
    if (others.length > 0) {
      const problems = [problem('UNKNOWN_PRODUCT', 'Several products have this code.', at('code')), ...unknown, ...wrongQuantity];
      return { ...nothing, match: 'AMBIGUOUS', candidates: found.products.slice(0, MOST_CANDIDATES), problems };
    }
    const unit = product.unitsOfMeasure.find(({ code }) => sameUnit(code, line.unit ?? product.defaultUnitOfMeasure));
    const wrongUnit =
      unit || line.unit === null
        ? []
        : [problem('INVALID_UNIT_OF_MEASURE', `The product is sold in ${unitsOf(product)}.`, at('unitOfMeasure'))];
    const decimals = Math.min(product.quantityDecimals, (await this.pricing.orderDecimals(product.sku, budget)) ?? Infinity);
    const wrongStep =
      line.quantity && wrongQuantity.length === 0 && line.quantity.decimalPlaces() > decimals
        ? [problem('INVALID_QUANTITY', stepOf(decimals), at('quantity'))]
        : [];
    return {
      line,
      match: found.match,
      product,
      candidates: [],
      unit: unit?.code ?? line.unit ?? product.defaultUnitOfMeasure,
      problems: [...unknown, ...wrongUnit, ...wrongQuantity, ...wrongStep],
    };
  }

  /** In GP's own order: an item's number comes first, then the account's number of it; then other ways to write or name it. */
  private async find(
    viewer: Viewer,
    code: string,
    aliases: ReturnType<CatalogService['productsOfCodes']>,
    budget: RequestBudget,
  ): Promise<Found> {
    const own = this.partNumbers.productsOf(viewer, code, budget);
    const bySku = await this.catalog.lookUp(viewer, asSku(code), budget);
    if (bySku !== null && bySku !== 'unknown') return { match: 'SKU', products: [bySku], isKnown: true };
    const [called, named] = await Promise.all([own, aliases]);
    const isKnown = bySku !== 'unknown' && (called === null || called.known);
    const skus: readonly Sku[] = (called?.known && called.value) || [];
    const ofAccount = await this.catalog.visibleProducts(viewer, skus, budget);
    if (ofAccount.length > 0) return { match: 'CUSTOMER_PART_NUMBER', products: ofAccount, isKnown };
    const others = named === 'unknown' ? [] : (named.get(code) ?? []);
    return { match: others.length > 0 ? 'ALIAS' : 'NONE', products: others, isKnown: isKnown && named !== 'unknown' };
  }
}

function unitsOf({ unitsOfMeasure }: Product): string {
  return unitsOfMeasure.map(({ code }) => code).join(', ');
}

function stepOf(decimals: number): string {
  return decimals === 0
    ? 'The product is ordered in whole numbers.'
    : `The product is ordered in quantities of at most ${decimals} decimals.`;
}

/** A line of the contract's input. Blank units count as not given. */
export function quickLine(code: string, quantity: Exact | null | undefined, unit: string | null | undefined): QuickLine {
  const typedUnit = asUnitCode(unit ?? '');
  return { code: code.replaceAll('\0', ' ').trim(), quantity: quantity ?? null, unit: typedUnit === '' ? null : typedUnit };
}
