import type { Item, ItemChanges } from '../catalog/index.js';

// The types for a merchant's extensions: `import type { MapItem } from 'gp-storefront-gateway/extensions'`.

type Awaitable<T> = T | Promise<T>;
// biome-ignore lint/suspicious/noConfusingVoidType: a function that changes nothing may end without a return.
type ChangesOrNothing<Changes> = Awaitable<Changes | undefined | void>;

/** `mapItem`: what becomes of an item on its way into the catalogue. */
export type MapItem = (item: Item) => ChangesOrNothing<ItemChanges>;

/** `acceptRecord`: which records a job works on, by the job's name. */
export interface AcceptRecord {
  /** An item that is not accepted is no product. */
  readonly 'catalog.refresh'?: (item: Item) => Awaitable<boolean>;
}

export type { Item, ItemChanges };
