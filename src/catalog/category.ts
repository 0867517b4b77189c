/** A category of the storefront's navigation, made of an item class, a user category or one of its values. */
export interface Category {
  /** Such as "class/FASTENERS", "category/1" or "category/1/BOLTS". It determines which items belong to the category. */
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly position: number;
}

export type CategoryRule =
  | { readonly kind: 'itemClass'; readonly code: string }
  | { readonly kind: 'userCategory'; readonly number: number }
  | { readonly kind: 'userCategoryValue'; readonly number: number; readonly value: string };

export function categoryId(rule: CategoryRule): string {
  switch (rule.kind) {
    case 'itemClass':
      return `class/${rule.code}`;
    case 'userCategory':
      return `category/${rule.number}`;
    case 'userCategoryValue':
      return `category/${rule.number}/${rule.value}`;
  }
}

/** Which items belong to a category, or undefined for an invalid ID. */
export function categoryRule(id: string): CategoryRule | undefined {
  const code = /^class\/([^\0]+)$/.exec(id)?.[1];
  if (code !== undefined) return { kind: 'itemClass', code };
  const [, number, value] = /^category\/([1-6])(?:\/([^\0]+))?$/.exec(id) ?? [];
  if (number === undefined) return undefined;
  return value === undefined
    ? { kind: 'userCategory', number: Number(number) }
    : { kind: 'userCategoryValue', number: Number(number), value };
}

/** Whether a product belongs to a category. */
export function belongsTo(
  product: { readonly itemClass: string; readonly categoryValues: readonly string[] },
  rule: CategoryRule,
): boolean {
  switch (rule.kind) {
    case 'itemClass':
      return product.itemClass === rule.code;
    case 'userCategory':
      return (product.categoryValues[rule.number - 1] ?? '') !== '';
    case 'userCategoryValue':
      return product.categoryValues[rule.number - 1] === rule.value;
  }
}
