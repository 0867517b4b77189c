import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ErpUnavailable } from '../faults/index.js';
import { BulkheadFull } from './bulkhead.js';
import { DeadlinePassed } from './deadline.js';
import { Guard } from './guard.js';
import type { GuardedCall, GuardObserver } from './guard-observer.js';
import { Guards } from './guards.js';

const STOCK = 'gp.stock.levels';
const PRICES = 'gp.price.lists';
const NEVER = new AbortController().signal;
const DRIVER_FAULT = new Error('connection to sql01:1433 refused');
const hanging = () => new Promise<never>(() => undefined);
const failing = () => Promise.reject(DRIVER_FAULT);

let guard: Guard;
let onFault: ReturnType<typeof vi.fn<(operation: string, cause: unknown) => void>>;

beforeEach(() => {
  vi.useFakeTimers();
  onFault = vi.fn();
  guard = new Guard({ deadlineMs: 100, concurrency: 2, queue: 2 }, onFault);
});

afterEach(() => {
  guard.close();
  vi.useRealTimers();
});

/** What came of a call: its answer, or the fault that it ended with. */
const outcomeOf = (operation: string, action: () => Promise<unknown>) =>
  guard.run(operation, NEVER, () => action()).catch((fault: unknown) => fault);

const breakerOf = (operation: string) => guard.operations().find((state) => state.operation === operation)?.breaker;

async function failTimes(operation: string, times: number) {
  for (let call = 0; call < times; call++) await outcomeOf(operation, failing);
}

describe('a guarded call', () => {
  it('answers what the ERP answers', async () => {
    await expect(guard.run(STOCK, NEVER, async () => new Map([['BOLT', '5']]))).resolves.toEqual(new Map([['BOLT', '5']]));
    expect(onFault).not.toHaveBeenCalled();
  });

  it('comes out as ErpUnavailable, with its operation and its cause, where the ERP fails', async () => {
    const fault = await outcomeOf(STOCK, failing);
    expect(fault).toBeInstanceOf(ErpUnavailable);
    expect(fault).toMatchObject({ code: 'ERP_UNAVAILABLE', operation: STOCK, cause: DRIVER_FAULT });
    expect(onFault.mock.calls).toEqual([[STOCK, DRIVER_FAULT]]);
  });

  it('says nothing of the cause in its message', async () => {
    expect(String(await outcomeOf(STOCK, failing))).not.toContain('sql01');
  });

  it('comes out as ErpUnavailable where the adapter throws before it waits, or throws what is no error', async () => {
    const throwing = () => {
      throw DRIVER_FAULT;
    };
    expect(await outcomeOf(STOCK, throwing)).toMatchObject({ code: 'ERP_UNAVAILABLE', cause: DRIVER_FAULT });
    expect(await outcomeOf(STOCK, () => Promise.reject(undefined))).toMatchObject({ code: 'ERP_UNAVAILABLE', cause: undefined });
  });

  it('ends at its deadline, even if the ERP does not answer', async () => {
    const outcome = outcomeOf(STOCK, hanging);
    await vi.advanceTimersByTimeAsync(100);
    const fault = await outcome;
    expect(fault).toBeInstanceOf(ErpUnavailable);
    expect((fault as ErpUnavailable).cause).toBeInstanceOf(DeadlinePassed);
  });

  it('has one deadline for waiting and running together', async () => {
    const running = [outcomeOf(STOCK, hanging), outcomeOf(STOCK, hanging)];
    await vi.advanceTimersByTimeAsync(60);
    const action = vi.fn(hanging);
    const waiting = outcomeOf(STOCK, action);
    await vi.advanceTimersByTimeAsync(40);
    await Promise.all(running);
    expect(action).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(59);
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(await waiting).toBeInstanceOf(ErpUnavailable);
  });

  it('ends with the caller, who has given up', async () => {
    const caller = new AbortController();
    const reason = new Error('The gateway is closing.');
    const outcome = guard.run(STOCK, caller.signal, hanging).catch((fault: unknown) => fault);
    caller.abort(reason);
    expect(await outcome).toMatchObject({ code: 'ERP_UNAVAILABLE', cause: reason });
  });
});

