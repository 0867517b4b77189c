import type { Selectable } from 'kysely';
import type { EventTable } from '../database/index.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { GatewayEvent } from './event.js';

export function eventOf(row: Omit<Selectable<EventTable>, 'position' | 'routed'>): GatewayEvent {
  const { id, type, subject, sequence, account, data } = row;
  return { id, type, subject, sequence, time: row.occurred_at.getTime(), account: account as AccountNumber | null, data };
}
