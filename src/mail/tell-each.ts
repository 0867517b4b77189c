import { type AfterFailure, DeliveryFailed, isOfEventAlone, type Unsent } from '../events/index.js';

/** What has become of a message to one recipient. */
export type Told = 'SENT' | Exclude<Unsent, 'UNWANTED'>;

const RETRY_ALONE: AfterFailure = { kind: 'retry', of: 'event' };

/**
 * Tells every recipient of an event, all at once: nobody waits for one whose mailbox is full.
 * @param tell notes whom it has told, who is told no second time where the delivery is repeated
 * @returns what has become of the event
 * @throws {DeliveryFailed} a recipient could not be told. The delivery is repeated until none is left who may be told later
 */
export async function tellEach<Recipient>(
  recipients: readonly Recipient[],
  tell: (recipient: Recipient) => Promise<Told>,
): Promise<Unsent | undefined> {
  const outcomes = await Promise.allSettled(recipients.map(tell));
  const told = new Set(outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])));
  const isSent = told.has('SENT');
  const failures = outcomes.flatMap((each) => (each.status === 'rejected' ? [failureOf(each.reason)] : []));
  const failure =
    failures.find(({ then }) => !isOfEventAlone(then)) ?? failures.find(({ then }) => then.kind === 'retry') ?? failures[0];
  if (failure) {
    // Where others have been told before, a server that still refuses the rest refuses them and not the gateway.
    const then = told.has('DELIVERED') && failure.then.kind === 'retry' ? RETRY_ALONE : failure.then;
    throw new DeliveryFailed(failure.message, then, failure.receipt, { cause: failure, inPart: isSent });
  }
  if (isSent) return undefined;
  if (told.has('IN_DIGEST')) return 'IN_DIGEST';
  return told.has('DELIVERED') ? 'DELIVERED' : 'UNWANTED';
}

function failureOf(fault: unknown): DeliveryFailed {
  if (fault instanceof DeliveryFailed) return fault;
  return new DeliveryFailed(fault instanceof Error ? fault.message : 'An unknown failure', undefined, null, { cause: fault });
}
