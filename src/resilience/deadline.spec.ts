import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeadlinePassed, withDeadline } from './deadline.js';

const NEVER = new AbortController().signal;
const hanging = () => new Promise<never>(() => undefined);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('an action with a deadline', () => {
  it('answers what the action answers in time, and leaves no timer behind', async () => {
    await expect(withDeadline(100, NEVER, async () => 'answer')).resolves.toBe('answer');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('fails as the action fails in time, and leaves no timer behind', async () => {
    const fault = new Error('refused');
    await expect(withDeadline(100, NEVER, () => Promise.reject(fault))).rejects.toBe(fault);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('fails as an action does that throws before it waits for anything', async () => {
    const fault = new Error('refused');
    const throwing = () => {
      throw fault;
    };
    await expect(withDeadline(100, NEVER, throwing)).rejects.toBe(fault);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells the action when the time is over', async () => {
    let told: unknown;
    const heeding = (inTime: AbortSignal) =>
      new Promise<never>((_, reject) => {
        inTime.addEventListener('abort', () => {
          told = inTime.reason;
          reject(new Error('cancelled by the driver'));
        });
      });
    const outcome = withDeadline(100, NEVER, heeding).catch((fault: unknown) => fault);
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toBeInstanceOf(DeadlinePassed);
    expect(await outcome).toBeInstanceOf(DeadlinePassed);
  });

  it('ends in time although the action does not heed the signal', async () => {
    const outcome = withDeadline(100, NEVER, hanging).catch((fault: unknown) => fault);
    await vi.advanceTimersByTimeAsync(99);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toMatchObject({ name: 'DeadlinePassed', deadlineMs: 100, message: 'No answer within 100 ms' });
  });

  it('says nothing of what an action does that ends after its time', async () => {
    let fail: (fault: Error) => void = () => undefined;
    const late = () => new Promise<never>((_, reject) => (fail = reject));
    const outcome = withDeadline(100, NEVER, late).catch((fault: unknown) => fault);
    await vi.advanceTimersByTimeAsync(100);
    expect(await outcome).toBeInstanceOf(DeadlinePassed);
    fail(new Error('too late to matter'));
    await vi.advanceTimersByTimeAsync(1);
  });

  it("ends with the caller's reason when the caller gives up, and tells the action", async () => {
    const caller = new AbortController();
    const reason = new Error('the gateway is closing');
    let heard: AbortSignal | undefined;
    const outcome = withDeadline(100, caller.signal, (inTime) => {
      heard = inTime;
      return hanging();
    }).catch((fault: unknown) => fault);
    caller.abort(reason);
    expect(await outcome).toBe(reason);
    expect(heard?.reason).toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not even start where the caller has given up before', async () => {
    const action = vi.fn(hanging);
    const reason = new Error('the gateway is closing');
    await expect(withDeadline(100, AbortSignal.abort(reason), action)).rejects.toBe(reason);
    expect(action).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("takes its listener off the caller's signal, which outlives many calls", async () => {
    const caller = new AbortController();
    const added = vi.spyOn(caller.signal, 'addEventListener');
    const removed = vi.spyOn(caller.signal, 'removeEventListener');
    await withDeadline(100, caller.signal, async () => 'answer');
    await withDeadline(100, caller.signal, () => Promise.reject(new Error('refused'))).catch(() => undefined);
    expect(removed).toHaveBeenCalledTimes(added.mock.calls.length);
    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(added.mock.calls.map(([, listener]) => listener));
  });
});
