import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BatchWindow } from './batch-window.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const PAGE = {};

function window() {
  const startedAt = performance.now();
  const watch: { endedAfterMs: number | undefined } = { endedAfterMs: undefined };
  const gathered = new BatchWindow(12, () => {
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

  it('that no request waits for are gathered as long as others', async () => {
    const { gathered, watch } = window();
    wants(gathered, undefined, 24);
    await vi.advanceTimersByTimeAsync(2);
    expect(watch.endedAfterMs).toBeUndefined();
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
    const stopped = new BatchWindow(12, onEnd);
    wants(stopped, {}, 1);
    await vi.advanceTimersByTimeAsync(1);
    stopped.stop();
    await vi.advanceTimersByTimeAsync(100);
    expect(onEnd).not.toHaveBeenCalled();
  });
});