describe('calls of one kind', () => {
  it('are refused where too many are under way and waiting, and calls of another kind are not', async () => {
    const many = Array.from({ length: 4 }, () => outcomeOf(STOCK, hanging));
    expect(await outcomeOf(STOCK, hanging)).toMatchObject({ code: 'ERP_UNAVAILABLE', cause: expect.any(BulkheadFull) });
    expect(await outcomeOf(PRICES, async () => 'answer')).toBe('answer');
    await vi.advanceTimersByTimeAsync(200);
    await Promise.all(many);
  });

  it('go on after others have hung past their deadline and never come back', async () => {
    const hung = Array.from({ length: 2 }, () => outcomeOf(STOCK, hanging));
    await vi.advanceTimersByTimeAsync(100);
    await Promise.all(hung);
    expect(await outcomeOf(STOCK, async () => 'answer')).toBe('answer');
  });

  it('are not put to the ERP any more once they have waited in vain', async () => {
    const longRunning = Array.from({ length: 2 }, () => outcomeOf(STOCK, hanging));
    const waiting = vi.fn(hanging);
    const caller = new AbortController();
    const outcome = guard.run(STOCK, caller.signal, waiting).catch((fault: unknown) => fault);
    caller.abort(new Error('gave up'));
    expect(await outcome).toBeInstanceOf(ErpUnavailable);
    await vi.advanceTimersByTimeAsync(100);
    await Promise.all(longRunning);
    expect(waiting).not.toHaveBeenCalled();
  });
});

