import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bulkhead, BulkheadFull } from './bulkhead.js';

/** A call through a bulkhead, and what a test can do to it and see of it. */
function callThrough(bulkhead: Bulkhead, name = 'call') {
  const controller = new AbortController();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  // The rejection of a call that never runs would be unhandled.
  promise.catch(() => undefined);
  const call = {
    started: false,
    outcome: 'waiting' as string,
    succeed: () => resolve(name),
    fail: (fault: Error) => reject(fault),
    giveUp: () => controller.abort(new Error('gave up')),
  };
  bulkhead
    .run(controller.signal, () => {
      call.started = true;
      return promise;
    })
    .then(
      (answer) => {
        call.outcome = answer;
      },
      (fault: Error) => {
        call.outcome = fault.message;
      },
    );
  return call;
}

/** Lets everything happen that waits for nothing but its turn. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a bulkhead', () => {
  it('lets so many actions run at once and makes the others wait', async () => {
    const bulkhead = new Bulkhead(2, 10);
    const calls = [callThrough(bulkhead), callThrough(bulkhead), callThrough(bulkhead)];
    await settle();
    expect(calls.map(({ started }) => started)).toEqual([true, true, false]);
    calls[1]?.succeed();
    await settle();
    expect(calls[2]?.started).toBe(true);
  });

  it('hands a place on whether the action succeeds, fails or throws', async () => {
    const bulkhead = new Bulkhead(1, 10);
    const failing = callThrough(bulkhead);
    const next = callThrough(bulkhead);
    failing.fail(new Error('refused'));
    await settle();
    expect(failing.outcome).toBe('refused');
    expect(next.started).toBe(true);
    next.succeed();
    await settle();

    const throwing = bulkhead.run(new AbortController().signal, () => {
      throw new Error('at once');
    });
    await expect(throwing).rejects.toThrow('at once');
    const last = callThrough(bulkhead);
    await settle();
    expect(last.started).toBe(true);
  });

  it('takes those who wait in the order of their coming, before any newcomer', async () => {
    const bulkhead = new Bulkhead(1, 10);
    const first = callThrough(bulkhead);
    const second = callThrough(bulkhead);
    const third = callThrough(bulkhead);
    first.succeed();
    const newcomer = callThrough(bulkhead);
    await settle();
    expect([second.started, third.started, newcomer.started]).toEqual([true, false, false]);
    second.succeed();
    await settle();
    expect([third.started, newcomer.started]).toEqual([true, false]);
  });

  it('refuses at once whom it has no place for, neither to run nor to wait', async () => {
    const bulkhead = new Bulkhead(1, 1);
    callThrough(bulkhead);
    callThrough(bulkhead);
    await expect(bulkhead.run(new AbortController().signal, async () => 'answer')).rejects.toThrow(BulkheadFull);
  });

  it('lets no call wait where its queue is of length 0', async () => {
    const bulkhead = new Bulkhead(1, 0);
    const running = callThrough(bulkhead);
    await expect(bulkhead.run(new AbortController().signal, async () => 'answer')).rejects.toThrow(BulkheadFull);
    running.succeed();
    await settle();
    await expect(bulkhead.run(new AbortController().signal, async () => 'answer')).resolves.toBe('answer');
  });
});

describe('the limit of a bulkhead', () => {
  it('is raised: those who wait get the new places at once, in their order', async () => {
    const bulkhead = new Bulkhead(1, 10);
    const calls = Array.from({ length: 4 }, () => callThrough(bulkhead));
    bulkhead.limit = 3;
    await settle();
    expect(calls.map(({ started }) => started)).toEqual([true, true, true, false]);
    expect([bulkhead.running, bulkhead.waiting, bulkhead.limit]).toEqual([3, 1, 3]);
  });

  it('is lowered: what runs goes on, and no call gets a place until enough have ended', async () => {
    const bulkhead = new Bulkhead(3, 10);
    const calls = Array.from({ length: 4 }, () => callThrough(bulkhead));
    bulkhead.limit = 1;
    expect(bulkhead.running).toBe(3);
    for (const call of calls.slice(0, 2)) {
      call.succeed();
      await settle();
    }
    expect(calls[3]?.started).toBe(false);
    calls[2]?.succeed();
    await settle();
    expect(calls.map(({ outcome }) => outcome)).toEqual(['call', 'call', 'call', 'waiting']);
    expect(calls[3]?.started).toBe(true);
  });
});

describe('a caller who gives up', () => {
  it('while waiting: is never run, and makes its place in the queue free at once', async () => {
    const bulkhead = new Bulkhead(1, 1);
    const running = callThrough(bulkhead);
    const waiting = callThrough(bulkhead);
    waiting.giveUp();
    await settle();
    expect(waiting.outcome).toBe('gave up');

    const other = callThrough(bulkhead, 'other');
    running.succeed();
    other.succeed();
    await settle();
    expect(waiting.started).toBe(false);
    expect(other.outcome).toBe('other');
  });

  it('while waiting: does not cost the bulkhead a place', async () => {
    const bulkhead = new Bulkhead(1, 5);
    const running = callThrough(bulkhead);
    const waiting = [callThrough(bulkhead), callThrough(bulkhead)];
    for (const call of waiting) call.giveUp();
    running.succeed();
    await settle();
    const later = callThrough(bulkhead, 'later');
    later.succeed();
    await settle();
    expect(later.outcome).toBe('later');
  });

  it('just as its turn comes: hands the place on unused', async () => {
    const bulkhead = new Bulkhead(1, 5);
    const running = callThrough(bulkhead, 'running');
    const called = callThrough(bulkhead);
    const next = callThrough(bulkhead);
    running.succeed();
    while (running.outcome === 'waiting') await Promise.resolve();
    called.giveUp();
    await settle();
    expect(called.outcome).toBe('gave up');
    expect(next.started).toBe(true);
  });

  it('while running: makes its place free although the action goes on, and once only although that ends later', async () => {
    const bulkhead = new Bulkhead(1, 5);
    const hanging = callThrough(bulkhead);
    const next = callThrough(bulkhead);
    hanging.giveUp();
    await settle();
    expect(hanging.outcome).toBe('gave up');
    expect(next.started).toBe(true);

    hanging.succeed();
    const third = callThrough(bulkhead);
    await settle();
    expect(hanging.outcome).toBe('gave up');
    expect(third.started).toBe(false);
  });

  it('before asking: is not run, and holds no place', async () => {
    const bulkhead = new Bulkhead(1, 0);
    await expect(bulkhead.run(AbortSignal.abort(new Error('gave up')), async () => 'answer')).rejects.toThrow('gave up');
    await expect(bulkhead.run(new AbortController().signal, async () => 'answer')).resolves.toBe('answer');
  });
});

describe('for any sequence of calls, a bulkhead', () => {
  const deeds = fc.array(fc.tuple(fc.constantFrom('come', 'succeed', 'fail', 'giveUp'), fc.nat({ max: 15 })), { maxLength: 60 });

  it('never runs more than it may, and has every place free again in the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 4 }),
        deeds,
        async (concurrency, queue, done) => {
          const bulkhead = new Bulkhead(concurrency, queue);
          const calls: ReturnType<typeof callThrough>[] = [];
          for (const [deed, index] of done) {
            const call = calls[index % Math.max(1, calls.length)];
            if (deed === 'come') calls.push(callThrough(bulkhead));
            else if (deed === 'fail') call?.fail(new Error('refused'));
            else call?.[deed as 'succeed' | 'giveUp']();
            await settle();
            expect(calls.filter(({ started, outcome }) => started && outcome === 'waiting').length).toBeLessThanOrEqual(
              concurrency,
            );
          }
          for (const call of calls) call.giveUp();
          await settle();
          expect(calls.every(({ outcome }) => outcome !== 'waiting')).toBe(true);
          const last = Array.from({ length: concurrency }, () => callThrough(bulkhead));
          await settle();
          expect(last.every(({ started }) => started)).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });
});
