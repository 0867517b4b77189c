import {
  acceptancePoint,
  byName,
  changesOf,
  type ExtensionPoint,
  line,
  listOf,
  ofForm,
  orNull,
  text,
} from '../extensions/index.js';
import { parseCalendarDate } from '../values/calendar-date.js';
import { decimalString } from '../values/exact.js';
import { asSku, asUnitCode } from '../values/identifiers.js';
import type { Item } from './item.js';

/** What a merchant may make of an item on its way into the catalogue. What is left out stays as it is in GP. */
export interface ItemChanges {
  /** The product's name. */
  readonly description?: string;
  /** The product's description. */
  readonly internetText?: string;
  readonly imageUrl?: string;
  /** Items of one class and generic description are variants of one product. */
  readonly genericDescription?: string;
  /** The values of the six user categories, in their order; blank for none. */
  readonly categoryValues?: readonly string[];
  readonly substitutes?: readonly string[];
  /** Custom fields of the product, by their names: added to those that the configuration maps. */
  readonly customFields?: Readonly<Record<string, string | null>>;
}

/** The lengths of GP's own fields, where they limit what else can be compared with the value. */
const CHECKS = {
  description: line(500),
  internetText: text(20_000),
  imageUrl: ofForm(/^(?:(?:https?:\/)?\/\S{1,2000})?$/, 'an http or https URL, a path, or a blank text'),
  genericDescription: line(11),
  categoryValues: listOf(line(11), 6),
  substitutes: listOf(line(31), 20),
  customFields: byName(/^\w{1,60}$/, orNull(text(4_000)), 50),
};

const SAMPLE: Item = {
  sku: asSku('BOLT-38-2'),
  description: 'Hex bolt, 3/8 in x 2 in, zinc plated',
  internetText: 'Hex bolt with a partial thread.',
  imageUrl: 'https://www.example.com/bolt.png',
  type: 'STOCKED',
  inactive: false,
  itemClass: 'BOLTS',
  genericDescription: 'HEXBOLT',
  categoryValues: ['3/8 IN', 'ZINC', '', '', '', ''],
  baseUnit: asUnitCode('EACH'),
  sellingUnit: asUnitCode('EACH'),
  units: [
    { code: asUnitCode('EACH'), baseQuantity: decimalString(1) },
    { code: asUnitCode('BOX'), baseQuantity: decimalString(100) },
  ],
  quantityDecimals: 0,
  shippingWeight: decimalString('0.05'),
  backorderable: true,
  substitutes: [],
  components: [],
  // biome-ignore lint/style/noNonNullAssertion: it is a date.
  createdOn: parseCalendarDate('2026-01-15')!,
  customFields: { origin: 'DE', barcode: '4006381333931' },
};

const SAMPLES = { 'a stocked item': SAMPLE };

export const itemPoint: ExtensionPoint<Item> = {
  export: 'mapItem',
  member: null,
  about: 'an item on its way into the catalogue',
  samples: SAMPLES,
  argumentsOf: (item) => [item],
  applied: (item, answer) => {
    const { categoryValues, substitutes, customFields, ...changes } = changesOf(answer, CHECKS);
    return {
      ...item,
      ...changes,
      ...(categoryValues && { categoryValues: item.categoryValues.map((_, index) => categoryValues[index] ?? '') }),
      ...(substitutes && { substitutes: substitutes.map(asSku) }),
      ...(customFields && { customFields: { ...item.customFields, ...customFields } }),
    };
  },
};

/** For all jobs of the catalogue, since a product that one of them left out would come back with another. */
export const itemAcceptance = acceptancePoint('catalog.refresh', 'which items become products', SAMPLES);
