import { text } from './event-data.js';
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

/** Types of events about the gateway itself. The capabilities declare theirs at home. */
export const gatewayEvents: readonly EventType[] = [destinationTested, destinationDisabled, jobFailed, erpAway, erpBack];
