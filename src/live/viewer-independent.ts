import type { User, UserRole, Viewer } from '../values/viewer.js';
import type { Freshness } from './live.js';
import type { LivePolicy } from './live-policy.js';
import type { RequestBudget } from './request-budget.js';

/** What somebody is, what was answered to them (answers carry their age, facts do not), and what their request brings. */
type OfViewer = User | UserRole | Viewer | Freshness | RequestBudget;

/** How deep in a type one looks; some types, such as trees, hold themselves. */
type Depth = 8;

/** True or boolean where a type holds something of somebody's, or anything else that is no plain data. */
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

/** Facts travel as JSON; what works something out, such as a context or an identity, is none. */
type Behaviour = (...args: never) => unknown;

declare const refusal: unique symbol;
/** Nothing can be this: it is what the compiler says where somebody wants to remember what is not everybody's. */
interface BelongsToViewer {
  readonly [refusal]: 'What live readers remember is plain data and belongs to nobody: neither keys nor values may hold anything of a viewer.';
}

/** The policy of facts that belong to nobody. There is none for keys or values that hold anything of a viewer. */
export type ViewerIndependentPolicy<K, V> = true extends Refused<K> | Refused<V> ? BelongsToViewer : LivePolicy;

declare const held: unique symbol;
/** A key that nobody has but who has proved to be its holder, such as the ID of the session in an accepted access token. */
export type HoldersKey = string & { readonly [held]: true };

/** The policy of what belongs to the holder of its key: it is remembered nowhere but in this process's memory. */
export interface HoldersPolicy extends LivePolicy {
  readonly shared: false;
  readonly durable?: never;
}
