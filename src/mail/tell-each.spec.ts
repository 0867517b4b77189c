import { describe, expect, it } from 'vitest';
import { DeliveryFailed } from '../events/index.js';
import { type Told, tellEach } from './tell-each.js';

const REFUSED = new DeliveryFailed('550 5.7.1');
const NO_SUCH = new DeliveryFailed('550 5.1.1', { kind: 'giveUp' });
const FULL = new DeliveryFailed('452 4.2.2', { kind: 'retry', of: 'event' });

/** What has become of an event whose recipients have these outcomes. */
const outcomeOf = (...outcomes: readonly (Told | DeliveryFailed)[]) =>
  tellEach(outcomes, async (outcome) => {
    if (outcome instanceof DeliveryFailed) throw outcome;
    return outcome;
  }).catch(failure);

describe('An event of several recipients', () => {
  it('is sent where one has got it now, and else is what became of it before', async () => {
    expect(await outcomeOf('DELIVERED', 'SENT')).toBeUndefined();
    expect(await outcomeOf('DELIVERED', 'IN_DIGEST')).toBe('IN_DIGEST');
    expect(await outcomeOf('DELIVERED')).toBe('DELIVERED');
    expect(await outcomeOf()).toBe('UNWANTED');
  });

  it('has failed in part where one has got it and another has not', async () => {
    expect(await outcomeOf('SENT', FULL)).toEqual([...failure(FULL).slice(0, 2), true]);
  });

  it('is tried again as long as one of them may get it', async () => {
    expect(await outcomeOf(NO_SUCH, FULL)).toEqual(failure(FULL));
    expect(await outcomeOf(NO_SUCH, NO_SUCH)).toEqual(failure(NO_SUCH));
  });

  it('counts against the mail server where it may be the server that refuses', async () => {
    expect(await outcomeOf(FULL, REFUSED)).toEqual(failure(REFUSED));
  });

  it('does not where others were told before: the server refuses the one who is left', async () => {
    expect(await outcomeOf('DELIVERED', REFUSED)).toEqual([REFUSED.message, { kind: 'retry', of: 'event' }, false]);
  });
});

/** Its message, what is to be done after it, and whether a part has arrived. */
function failure({ message, then: after, inPart }: DeliveryFailed) {
  return [message, after, inPart];
}
