import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import {
  appliedOf,
  lookSince,
  type NewEvent,
  newEvent,
  ObservedStates,
  type SinceChunk,
  type StateChange,
  WatchedFamilies,
} from '../events/index.js';
import { acceptancePoint } from '../extensions/index.js';
import { type Applied, type ApplyRequest, type Job, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { decimalString } from '../values/exact.js';
import { asAccountNumber } from '../values/identifiers.js';
import { customerCreated, customerCreditChanged, customerHoldChanged } from './customer-events.js';
import { ChangedCustomerSource, type CustomerStanding } from './customer-standing.js';

/** What was last seen of a customer. */
type State = Pick<CustomerStanding, 'onHold' | 'limit'>;
type Chunk = SinceChunk<CustomerStanding>;

export const customerAcceptance = acceptancePoint<CustomerStanding>('account.changes', 'of which customers events tell', {
  'a customer': {
    accountNumber: asAccountNumber('EXAMPLE'),
    onHold: false,
    limit: { type: 'AMOUNT', amount: decimalString(5_000), oldBucket: null },
  },
});

/** Finds new customers in GP, holds and credit limits. */
@Injectable()
@RunsBySchedule()
export class CustomerChanges implements Job<Chunk> {
  readonly name = 'account.changes';
  readonly about = 'finds new customers, holds and credit limits in GP, for events';
  readonly schedule = { cron: '* * * * *', timeZone: 'UTC', missed: 'once' } as const;

  constructor(
    private readonly source: ChangedCustomerSource,
    private readonly states: ObservedStates,
    private readonly watched: WatchedFamilies,
  ) {}

  async *plan(request: PlanRequest): AsyncGenerator<Chunk, string | null> {
    return this.watched.has('customers') ? yield* lookSince(this.states, this.source, request) : null;
  }

  async apply({ isFirst, readAt, records }: Chunk, { isDryRun }: ApplyRequest): Promise<Applied> {
    const present = new Map<string, State>(records.map(({ accountNumber, onHold, limit }) => [accountNumber, { onHold, limit }]));
    const keys = [...present.keys()];
    const tell = (changes: readonly StateChange<State>[]) => changes.flatMap(eventsOf);
    return appliedOf(
      keys.length,
      await this.states.observe({
        ...{ kind: 'customer', keys, readAt, present, tell, isFirst, isDryRun },
        accepts: { point: customerAcceptance, records: new Map(records.map((record) => [record.accountNumber, record])) },
      }),
    );
  }
}

function eventsOf({ key, before, after }: StateChange<State>): NewEvent[] {
  if (!after) return [];
  const account = asAccountNumber(key);
  const data = { accountNumber: account };
  if (!before) return [newEvent(customerCreated, key, account, data)];
  return [
    ...(after.onHold === before.onHold ? [] : [newEvent(customerHoldChanged, key, account, { ...data, onHold: after.onHold })]),
    ...(isDeepStrictEqual(after.limit, before.limit) ? [] : [newEvent(customerCreditChanged, key, account, data)]),
  ];
}
