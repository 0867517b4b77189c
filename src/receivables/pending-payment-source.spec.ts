import { describe, expect, it } from 'vitest';
import type { DecimalString } from '../values/exact.js';
import type { Instant } from '../values/instant.js';
import { type PendingPayments, pendingAt } from './pending-payment-source.port.js';

const at = (minute: number) => (minute * 60_000) as Instant;

describe('The payments that GP did not show', () => {
  const pending: PendingPayments = {
    waiting: '10.10' as DecimalString,
    lately: [
      { amount: '5' as DecimalString, at: at(10) },
      { amount: '2.50' as DecimalString, at: at(20) },
    ],
    held: [],
  };

  it.each([
    [5, '17.6'],
    [10, '12.6'],
    [20, '10.1'],
  ])('when it was asked at minute %i are those that wait, and those that it got later', (minute, sum) => {
    expect(pendingAt(pending, at(minute)).toFixed()).toBe(sum);
  });
});
