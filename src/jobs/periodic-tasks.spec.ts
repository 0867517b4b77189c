import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PeriodicTasks } from './periodic-tasks.js';

let tasks: PeriodicTasks;

beforeEach(() => {
  vi.useFakeTimers();
  tasks = new PeriodicTasks();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const task = (run: (signal: AbortSignal) => Promise<void>) => ({ name: 'test.task', everyMs: 1_000, run: vi.fn(run) });

describe('a periodic task', () => {
  it('runs at once, and again so long after each end', async () => {
    const ends: (() => void)[] = [];
    const long = task(() => new Promise((resolve) => ends.push(resolve)));
    const started = tasks.start(long);
    expect(long.run).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(long.run).toHaveBeenCalledTimes(1);
    ends[0]?.();
    await started;
    await vi.advanceTimersByTimeAsync(999);
    expect(long.run).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(long.run).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(5_000);
    ends[1]?.();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(long.run).toHaveBeenCalledTimes(3);
  });

  it('goes on after a failure, which is logged with its name', async () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    const fault = new Error('the ERP is away');
    const failing = task(() => Promise.reject(fault));
    await expect(tasks.start(failing)).resolves.toBeUndefined();
    expect(warn).toHaveBeenCalledWith({ task: 'test.task', fault });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(failing.run).toHaveBeenCalledTimes(2);
  });

  it('does not hold up another one', async () => {
    const hanging = task(() => new Promise(() => undefined));
    const quick = task(async () => undefined);
    void tasks.start(hanging);
    await tasks.start(quick);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(quick.run).toHaveBeenCalledTimes(4);
  });
});

describe('when the gateway closes', () => {
  it('nothing is started any more', async () => {
    const quick = task(async () => undefined);
    await tasks.start(quick);
    await tasks.onApplicationShutdown();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(quick.run).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('what is running is told so and waited for, and its failure is nobody’s business', async () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    const heeding = task(
      (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => setTimeout(() => reject(new Error('stopped half way')), 200));
        }),
    );
    void tasks.start(heeding);
    let closed = false;
    const closing = tasks.onApplicationShutdown().then(() => {
      closed = true;
    });
    await vi.advanceTimersByTimeAsync(199);
    expect(closed).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await closing;
    expect(warn).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
