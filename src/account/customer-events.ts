import { type EventType, eventType, flag, text } from '../events/index.js';

const OF_A_CUSTOMER = { about: 'customer', key: 'HARGATE', ofAccount: true } as const;
const ACCOUNT = { accountNumber: text('The number of the customer in GP.', 'HARGATE') };

export const customerCreated = eventType({
  ...OF_A_CUSTOMER,
  name: 'customer.created.v1',
  summary: 'GP has a new customer.',
  data: ACCOUNT,
});

export const customerHoldChanged = eventType({
  ...OF_A_CUSTOMER,
  name: 'customer.holdChanged.v1',
  summary: 'A customer was put on hold in GP, or the hold was lifted.',
  data: { ...ACCOUNT, onHold: flag('Whether the customer is on hold now.', true) },
});

export const customerCreditChanged = eventType({
  ...OF_A_CUSTOMER,
  name: 'customer.creditChanged.v1',
  summary: "A customer's credit limit has changed in GP. What it is, the API tells the account's own users.",
  data: ACCOUNT,
});

export const customerEvents: readonly EventType[] = [customerCreated, customerHoldChanged, customerCreditChanged];
