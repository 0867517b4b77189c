import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BatchWindow } from './batch-window.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const PAGE = {};
const REFRESHES_FOR_MS = 500;

function window() {
  const startedAt = performance.now();
  const watch: { endedAfterMs: number | undefined } = { endedAfterMs: undefined };
  const gathered = new BatchWindow(12, REFRESHES_FOR_MS, () => {
    gathered.stop();
    watch.endedAfterMs = performance.now() - startedAt;
  });
  return { gathered, watch };
}

function wants(gathered: BatchWindow, by: object | undefined, keys: number): void {
  for (let key = 0; key < keys; key++) gathered.grew(by);
}

describe('BatchWindow keys', () => {
  it('of a page that wants all of its keys at once ends once what has arrived by then was read', async () => {
    const { gathered, watch } = window();
    wants(gathered, PAGE, 24);
    expect(watch.endedAfterMs).toBeUndefined();
    await vi.advanceTimersToNextTimerAsync();
    expect(watch.endedAfterMs).toBeLessThanOrEqual(1);
  });

  it('of requests that want a few each waits for those that follow, and ends when none has come for three milliseconds', async () => {
    const { gathered, watch } = window();
    for (let request = 0; request < 4; request++) {
      wants(gathered, { request }, 2);
      await vi.advanceTimersByTimeAsync(2);
      expect(watch.endedAfterMs).toBeUndefined();
    }
    await vi.advanceTimersByTimeAsync(5);
    expect(watch.endedAfterMs).toBeGreaterThanOrEqual(3 * 2 + 3);
    expect(watch.endedAfterMs).toBeLessThan(3 * 2 + 3 + 2);
  });

  it('takes the keys of many requests in one turn for no page of them all', async () => {
    const { gathered, watch } = window();
    for (let request = 0; request < 12; request++) wants(gathered, { request }, 2);
    await vi.advanceTimersByTimeAsync(2);
    expect(watch.endedAfterMs).toBeUndefined();
  });

  it('that no request waits for, and that are wanted soon, are gathered as long as others', async () => {
    const { gathered, watch } = window();
    wants(gathered, undefined, 24);
    await vi.advanceTimersByTimeAsync(2);
    expect(watch.endedAfterMs).toBeUndefined();
    await vi.advanceTimersByTimeAsync(3);
    expect(watch.endedAfterMs).toBeLessThan(5);
  });

  it('whose facts are still fresh are gathered for longer, however many they are', async () => {
    const { gathered, watch } = window();
    for (let page = 0; page < 10; page++) {
      for (let key = 0; key < 24; key++) gathered.grewByRefresh();
      await vi.advanceTimersByTimeAsync(49);
      expect(watch.endedAfterMs).toBeUndefined();
    }
    await vi.advanceTimersByTimeAsync(10);
    expect(watch.endedAfterMs).toBe(REFRESHES_FOR_MS);
  });

  it.each([
    ['another key is wanted soon', (gathered: BatchWindow) => gathered.grew({})],
    ['a request comes to wait for one of them', (gathered: BatchWindow) => gathered.hasten()],
  ])('whose facts are still fresh wait no longer than others once %s', async (_, happens) => {
    const { gathered, watch } = window();
    gathered.grewByRefresh();
    await vi.advanceTimersByTimeAsync(100);
    happens(gathered);
    gathered.grewByRefresh();
    await vi.advanceTimersByTimeAsync(5);
    expect(watch.endedAfterMs).toBeGreaterThanOrEqual(100 + 3);
    expect(watch.endedAfterMs).toBeLessThan(100 + 3 + 2);
  });

  it('ends in the end, however many follow', async () => {
    const { gathered, watch } = window();
    while (watch.endedAfterMs === undefined) {
      wants(gathered, {}, 1);
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(watch.endedAfterMs).toBeGreaterThanOrEqual(12);
    expect(watch.endedAfterMs).toBeLessThan(12 + 3);
  });

  it('ends once, and never after it was stopped', async () => {
    const onEnd = vi.fn();
    const stopped = new BatchWindow(12, REFRESHES_FOR_MS, onEnd);
    wants(stopped, {}, 1);
    await vi.advanceTimersByTimeAsync(1);
    stopped.stop();
    await vi.advanceTimersByTimeAsync(100);
    expect(onEnd).not.toHaveBeenCalled();
  });
});
