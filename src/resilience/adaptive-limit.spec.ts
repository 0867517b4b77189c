import { beforeEach, describe, expect, it } from 'vitest';
import { AdaptiveLimit } from './adaptive-limit.js';

interface Weather {
  /** So many calls at once the ERP answers as fast as one; of more, each takes its share longer. */
  capacity: number;
  latencyMs: number;
  /** By how much a latency may differ from its like, in parts of it. */
  jitter: number;
  /** Every so many calls takes ten times as long; never where not set. */
  slowEvery?: number;
  /** Calls are given up after so long. */
  deadlineMs: number;
  /** So many callers ask again as soon as they are answered. */
  callers: number;
}

/** An ERP that is asked by a crowd through a limit, on a clock of its own. */
class SimulatedErp {
  readonly weather: Weather = { capacity: 4, latencyMs: 60, jitter: 0, deadlineMs: 800, callers: 50 };
  private readonly underWay: { readonly beganAt: number; readonly endsAt: number }[] = [];
  private now = 0;
  private calls = 0;
  private seed = 1;

  constructor(readonly limit: AdaptiveLimit) {}

  /** Lets so many calls end. @returns every limit there was meanwhile */
  run(calls: number): number[] {
    return Array.from({ length: calls }, () => {
      while (this.underWay.length < Math.min(this.limit.limit, this.weather.callers)) this.begin();
      const first = this.underWay.reduce((a, b) => (b.endsAt < a.endsAt ? b : a));
      this.underWay.splice(this.underWay.indexOf(first), 1);
      this.now = first.endsAt;
      const latencyMs = first.endsAt - first.beganAt;
      const dropped = latencyMs >= this.weather.deadlineMs;
      return this.limit.sample({ latencyMs, inFlight: this.underWay.length + 1, dropped });
    });
  }

  private begin(): void {
    const { capacity, latencyMs, jitter, slowEvery = Number.POSITIVE_INFINITY, deadlineMs } = this.weather;
    const crowd = Math.max(1, (this.underWay.length + 1) / capacity);
    const slow = ++this.calls % slowEvery === 0 ? 10 : 1;
    const takes = latencyMs * crowd * slow * (1 + jitter * (2 * this.random() - 1));
    this.underWay.push({ beganAt: this.now, endsAt: this.now + Math.min(takes, deadlineMs) });
  }

  /** Numbers that look random and are the same every time (a linear congruence). */
  private random(): number {
    this.seed = (this.seed * 48_271) % 2_147_483_647;
    return this.seed / 2_147_483_647;
  }
}

const LONG = 6_000;
const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const mostOf = (numbers: readonly number[]) => Math.max(...numbers);

let erp: SimulatedErp;
beforeEach(() => {
  erp = new SimulatedErp(new AdaptiveLimit({ least: 2, most: 20 }));
});

describe('a limit that adapts', () => {
  it('begins at its upper bound', () => {
    expect(erp.limit.limit).toBe(20);
  });

  it.each([
    { capacity: 4, jitter: 0 },
    { capacity: 4, jitter: 0.5 },
    { capacity: 8, jitter: 0 },
    { capacity: 8, jitter: 0.5 },
    { capacity: 12, jitter: 0.3 },
  ])('settles near $capacity where the ERP slows down past that, with a jitter of $jitter', ({ capacity, jitter }) => {
    Object.assign(erp.weather, { capacity, jitter });
    erp.run(LONG);
    const settled = mean(erp.run(LONG));
    expect(settled).toBeGreaterThan(capacity - 1);
    expect(settled).toBeLessThan(capacity * 1.5 + 1);
  });

  it('stays within its bounds, for any calls', () => {
    for (const capacity of [1, 100]) {
      erp.weather.capacity = capacity;
      const limits = erp.run(LONG);
      expect(Math.min(...limits)).toBeGreaterThanOrEqual(2);
      expect(mostOf(limits)).toBeLessThanOrEqual(20);
    }
  });

  it('rises again when the ERP has more room', () => {
    erp.run(LONG);
    expect(mostOf(erp.run(100))).toBeLessThan(8);
    erp.weather.capacity = 100;
    erp.run(LONG);
    expect(mean(erp.run(LONG))).toBeGreaterThan(19);
  });

  it.each([
    { what: 'a jitter of 30 %', weather: { jitter: 0.3 } },
    { what: 'a jitter of 60 %', weather: { jitter: 0.6 } },
    { what: 'one slow call in twenty', weather: { jitter: 0.3, slowEvery: 20 } },
  ])('does not fall by $what', ({ weather }) => {
    Object.assign(erp.weather, { capacity: 100, ...weather });
    erp.run(LONG);
    expect(mean(erp.run(LONG))).toBeGreaterThan(17);
  });

  it('takes an ERP that is slower for good as it is, and not for crowded', () => {
    erp.weather.capacity = 100;
    erp.run(1_000);
    erp.weather.latencyMs = 240;
    erp.run(LONG);
    expect(mean(erp.run(LONG))).toBeGreaterThan(19);
  });

  it('keeps to what the ERP can do for as long as the crowd lasts', () => {
    expect(mostOf(erp.run(100_000).slice(LONG))).toBeLessThan(8);
  });
});

describe('calls that are given up at their deadline', () => {
  it('halve the limit, once for all that hung together', () => {
    const hanging = { latencyMs: 800, inFlight: 20, dropped: true };
    expect(erp.limit.sample(hanging)).toBe(10);
    for (let call = 1; call < 20; call++) expect(erp.limit.sample(hanging)).toBe(10);
    expect(erp.limit.sample({ ...hanging, inFlight: 10 })).toBe(5);
  });

  it('bring it down to its lower bound while nothing is answered, and it recovers', () => {
    Object.assign(erp.weather, { capacity: 100, latencyMs: 10_000 });
    erp.run(60);
    expect(erp.limit.limit).toBe(2);
    erp.weather.latencyMs = 60;
    erp.run(LONG);
    expect(mean(erp.run(LONG))).toBeGreaterThan(19);
  });
});

describe('low traffic', () => {
  it('does not raise the limit: it tells nothing of what the ERP could do', () => {
    erp.weather.capacity = 4;
    erp.run(LONG);
    erp.weather.callers = 2;
    erp.run(100);
    const settled = erp.limit.limit;
    expect(settled).toBeLessThan(8);
    expect(new Set(erp.run(LONG))).toEqual(new Set([settled]));
  });

  it('does not lower it either, however slow the ERP is', () => {
    Object.assign(erp.weather, { callers: 2 });
    erp.run(1_000);
    erp.weather.latencyMs = 600;
    erp.run(1_000);
    expect(erp.limit.limit).toBe(20);
  });
});
