import type { AccountNumber } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';

/** Something that has happened, as other systems are told of it. The names are those of CloudEvents 1.0. */
export interface GatewayEvent<Data extends object = object> {
  /** UUID. The same on every delivery, so that receivers can tell a repetition. */
  readonly id: string;
  /** What happened, with the version of `data`, such as "order.pushed.v1". */
  readonly type: string;
  /** What it happened to, such as "order/1f0c…". */
  readonly subject: string;
  /** The event's place among those of its subject: 1, 2, 3 and so on. */
  readonly sequence: number;
  readonly time: Instant;
  /** The account that it belongs to; null for what belongs to no account. */
  readonly account: AccountNumber | null;
  readonly data: Data;
}
