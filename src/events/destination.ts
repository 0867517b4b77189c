import type { GatewayEvent } from './event.js';
import { isWanted, type Wanted } from './wanted.js';

/**
 * Where events go: a webhook, a mailbox, a folder. A destination is a provider with the mark `@ReceivesEvents()`, or one of the
 * list of an `EventDestinations` provider. The dispatcher delivers each event that it wants until it is delivered, those of one
 * subject one after the other in their order, and up to `concurrency` subjects at once.
 */
export abstract class EventDestination {
  /** Unique and lasting, such as "mail" or "webhook.crm": what is delivered is kept under this name. */
  abstract readonly name: string;
  /** How many events are delivered at once at most in one instance. */
  readonly concurrency: number = 8;
  /** Does not change while the gateway runs. */
  abstract readonly wanted: Wanted;
  /**
   * Delivers an event. It may come twice, with the same ID.
   * @param signal fires after 15 seconds, and when the gateway closes
   * @returns the receiver's answer for the log of attempts, where there is one; what became of an event of which nothing was sent
   * @throws {DeliveryFailed} with what the receiver wants; any other error counts as a failure that is tried again
   */
  abstract deliver(event: GatewayEvent, signal: AbortSignal): Promise<Receipt | Unsent | undefined>;

  /** Asked again before each delivery: a former configuration may have wanted more. */
  wants(event: GatewayEvent): boolean {
    return isWanted(this.wanted, event);
  }
}

/** What a receiver has answered. */
export interface Receipt {
  /** The status of HTTP. */
  readonly status: number;
  /** The first kilobyte of the answer, without secrets. */
  readonly answer: string;
}

/**
 * What becomes of an event of which a destination has sent nothing, which says nothing of whether the destination works:
 * no one there is to be told (`UNWANTED`), a digest tells it (`IN_DIGEST`), or all had been sent before (`DELIVERED`).
 */
export type Unsent = 'UNWANTED' | 'IN_DIGEST' | 'DELIVERED';

/** Destinations that come from a configuration. A provider of this class adds them to the marked ones. */
export abstract class EventDestinations {
  abstract readonly destinations: readonly EventDestination[];
}

/** What is to be done after a failed delivery. */
export type AfterFailure =
  /** Try again after the schedule's pause. A failure of this event alone, such as of its recipient, is told by `of`. */
  | { readonly kind: 'retry'; readonly of?: 'event' }
  /** Send this destination nothing for so long. */
  | { readonly kind: 'pause'; readonly forMs: number }
  /** Never try this event again: it is one that cannot be delivered. */
  | { readonly kind: 'giveUp' }
  /** Send this destination nothing until an operator enables it. */
  | { readonly kind: 'disable' };

/** Whether a failure is of its event alone. It does not count as one of the destination, to which other events may well go. */
export function isOfEventAlone(then: AfterFailure): boolean {
  return then.kind === 'giveUp' || (then.kind === 'retry' && then.of === 'event');
}

/** A delivery that failed. The message is for operators, and holds no secret. */
export class DeliveryFailed extends Error {
  /** Whether another part of the event has arrived: the destination works. */
  readonly inPart: boolean;

  constructor(
    message: string,
    readonly then: AfterFailure = { kind: 'retry' },
    readonly receipt: Receipt | null = null,
    { inPart = false, ...options }: { readonly cause?: unknown; readonly inPart?: boolean } = {},
  ) {
    super(message, options);
    this.name = 'DeliveryFailed';
    this.inPart = inPart;
  }
}
