import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LATE, within } from './within.js';

const hanging = () => new Promise<never>(() => undefined);

describe('a promise within some milliseconds', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('brings what it brings in time, and leaves no timer behind', async () => {
    expect(await within(100, Promise.resolve('answer'))).toBe('answer');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('fails as it fails in time, and leaves no timer behind', async () => {
    const fault = new Error('refused');
    await expect(within(100, Promise.reject(fault))).rejects.toBe(fault);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is LATE once they have passed', async () => {
    const outcome = within(100, hanging());
    await vi.advanceTimersByTimeAsync(99);
    expect(vi.getTimerCount()).toBe(1);
    await vi.runAllTimersAsync();
    expect(await outcome).toBe(LATE);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not late where its answer came while this process was busy', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const outcome = within(100, promise);
    // Set after the limit's timer and due with it: the answer is taken up in the same turn.
    setTimeout(() => resolve('answer'), 100);
    await vi.runAllTimersAsync();
    expect(await outcome).toBe('answer');
  });

  it('drops what it brings too late, a failure included', async () => {
    const { promise, reject } = Promise.withResolvers<never>();
    const outcome = within(100, promise);
    await vi.runAllTimersAsync();
    expect(await outcome).toBe(LATE);
    // An unhandled rejection would fail this test.
    reject(new Error('too late to matter'));
    await vi.advanceTimersByTimeAsync(1);
  });
});

describe('a promise until a signal fires', () => {
  const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

  it('brings what it brings before, and leaves no listener behind', async () => {
    const { signal } = new AbortController();
    const fault = new Error('refused');
    expect(await within(signal, Promise.resolve('answer'))).toBe('answer');
    await expect(within(signal, Promise.reject(fault))).rejects.toBe(fault);
    expect(listeners(signal)).toBe(0);
  });

  it('is LATE from then on, whether it heeds the signal or not', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const heeding = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
    );
    const outcomes = [within(signal, hanging()), within(signal, heeding)];
    controller.abort();
    expect(await Promise.all(outcomes)).toEqual([LATE, LATE]);
    expect(listeners(signal)).toBe(0);
  });

  it('is LATE at once where the signal has fired before', async () => {
    const signal = AbortSignal.abort();
    expect(await within(signal, Promise.resolve('answer'))).toBe(LATE);
    expect(listeners(signal)).toBe(0);
  });
});