describe('the breaker of one kind of calls', () => {
  it('stays closed however many questions the ERP refuses: it is there, and others are answered', async () => {
    const refusal = Object.assign(new Error('words of a driver'), { code: '22P02' });
    for (let call = 0; call < 50; call++) {
      expect(await outcomeOf(STOCK, () => Promise.reject(refusal))).toMatchObject({ cause: refusal });
    }
    expect(breakerOf(STOCK)).toBe('closed');
  });

  it('opens when more than half of at least ten calls have failed, and then nothing is asked', async () => {
    await failTimes(STOCK, 9);
    expect(guard.anyOpen).toBe(false);
    await failTimes(STOCK, 1);
    expect(guard.anyOpen).toBe(true);

    const action = vi.fn(async () => 'answer');
    expect(await outcomeOf(STOCK, action)).toMatchObject({ code: 'ERP_UNAVAILABLE', operation: STOCK });
    expect(action).not.toHaveBeenCalled();
  });

  it('stays closed while half of the calls succeed', async () => {
    for (let call = 0; call < 20; call++) {
      await outcomeOf(STOCK, async () => 'answer');
      await outcomeOf(STOCK, failing);
    }
    expect(guard.anyOpen).toBe(false);
  });

  it('opens on calls that hang as on calls that fail', async () => {
    for (let round = 0; round < 5; round++) {
      const hung = [outcomeOf(STOCK, hanging), outcomeOf(STOCK, hanging)];
      await vi.advanceTimersByTimeAsync(100);
      await Promise.all(hung);
    }
    expect(guard.anyOpen).toBe(true);
  });

  it('does not touch the other kinds', async () => {
    await failTimes(STOCK, 10);
    expect(await outcomeOf(PRICES, async () => 'answer')).toBe('answer');
  });

  it('tries one call again after its time, and is open no more where that succeeds', async () => {
    await failTimes(STOCK, 10);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(guard.anyOpen).toBe(true);
    await vi.advanceTimersByTimeAsync(1);

    expect(await outcomeOf(STOCK, async () => 'answer')).toBe('answer');
    expect(guard.anyOpen).toBe(false);
    expect(await outcomeOf(STOCK, async () => 'answer')).toBe('answer');
  });

  it('opens again for as long where the one call fails', async () => {
    await failTimes(STOCK, 10);
    await vi.advanceTimersByTimeAsync(5_000);
    await failTimes(STOCK, 1);
    expect(guard.anyOpen).toBe(true);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await outcomeOf(STOCK, async () => 'answer')).toBe('answer');
  });

  it('closes after five trials that succeeded', async () => {
    await failTimes(STOCK, 10);
    await vi.advanceTimersByTimeAsync(5_000);
    for (let trial = 1; trial <= 5; trial++) {
      expect(breakerOf(STOCK)).toBe('halfOpen');
      expect(await outcomeOf(STOCK, async () => 'answer')).toBe('answer');
    }
    expect(breakerOf(STOCK)).toBe('closed');
  });

  it('counts anew once it has closed: failures of long ago do not open it', async () => {
    await failTimes(STOCK, 10);
    await vi.advanceTimersByTimeAsync(5_000);
    for (let trial = 1; trial <= 5; trial++) await outcomeOf(STOCK, async () => 'answer');
    await failTimes(STOCK, 9);
    expect(breakerOf(STOCK)).toBe('closed');
    await failTimes(STOCK, 1);
    expect(breakerOf(STOCK)).toBe('open');
  });

  it('opens again where any of the trials fails, and needs five once more', async () => {
    await failTimes(STOCK, 10);
    await vi.advanceTimersByTimeAsync(5_000);
    for (let trial = 1; trial <= 4; trial++) await outcomeOf(STOCK, async () => 'answer');
    await failTimes(STOCK, 1);
    expect(breakerOf(STOCK)).toBe('open');
    await vi.advanceTimersByTimeAsync(5_000);
    for (let trial = 1; trial <= 4; trial++) await outcomeOf(STOCK, async () => 'answer');
    expect(breakerOf(STOCK)).toBe('halfOpen');
  });

  it('lets one more trial go beside the next for each that has succeeded', async () => {
    const roomy = new Guard({ deadlineMs: 100, concurrency: 8, queue: 8 }, onFault);
    for (let call = 0; call < 10; call++) await roomy.run(STOCK, NEVER, failing).catch(() => undefined);
    await vi.advanceTimersByTimeAsync(5_000);
    await roomy.run(STOCK, NEVER, async () => 'answer');
    await roomy.run(STOCK, NEVER, async () => 'answer');
    const asked = vi.fn(hanging);
    const crowd = Array.from({ length: 8 }, () => roomy.run(STOCK, NEVER, asked).catch((fault: unknown) => fault));
    await vi.advanceTimersByTimeAsync(100);
    expect(asked).toHaveBeenCalledTimes(3);
    await Promise.all(crowd);
    roomy.close();
  });

  it('gets a trial back from a caller who gives up', async () => {
    await failTimes(STOCK, 10);
    await vi.advanceTimersByTimeAsync(5_000);
    const caller = new AbortController();
    const trial = guard.run(STOCK, caller.signal, hanging).catch((fault: unknown) => fault);
    caller.abort(new Error('gave up'));
    await trial;
    expect(breakerOf(STOCK)).toBe('halfOpen');
    expect(await outcomeOf(STOCK, async () => 'answer')).toBe('answer');
  });

  it('hears nothing of callers who give up, and neither does the log', async () => {
    const caller = new AbortController();
    const calls = [
      outcomeOf(STOCK, async () => 'answer'),
      guard.run(STOCK, caller.signal, hanging).catch((fault: unknown) => fault),
    ];
    caller.abort(new Error('The gateway is closing.'));
    await Promise.all(calls);
    expect(onFault).not.toHaveBeenCalled();
  });

  it('hears nothing from calls that began before it opened', async () => {
    const slow = new Guard({ deadlineMs: 60_000, concurrency: 20, queue: 0 }, onFault);
    const late = Array.from({ length: 6 }, () => Promise.withResolvers<string>());
    const outcomes = late.map(({ promise }) => slow.run(STOCK, NEVER, () => promise).catch((fault: unknown) => fault));
    for (let call = 0; call < 10; call++) await slow.run(STOCK, NEVER, failing).catch(() => undefined);
    await vi.advanceTimersByTimeAsync(5_000);
    for (const { resolve } of late.slice(0, 5)) resolve('late');
    late[5]?.reject(DRIVER_FAULT);
    await Promise.all(outcomes);
    expect(slow.operations()).toMatchObject([{ breaker: 'halfOpen' }]);
    slow.close();
  });

  it('is not opened by a crowd of our own, nor kept closed by it', async () => {
    const many = Array.from({ length: 4 }, () => outcomeOf(STOCK, async () => new Promise((answer) => setTimeout(answer, 50))));
    for (let call = 0; call < 50; call++) {
      expect(await outcomeOf(STOCK, hanging)).toMatchObject({ cause: expect.any(BulkheadFull) });
    }
    expect(breakerOf(STOCK)).toBe('closed');
    await vi.advanceTimersByTimeAsync(200);
    await Promise.all(many);

    for (let round = 0; round < 3; round++) {
      const hung = Array.from({ length: 50 }, () => outcomeOf(STOCK, hanging));
      await vi.advanceTimersByTimeAsync(100);
      await Promise.all(hung);
    }
    expect(breakerOf(STOCK)).toBe('open');
  });

  it('is not opened by calls that never had their turn while others were answered', async () => {
    const crowded = new Guard({ deadlineMs: 100, concurrency: 2, queue: 20 }, onFault);
    const asked = vi.fn(() => new Promise((answer) => setTimeout(answer, 60)));
    for (let round = 0; round < 10; round++) {
      // Two are answered, two are given up half way, and eight never begin.
      const calls = Array.from({ length: 12 }, () => crowded.run(STOCK, NEVER, asked).catch((fault: unknown) => fault));
      await vi.advanceTimersByTimeAsync(100);
      await Promise.all(calls);
    }
    expect(asked).toHaveBeenCalledTimes(40);
    expect(crowded.operations()).toMatchObject([{ breaker: 'closed' }]);
    crowded.close();
  });

  it('is not opened by calls that give way to the lock of another transaction, and these prove that the ERP is back', async () => {
    const locked = () => Promise.reject(Object.assign(new Error('lock'), { code: 'SQLSERVER_1222' }));
    for (let call = 0; call < 50; call++) await outcomeOf(STOCK, locked);
    expect(breakerOf(STOCK)).toBe('closed');
    for (let call = 0; call < 60; call++) await outcomeOf(STOCK, failing);
    expect(breakerOf(STOCK)).toBe('open');
    await vi.advanceTimersByTimeAsync(5_000);
    for (let trial = 0; trial < 5; trial++) await outcomeOf(STOCK, locked);
    expect(breakerOf(STOCK)).toBe('closed');
  });

  it('lets no second call through while the one is under way', async () => {
    await failTimes(STOCK, 10);
    await vi.advanceTimersByTimeAsync(5_000);
    const trial = outcomeOf(STOCK, hanging);
    const second = vi.fn(async () => 'answer');
    expect(await outcomeOf(STOCK, second)).toBeInstanceOf(ErpUnavailable);
    expect(second).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(100);
    await trial;
  });

  it('has what it did not let through left out of the log, since nothing went wrong there', async () => {
    await failTimes(STOCK, 10);
    onFault.mockClear();
    await outcomeOf(STOCK, failing);
    await vi.advanceTimersByTimeAsync(5_000);
    const trial = outcomeOf(STOCK, hanging);
    await outcomeOf(STOCK, failing);
    expect(onFault).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(100);
    await trial;
    expect(onFault).toHaveBeenCalledOnce();
  });
});

