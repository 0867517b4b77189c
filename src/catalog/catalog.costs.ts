import { type Costs, CUSTOM_FIELDS, FIRST, FREE } from '../contract/index.js';
import { categoriesPolicy, familyPolicy, listingPolicy, productPolicy } from './catalog.policy.js';

export const catalogCosts: Costs = {
  fields: {
    Query: {
      product: { asks: [productPolicy] },
      products: { size: { argument: 'skus', most: 100 }, asksForEach: [productPolicy] },
      catalog: { asks: [listingPolicy], pageSize: FIRST },
      categories: { asks: [categoriesPolicy], size: 20 },
      category: { asks: [categoriesPolicy] },
    },
    Category: {
      id: FREE,
      parent: FREE,
      children: { size: 20 },
      products: { asks: [listingPolicy], pageSize: FIRST },
    },
    Product: {
      categories: { size: 5 },
      unitsOfMeasure: { size: 5 },
      attributes: { size: 10 },
      media: { size: 5 },
      variants: { asks: [familyPolicy], size: 20 },
      associations: { size: 5, asksForEach: [productPolicy] },
      components: { size: 10, asksForEach: [productPolicy] },
      customFields: CUSTOM_FIELDS,
    },
  },
  inputLists: {
    'CatalogFilter.attributes': { rows: 1, most: 50 },
    // The database checks each condition for every product that meets the others.
    'AttributeFilter.anyOf': { rows: 4, most: 50 },
    'CatalogFilter.types': { rows: 1, most: 6 },
    'Query.products.skus': { rows: 1, most: 100 },
    'Product.customFields.names': { rows: 1, most: 100 },
  },
};
