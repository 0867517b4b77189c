import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LoadGauge } from './load-gauge.js';

let gauge: LoadGauge;
beforeEach(() => {
  gauge = new LoadGauge();
});

/** Reads the same lateness again and again. */
function lastingly(lateMs: number, times: number) {
  for (let reading = 0; reading < times; reading++) gauge.read(lateMs, 20 + lateMs);
}

describe('how late the event loop is', () => {
  it('is 0 before the first reading', () => {
    expect(gauge.lateMs).toBe(0);
  });

  it('is what lasts, within a few readings', () => {
    lastingly(300, 10);
    expect(gauge.lateMs).toBeGreaterThan(290);
    expect(gauge.lateMs).toBeLessThanOrEqual(300);
  });

  it.each([300, 60_000])('does not count a single pause of %d ms', (pauseMs) => {
    lastingly(1, 10);
    gauge.read(pauseMs, 20 + pauseMs);
    lastingly(1, 1);
    expect(gauge.lateMs).toBeLessThanOrEqual(1);
  });

  it('does not take two pauses in a row for a lasting one of that length', () => {
    lastingly(300, 2);
    expect(gauge.lateMs).toBe(150);
  });

  it('falls by itself when the loop is in time again, no faster than callers come back', () => {
    lastingly(1_000, 20);
    for (let reading = 0; reading < 5; reading++) gauge.read(0, 20);
    expect(gauge.lateMs).toBeGreaterThan(700);
    for (let reading = 0; reading < 100; reading++) gauge.read(0, 20);
    expect(gauge.lateMs).toBeLessThan(20);
  });

  it('falls by time, however seldom it is read', () => {
    lastingly(1_000, 20);
    gauge.read(0, 20);
    gauge.read(0, 5_000);
    expect(gauge.lateMs).toBeLessThan(1);
  });
});

describe('in a flood, how late the event loop is', () => {
  let now = 1_000;
  const serve = (times: number, workMs: number) => {
    for (let request = 0; request < times; request++) {
      gauge.arrive(now);
      gauge.admit(now);
      now += workMs;
    }
    gauge.arrive(now);
  };

  it('is what the last to arrive has waited for those before it, although no timer has had its turn', () => {
    gauge.arrive(now);
    expect(gauge.lateMs).toBe(0);
    serve(125, 2);
    expect(gauge.lateMs).toBeGreaterThan(180);
    expect(gauge.lateMs).toBeLessThan(250);
  });

  it('does not count a pause in the midst of it', () => {
    serve(1, 5_000);
    expect(gauge.lateMs).toBeLessThanOrEqual(20);
  });

  it('falls while those who arrive are refused, and never gets so far that checkouts are', () => {
    serve(10_000, 2);
    const lateMs = gauge.lateMs;
    expect(lateMs).toBeLessThan(520);
    for (let refused = 1; refused <= 3_000; refused++) gauge.arrive(now + refused / 10);
    expect(gauge.lateMs).toBeLessThan(lateMs * 0.6);
  });

  it('is nothing again once the timer has had its turn', () => {
    serve(100, 2);
    gauge.read(180, 200);
    expect(gauge.lateMs).toBe(0);
    gauge.arrive(now + 1_000);
    expect(gauge.lateMs).toBe(0);
  });
});

describe('a gauge that watches', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('reads how late its timer comes, until it is told to stop', async () => {
    const stop = gauge.watch();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(gauge.lateMs).toBe(0);

    // The clock goes on and no timer fires: the loop is blocked.
    let now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 500;
      return now;
    });
    await vi.advanceTimersByTimeAsync(200);
    expect(gauge.lateMs).toBeGreaterThan(400);
    clock.mockRestore();

    stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
