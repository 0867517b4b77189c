import { type EventType, eventType, flag, texts } from '../events/index.js';

export const priceChanged = eventType({
  name: 'price.changed.v1',
  summary:
    'Prices have changed in GP: at a price level, in a price sheet, as a sheet begins or ends with the day, or by an exchange rate, which may change any price. One event names up to 400 items.',
  about: 'price',
  key: null,
  ofAccount: false,
  data: {
    skus: texts('The items whose prices have changed; none where that is not known.', ['ARROW-100', 'ARROW-120']),
    isEverything: flag('Any price may have changed.', false),
  },
});

export const priceEvents: readonly EventType[] = [priceChanged];
