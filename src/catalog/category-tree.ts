import { type Category, categoryId } from './category.js';
import type { Classification } from './item.js';
import { categoryName } from './product-of-item.js';

/** Item classes first, then each user category that has a label, with its values as children. Each group is ordered by name. */
export function categoryTree(classification: Classification): Category[] {
  const { itemClasses, categoryLabels, categoryValues } = classification;
  const classes = itemClasses.map(({ code, description }) => ({
    id: categoryId({ kind: 'itemClass', code }),
    parentId: null,
    name: description || code,
  }));
  const labelled = categoryLabels.flatMap((label, index) => (label ? [{ label, number: index + 1 }] : []));
  const categories = labelled.flatMap(({ label, number }) => {
    const parentId = categoryId({ kind: 'userCategory', number });
    const values = categoryValues
      .filter((entry) => entry.number === number)
      .map(({ value }) => ({
        id: categoryId({ kind: 'userCategoryValue', number, value }),
        parentId,
        name: categoryName(classification, number, value),
      }));
    return [{ id: parentId, parentId: null, name: label }, ...values.toSorted(byName)];
  });
  return [...classes.toSorted(byName), ...categories].map((category, position) => ({ ...category, position }));
}

const byName = (one: { name: string; id: string }, other: { name: string; id: string }) =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : one.id < other.id ? -1 : 1;
