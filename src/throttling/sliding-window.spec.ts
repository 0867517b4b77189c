import { describe, expect, it } from 'vitest';
import { SlidingWindow } from './sliding-window.js';

const START = 1_000_000_000_000;

/** Counts nothing, and tells what is left. */
const usedOf = (window: SlidingWindow, now: number) => 1_000 - window.take(0, 1_000, now);

describe('A sliding window', () => {
  it('lets through as many as the quota is, and no more', () => {
    const window = new SlidingWindow(START);
    expect([window.take(1, 3, START), window.take(2, 3, START), window.take(1, 3, START)]).toEqual([2, 0, -1]);
  });

  it('does not count those that are refused', () => {
    const window = new SlidingWindow(START);
    window.take(3, 3, START);
    for (let again = 0; again < 100; again++) window.take(1, 3, START + 9_000);
    expect(usedOf(window, START + 9_000)).toBe(3);
  });

  it('admits a caller again little by little within ten seconds', () => {
    const window = new SlidingWindow(START);
    window.take(100, 100, START + 9_999);
    expect(window.take(1, 100, START + 10_000)).toBeLessThan(0);
    expect(window.take(50, 100, START + 15_000)).toBe(0);
    expect(usedOf(window, START + 30_000)).toBe(0);
  });

  it('never lets through more than twice the quota in any ten seconds', () => {
    const window = new SlidingWindow(START);
    let passed = 0;
    for (let now = START + 5_000; now < START + 15_000; now += 10) if (window.take(1, 100, now) >= 0) passed++;
    expect(passed).toBeLessThanOrEqual(200);
  });

  it('counts what other instances have counted', () => {
    const window = new SlidingWindow(START);
    window.take(2, 10, START);
    const { window: number, points } = window.tell();
    window.take(1, 10, START);
    window.told(number, points, 7);
    expect(usedOf(window, START)).toBe(8);
    expect(window.news).toBe(1);
  });

  it('tells nothing twice while an answer is on its way', () => {
    const window = new SlidingWindow(START);
    window.take(2, 10, START);
    const first = window.tell();
    window.take(1, 10, START);
    const second = window.tell();
    expect([first.points, second.points]).toEqual([2, 1]);
    window.told(first.window, first.points, 2);
    window.told(second.window, second.points, 3);
    expect(usedOf(window, START)).toBe(3);
  });

  it('takes what comes late for the window that it is about', () => {
    const window = new SlidingWindow(START);
    window.take(2, 10, START);
    const { window: number, points } = window.tell();
    window.take(1, 10, START + 10_000);
    window.told(number, points, 8);
    expect(usedOf(window, START + 10_000)).toBe(9);
  });
});
