/** What an instance is told that delivers events and nothing else (events-worker.ts). It kills itself at a step. */
export interface EventsLife {
  readonly database: string;
  readonly receiver: string;
  readonly secret: string;
  readonly authority: string;
  /** When its clock began to run fast, in milliseconds since 1970. */
  readonly since: number;
  readonly dieAt: { readonly step: EventsStep; readonly time: number } | null;
}

/** `routed`: within the transaction that has routed. `sent`: the receiver has the event, and the database does not know. */
export const EVENTS_STEPS = ['routed', 'taken', 'sent', 'delivered', 'failed'] as const;
export type EventsStep = (typeof EVENTS_STEPS)[number];