describe('how many calls of one kind run at once', () => {
  const limitOf = (guarded: Guard) => guarded.operations()[0]?.limit;
  const hang = async (guarded: Guard, calls: number) => {
    const hung = Array.from({ length: calls }, () => guarded.run(STOCK, NEVER, hanging).catch((fault: unknown) => fault));
    await vi.advanceTimersByTimeAsync(100);
    await Promise.all(hung);
  };

  it('becomes fewer where the ERP does not answer in time, down to the lower bound', async () => {
    const adaptive = new Guard({ deadlineMs: 100, concurrency: 8, leastConcurrency: 3, queue: 0 }, onFault);
    await hang(adaptive, 5);
    expect(limitOf(adaptive)).toBe(4);
    await hang(adaptive, 4);
    expect(limitOf(adaptive)).toBe(3);
    const asked = vi.fn(hanging);
    const crowd = Array.from({ length: 8 }, () => adaptive.run(PRICES, NEVER, asked).catch((fault: unknown) => fault));
    await vi.advanceTimersByTimeAsync(100);
    await Promise.all(crowd);
    expect(asked).toHaveBeenCalledTimes(8);
    adaptive.close();
  });

  it('does not change where no lower bound is set, or one above the upper', async () => {
    for (const bound of [{}, { leastConcurrency: 9 }]) {
      const fixed = new Guard({ deadlineMs: 100, concurrency: 8, queue: 0, ...bound }, onFault);
      await hang(fixed, 8);
      expect(limitOf(fixed)).toBe(8);
      fixed.close();
    }
  });
});

