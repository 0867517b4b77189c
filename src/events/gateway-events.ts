import { asAccountNumber } from '../values/identifiers.js';
import { events, text } from './event-data.js';
import { type EventType, eventType } from './event-type.js';

export const destinationTested = eventType({
  name: 'destination.tested.v1',
  summary: 'An operator has sent a test event. It goes to the destination that its subject names, and to no other.',
  about: 'destination',
  key: 'webhook.crm',
  ofAccount: false,
  data: { destination: text('The destination.', 'webhook.crm') },
});

export const destinationDisabled = eventType({
  name: 'destination.disabled.v1',
  summary: 'A destination is sent nothing any more, until an operator enables it: all attempts have failed, or it wants no more.',
  about: 'destination',
  key: 'webhook.crm',
  ofAccount: false,
  data: {
    destination: text('The destination.', 'webhook.crm'),
    reason: text('Why.', 'All attempts of 5 days have failed; the last one: HTTP 500'),
  },
});

export const jobFailed = eventType({
  name: 'job.failed.v1',
  summary: 'A run of a job has failed, or some of its records have. Told once, until a run succeeds with all records again.',
  about: 'job',
  key: 'catalog.refresh',
  ofAccount: false,
  data: { job: text('The job.', 'catalog.refresh'), reason: text('Why, in one word or code.', 'ERP_UNAVAILABLE') },
});

export const erpAway = eventType({
  name: 'erp.away.v1',
  summary: 'GP has not answered for a while. Pages show the last known facts, and orders wait.',
  about: 'erp',
  key: null,
  ofAccount: false,
  data: {},
});

export const erpBack = eventType({
  name: 'erp.back.v1',
  summary: 'GP answers again.',
  about: 'erp',
  key: null,
  ofAccount: false,
  data: {},
});

export const staffDigest = eventType({
  name: 'staff.digest.v1',
  summary:
    'Events that STAFF_RULES has an endpoint told of and that it was not sent one by one, since there were too many. It goes to the endpoint that its subject names, and to no other destination.',
  about: 'digest',
  key: 'staff.webhook.crm',
  ofAccount: false,
  data: {
    events: events('The events, in the order in which they came, each as in a message of its own. They keep their IDs.', [
      {
        id: '1f0c3a52-6c0b-4c55-9c0e-7c1f5a0f2b11',
        type: 'order.pushed.v1',
        subject: 'order/6d1e0f6e-51f3-4d0c-a3be-2d5a3f0f9b7a',
        sequence: 2,
        time: '2026-03-31T08:00:00.000Z',
        account: asAccountNumber('HARGATE'),
        data: { orderNumber: 'STDORD2240' },
      },
    ]),
  },
});

/** Events that are for one destination, which their subject names. */
export const ADDRESSED: readonly EventType[] = [destinationTested, staffDigest];

/** The subject with which an event is for a destination alone; undefined where it is for all that want it. */
export function addressOf(type: string, destination: string): string | undefined {
  const addressed = ADDRESSED.find(({ name }) => name === type);
  return addressed && `${addressed.about}/${destination}`;
}

/** Types of events about the gateway itself. The capabilities declare theirs at home. */
export const gatewayEvents: readonly EventType[] = [
  ...[destinationTested, destinationDisabled, staffDigest],
  ...[jobFailed, erpAway, erpBack],
];
