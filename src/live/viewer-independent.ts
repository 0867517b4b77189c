import type { User, UserRole, Viewer } from '../values/viewer.js';
import type { Freshness } from './live.js';
import type { LivePolicy } from './live-policy.js';
import type { RequestBudget } from './request-budget.js';

/** Types that hold data of a viewer, of an answer (answers carry their age, facts do not) or of a request. */
type OfViewer = User | UserRole | Viewer | Freshness | RequestBudget;

/** How many levels of a type are checked. Some types, such as trees, contain themselves. */
type Depth = 8;

/** True or boolean if a type holds data of a viewer, or anything else that is not plain data. */
type Refused<T, Seen extends readonly unknown[] = []> = unknown extends T
  ? true
  : T extends OfViewer | Behaviour
    ? true
    : T extends string | number | boolean | null | undefined
      ? false
      : Seen['length'] extends Depth
        ? false
        : T extends readonly (infer Element)[]
          ? Refused<Element, [...Seen, T]>
          : Refused<T[keyof T], [...Seen, T]>;

/** Facts are stored as JSON. An object with methods, such as a context or an identity, is not a fact. */
type Behaviour = (...args: never) => unknown;

declare const refusal: unique symbol;
/** A type without values. It puts the sentence below into the compiler's error. */
interface BelongsToViewer {
  readonly [refusal]: 'Live readers remember plain data that belongs to no viewer: neither keys nor values may hold data of a viewer.';
}

/** The policy of facts that belong to no viewer. No value has this type if keys or values hold data of a viewer. */
export type ViewerIndependentPolicy<K, V> = true extends Refused<K> | Refused<V> ? BelongsToViewer : LivePolicy;

declare const held: unique symbol;
/** A key that only its proven holder has, such as the ID of the session in an accepted access token. */
export type HoldersKey = string & { readonly [held]: true };

/** The policy of what belongs to the holder of its key. It is remembered in the memory of this process only. */
export interface HoldersPolicy extends LivePolicy {
  readonly shared: false;
  readonly durable?: never;
}
