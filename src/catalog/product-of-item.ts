import { sameUnit } from '../values/identifiers.js';
import type { Classification, Item } from './item.js';
import type { StoredProduct } from './product.js';

/** Makes a product of a GP item: adds names and images of its categories, and determines its family of variants. */
export function productOf(item: Item, classification: Classification, variantAttributes: readonly string[]): StoredProduct {
  const { sku, type, itemClass, categoryValues, baseUnit, units, quantityDecimals, backorderable } = item;
  return {
    sku,
    name: item.description || sku,
    description: item.internetText || item.description || sku,
    type,
    itemClass,
    categoryValues,
    baseUnit,
    defaultUnit: units.find(({ code }) => sameUnit(code, item.sellingUnit))?.code ?? baseUnit,
    units,
    quantityDecimals,
    shippingWeight: item.shippingWeight === '0' ? null : item.shippingWeight,
    // A discontinued item is sold from stock only.
    backorderable: backorderable && type !== 'DISCONTINUED',
    attributes: categoryValues.flatMap((value, index) => {
      const name = classification.categoryLabels[index];
      return name && value ? [{ name, value: categoryName(classification, index + 1, value) }] : [];
    }),
    imageUrl: item.imageUrl || null,
    substitutes: item.substitutes,
    components: type === 'KIT' ? item.components : [],
    variantFamily: variantFamily(item, classification, variantAttributes),
    createdOn: item.createdOn,
    customFields: item.customFields,
  };
}

/** The description of a user category's value, else the value itself. */
export function categoryName({ categoryValues }: Classification, number: number, value: string): string {
  return categoryValues.find((entry) => entry.number === number && entry.value === value)?.description || value;
}

/**
 * GP has no variants. Items of one class and generic description (IV00101.ITMGEDSC) that agree in all user categories except
 * the configured variant attributes count as variants of one product.
 */
function variantFamily(item: Item, { categoryLabels }: Classification, variantAttributes: readonly string[]): string | null {
  const varying = variantAttributes.map((label) => label.toUpperCase());
  const variesInSomething = item.categoryValues.some((value, index) => value && varying.includes(labelAt(index)));
  if (!item.genericDescription || !variesInSomething) return null;
  const common = item.categoryValues.map((value, index) => (varying.includes(labelAt(index)) ? '' : value));
  return JSON.stringify([item.itemClass, item.genericDescription, ...common]);

  function labelAt(index: number): string {
    return (categoryLabels[index] ?? '').toUpperCase();
  }
}
