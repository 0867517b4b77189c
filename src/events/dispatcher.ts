import { Injectable, Logger, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type PeriodicTask, RunsWhileUp } from '../jobs/index.js';
import { untilAborted } from '../values/until-aborted.js';
import { type Attempt, DeliveryStore } from './delivery-store.js';
import { DeliveryFailed, type EventDestination } from './destination.js';
import { EventRouter, isFor } from './event-router.js';
import { destinationsOf } from './receives-events.js';

/** How long one attempt may take. */
export const ATTEMPT_TIMEOUT_MS = 15_000;
/** Of the message of an error, which may be long. */
const LONGEST_MESSAGE = 500;

/**
 * Delivers events. Each destination is worked by itself, so that one that is slow or away delays no other, and beside the
 * routing of what is new. An attempt whose process dies is made again once its lease has ended: an event is delivered at least
 * once.
 */
@Injectable()
@RunsWhileUp('meanwhile')
export class EventDispatcher implements PeriodicTask, OnModuleDestroy, OnApplicationShutdown {
  readonly name = 'events.dispatch';
  readonly everyMs = 1_000;
  private readonly log = new Logger('events');
  private readonly closing = new AbortController();
  private readonly atWork = new Map<string, Promise<void>>();
  private routing: Promise<void> | undefined;
  private destinations: readonly EventDestination[] | undefined;
  private nextTurn = Promise.withResolvers<void>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly router: EventRouter,
    private readonly deliveries: DeliveryStore,
  ) {}

  /** Sees to it that what is new is routed, and that every destination is worked. It waits for neither. */
  async run(): Promise<void> {
    if (this.closing.signal.aborted) return;
    const destinations = await this.found();
    this.routing ??= this.route(destinations).finally(() => {
      this.routing = undefined;
    });
    this.workAll(destinations);
  }

  onModuleDestroy(): void {
    this.closing.abort(new Error('The gateway is closing.'));
    this.nextTurn.resolve();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.routing;
    await Promise.allSettled(this.atWork.values());
  }

  private async found(): Promise<readonly EventDestination[]> {
    if (this.destinations) return this.destinations;
    const destinations = destinationsOf(this.discovery);
    await this.deliveries.register(destinations);
    this.destinations = destinations;
    return destinations;
  }

  /** Routes all that is new. A merchant's function that is slow or hangs holds up what is new, and nothing that is routed. */
  private async route(destinations: readonly EventDestination[]): Promise<void> {
    const { signal } = this.closing;
    try {
      while (!signal.aborted && (await this.router.routeNext(destinations, signal)) > 0) this.workAll(destinations);
    } catch (fault) {
      if (!signal.aborted) this.log.warn({ operation: 'events.route', fault });
    }
  }

  private workAll(destinations: readonly EventDestination[]): void {
    this.nextTurn.resolve();
    this.nextTurn = Promise.withResolvers();
    for (const destination of destinations) {
      const { name } = destination;
      if (this.atWork.has(name)) continue;
      const work = this.work(destination)
        .catch((fault: unknown) => this.log.warn({ operation: 'events.deliver', destination: name, fault }))
        .finally(() => this.atWork.delete(name));
      this.atWork.set(name, work);
    }
  }

  /** Delivers what is due at a destination, as many at once as it takes. @throws {StoreUnavailable} */
  private async work(destination: EventDestination): Promise<void> {
    const underWay = new Set<Promise<void>>();
    try {
      for (;;) {
        const free = destination.concurrency - underWay.size;
        const isOpen = free > 0 && !this.closing.signal.aborted;
        const taken = isOpen ? await this.deliveries.take(destination.name, free) : [];
        for (const attempt of taken) {
          const delivery = this.attempt(destination, attempt).finally(() => underWay.delete(delivery));
          // The caller that waits for `underWay` learns of a failure of the database. Until then it is not unhandled.
          delivery.catch(() => undefined);
          underWay.add(delivery);
        }
        if (underWay.size === 0) return;
        if (taken.length < free || underWay.size >= destination.concurrency) {
          await Promise.race([...underWay, ...(this.closing.signal.aborted ? [] : [this.nextTurn.promise])]);
        }
      }
    } finally {
      await Promise.allSettled(underWay);
    }
  }

  private async attempt(destination: EventDestination, attempt: Attempt): Promise<void> {
    const { event } = attempt;
    if (!isFor(destination, event)) return this.deliveries.unsent(attempt, 'UNWANTED');
    const inTime = AbortSignal.any([this.closing.signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]);
    let outcome: Awaited<ReturnType<EventDestination['deliver']>>;
    try {
      outcome = await untilAborted(inTime, () => destination.deliver(event, inTime));
    } catch (fault) {
      if (this.closing.signal.aborted) return this.deliveries.release(attempt);
      return this.failed(attempt, fault, inTime.aborted);
    }
    if (typeof outcome === 'string') return this.deliveries.unsent(attempt, outcome);
    await this.deliveries.delivered(attempt, outcome ?? null);
  }

  private async failed(attempt: Attempt, fault: unknown, isLate: boolean): Promise<void> {
    const { destination, event, attempts } = attempt;
    const told = fault instanceof DeliveryFailed ? fault : new DeliveryFailed(isLate ? 'No answer in time' : messageOf(fault));
    const { then, receipt, inPart } = told;
    const message = told.message.slice(0, LONGEST_MESSAGE);
    const disabled = await this.deliveries.failed(attempt, { message, then, receipt, inPart });
    this.log.warn({ operation: 'events.deliver', destination, event: event.id, type: event.type, attempts, reason: message });
    if (disabled !== null) this.log.error({ operation: 'events.deliver', destination, reason: `disabled: ${disabled}` });
  }
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : 'An unknown failure';
}
