import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ErpUnavailable } from '../faults/index.js';
import { BulkheadFull } from './bulkhead.js';
import { DeadlinePassed } from './deadline.js';
import { Guard } from './guard.js';

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

  it('ends at its deadline, whatever the ERP does', async () => {
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

  it('tries one call again after its time, and closes where that succeeds', async () => {
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

describe('a guard that is closed', () => {
  it('leaves no timer behind', async () => {
    await failTimes(STOCK, 10);
    guard.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
