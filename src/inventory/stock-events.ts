import { type EventType, eventType, flag, text, texts } from '../events/index.js';

const OF_AN_ITEM = { about: 'product', key: 'ARROW-100', ofAccount: false } as const;
const ITEM = { sku: text('The item.', 'ARROW-100') };

export const stockChanged = eventType({
  name: 'stock.changed.v1',
  summary: 'The stock of items has changed in GP. One event names up to 500 items.',
  about: 'stock',
  key: null,
  ofAccount: false,
  data: {
    skus: texts('The items.', ['ARROW-100', 'ARROW-120']),
    isEverything: flag('Any stock may have changed.', false),
  },
});

export const stockLow = eventType({
  ...OF_AN_ITEM,
  name: 'stock.low.v1',
  summary: 'What is available of an item at all warehouses has fallen to EVENTS_LOW_STOCK or less.',
  data: ITEM,
});

export const stockBack = eventType({
  ...OF_AN_ITEM,
  name: 'stock.backInStock.v1',
  summary: 'An item of which nothing was available is available again.',
  data: ITEM,
});

export const stockEvents: readonly EventType[] = [stockChanged, stockLow, stockBack];