describe('who observes a guard', () => {
  const seen: GuardedCall[] = [];
  const spans: string[] = [];
  const observer: GuardObserver = {
    ended: (call) => void seen.push(call),
    around: async (operation, call) => {
      spans.push(operation);
      return call();
    },
  };
  let watched: Guard;
  const ask = (action: () => Promise<unknown>, signal = NEVER) =>
    watched.run(STOCK, signal, action).catch((fault: unknown) => fault);

  beforeEach(() => {
    seen.length = 0;
    spans.length = 0;
    watched = new Guard({ deadlineMs: 100, concurrency: 1, queue: 1 }, onFault, observer);
  });
  afterEach(() => watched.close());

  it('is told of every call how it ended, how long it waited and how long it took', async () => {
    const slow = () => new Promise((answer) => setTimeout(() => answer('answer'), 30));
    const calls = [ask(slow), ask(slow), ask(slow)];
    await vi.advanceTimersByTimeAsync(60);
    expect(await Promise.all(calls)).toEqual(['answer', 'answer', expect.any(ErpUnavailable)]);
    expect(seen).toEqual([
      { operation: STOCK, waitedMs: 0, tookMs: 0, outcome: 'crowded' },
      { operation: STOCK, waitedMs: 0, tookMs: 30, outcome: 'answered' },
      { operation: STOCK, waitedMs: 30, tookMs: 30, outcome: 'answered' },
    ]);
    expect(spans).toEqual([STOCK, STOCK]);
  });

  it('tells those that gave way to the lock of another transaction from those that failed', async () => {
    await ask(() => Promise.reject(Object.assign(new Error('lock'), { code: 'SQLSERVER_1222' })));
    expect(seen).toMatchObject([{ outcome: 'contended' }]);
  });

  it('tells those that failed, hung, waited in vain and were given up from another', async () => {
    await ask(failing);
    const caller = new AbortController();
    const givenUp = ask(hanging, caller.signal);
    await vi.advanceTimersByTimeAsync(10);
    caller.abort(new Error('gave up'));
    await givenUp;
    const hung = [ask(hanging)];
    await vi.advanceTimersByTimeAsync(1);
    const late = new AbortController();
    hung.push(ask(hanging, late.signal));
    await vi.advanceTimersByTimeAsync(40);
    late.abort(new Error('gave up'));
    await vi.advanceTimersByTimeAsync(59);
    await Promise.all(hung);
    expect(seen).toEqual([
      { operation: STOCK, waitedMs: 0, tookMs: 0, outcome: 'failed' },
      { operation: STOCK, waitedMs: 0, tookMs: 10, outcome: 'ended' },
      { operation: STOCK, waitedMs: 40, tookMs: 0, outcome: 'ended' },
      { operation: STOCK, waitedMs: 0, tookMs: 100, outcome: 'timedOut' },
    ]);
    expect(spans).toHaveLength(3);
  });

  it('is told of those that an open breaker refuses, which have no span', async () => {
    for (let call = 0; call < 10; call++) await ask(failing);
    await ask(failing);
    expect(seen.map(({ outcome }) => outcome)).toEqual([...Array(10).fill('failed'), 'refused']);
    expect(spans).toHaveLength(10);
  });

  it('can look at every kind of call there has been', async () => {
    const calls = [ask(hanging), ask(hanging)];
    await watched.run(PRICES, NEVER, async () => 'answer');
    expect(watched.operations()).toEqual([
      { operation: STOCK, breaker: 'closed', running: 1, waiting: 1, limit: 1 },
      { operation: PRICES, breaker: 'closed', running: 0, waiting: 0, limit: 1 },
    ]);
    expect(new Guards([watched, guard]).operations()).toEqual(watched.operations());
    await vi.advanceTimersByTimeAsync(200);
    await Promise.all(calls);
  });
});

describe('a guard that is closed', () => {
  it('lets nothing through any more', async () => {
    await outcomeOf(STOCK, async () => 'answer');
    guard.close();
    const asked = vi.fn(async () => 'answer');
    for (const operation of [STOCK, PRICES]) expect(await outcomeOf(operation, asked)).toBeInstanceOf(ErpUnavailable);
    expect(asked).not.toHaveBeenCalled();
  });

  it('leaves no timer behind', async () => {
    await failTimes(STOCK, 10);
    guard.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
