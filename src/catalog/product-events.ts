import { type EventType, eventType, flag, text, texts } from '../events/index.js';

const OF_A_PRODUCT = { about: 'product', key: 'ARROW-100', ofAccount: false } as const;

export const productChanged = eventType({
  name: 'product.changed.v1',
  summary: 'Items were added or changed in GP. One event names up to 500 items.',
  about: 'catalog',
  key: null,
  ofAccount: false,
  data: {
    skus: texts('The items.', ['ARROW-100', 'ARROW-120']),
    isEverything: flag('Any item may have changed: there are too many to name.', false),
  },
});

export const productWithdrawn = eventType({
  ...OF_A_PRODUCT,
  name: 'product.withdrawn.v1',
  summary: 'An item was deleted in GP, or is not sold any more.',
  data: { sku: text('The item.', 'ARROW-100') },
});

export const productEvents: readonly EventType[] = [productChanged, productWithdrawn];
