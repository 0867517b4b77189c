import { GatewayDatabase } from '../../src/database/index.js';
import { type EventDestination, type GatewayEvent } from '../../src/events/index.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import type { TestGateway } from '../support/test-gateway.js';

/** The events of a gateway, in their order. @param types without their versions; by default all */
export async function eventsOf({ gateway }: TestGateway, ...types: readonly string[]): Promise<readonly GatewayEvent[]> {
  const rows = await gateway.app.get(GatewayDatabase).selectFrom('event').selectAll().orderBy('position').execute();
  return rows
    .map(({ id, type, subject, sequence, occurred_at, account, data }) => ({
      ...{ id, type, subject, sequence, time: occurred_at.getTime(), data: data as object },
      account: account === null ? null : asAccountNumber(account),
    }))
    .filter(({ type }) => types.length === 0 || types.some((wanted) => type.startsWith(`${wanted}.v`)));
}

/** From here on, these destinations (by default those of mail) get what `deliver` delivers alone. */
export async function deliverByHand({ gateway }: TestGateway, ...names: readonly string[]): Promise<void> {
  const disabled = { disabled_at: new Date(), disabled_because: 'The test delivers by itself.' };
  await gateway.app
    .get(GatewayDatabase)
    .insertInto('event_destination')
    .values((names.length > 0 ? names : ['mail', 'staff']).map((name) => ({ name, ...disabled })) as never)
    .onConflict((conflict) => conflict.column('name').doUpdateSet(disabled as never))
    .execute();
}

/** Delivers events to a destination, as the dispatcher does. */
export async function deliver(
  destination: EventDestination,
  events: readonly GatewayEvent[],
  signal = new AbortController().signal,
): Promise<void> {
  for (const event of events) {
    if (destination.wants(event)) await destination.deliver(event, signal);
  }
}
