import type { BuyingTerms } from '../account/index.js';
import type { CatalogRules, ProductRule, ViewerGroup } from '../config/index.js';
import type { Product } from './product.js';

/** The products that are hidden from a viewer. */
export interface Visibility {
  /** The same for all viewers who see the same products. */
  readonly key: string;
  /** The rules that hide something from this viewer. */
  readonly hidden: readonly ProductRule[];
}

/**
 * The visibility for buyers on these terms. Where the terms are not known, every rule hides its products: a missing product
 * is better than one shown to the wrong buyer.
 */
export function visibilityFor(rules: CatalogRules, terms: BuyingTerms | null): Visibility {
  const hiding = rules.products.map((rule, index) => ({ rule, index })).filter(({ rule }) => !terms || hides(rule, terms));
  return { key: hiding.map(({ index }) => index).join(','), hidden: hiding.map(({ rule }) => rule) };
}

export function isVisible(visibility: Visibility, product: Pick<Product, 'itemClass' | 'categoryValues'>): boolean {
  return !visibility.hidden.some((rule) => matches(rule, product));
}

/** Whether a rule, which shows products only to a group or hides them from one, hides them from buyers on these terms. */
export function hides(rule: { visibleTo?: ViewerGroup; hiddenFrom?: ViewerGroup }, terms: BuyingTerms): boolean {
  if (rule.visibleTo) return !isIn(rule.visibleTo, terms);
  return rule.hiddenFrom !== undefined && isIn(rule.hiddenFrom, terms);
}

function isIn(group: ViewerGroup, { accountNumber, customerClass, priceLevel }: BuyingTerms): boolean {
  if (accountNumber === null) return group.anonymous;
  return (
    (customerClass !== null && includesCode(group.customerClasses, customerClass)) ||
    (priceLevel !== null && includesCode(group.priceLevels, priceLevel))
  );
}

function matches(rule: ProductRule, { itemClass, categoryValues }: Pick<Product, 'itemClass' | 'categoryValues'>): boolean {
  return (
    includesCode(rule.itemClasses, itemClass) ||
    rule.categories.some(({ number, values }) => includesCode(values, categoryValues[number - 1] ?? ''))
  );
}

function includesCode(codes: readonly string[], code: string): boolean {
  return codes.some((entry) => entry.trim().toUpperCase() === code.toUpperCase());
}
