import { describe, expect, it } from 'vitest';
import { ErpUnavailable } from '../faults/index.js';
import { DeadlinePassed, Guard } from '../resilience/index.js';
import { guarded } from './guarded.js';

class Shelf {
  readonly name = 'shelf';
  readonly #goods = new Map([['bolt', 5]]);
  readonly signals: AbortSignal[] = [];

  async count(sku: string, least: number, signal: AbortSignal): Promise<number> {
    this.signals.push(signal);
    return Math.max(this.#goods.get(sku) ?? 0, least);
  }

  async all(signal: AbortSignal): Promise<readonly string[]> {
    this.signals.push(signal);
    return [...this.#goods.keys()];
  }

  async broken(_signal: AbortSignal): Promise<never> {
    throw new TypeError('a secret of the driver');
  }

  never(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  }
}

function open(deadlineMs = 10_000) {
  const faults: [string, unknown][] = [];
  const guard = new Guard({ deadlineMs, concurrency: 2, queue: 2 }, (operation, cause) => faults.push([operation, cause]));
  const shelf = new Shelf();
  return { shelf, port: guarded('gp.shelf', shelf, guard), faults, guard };
}

const fault = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => expect.fail('it was answered'),
    (cause: unknown) => cause,
  );

describe('a guarded port', () => {
  it('answers as the port itself does, for any number of arguments', async () => {
    const { port, guard } = open();
    const { signal } = new AbortController();
    expect(await port.count('bolt', 1, signal)).toBe(5);
    expect(await port.all(signal)).toEqual(['bolt']);
    expect(port.name).toBe('shelf');
    guard.close();
  });

  it("hands on a signal of the guard's, which fires when the caller's does", async () => {
    const { shelf, port, guard } = open();
    const caller = new AbortController();
    const asked = fault(port.never(caller.signal));
    await port.all(caller.signal);
    expect(shelf.signals[0]).not.toBe(caller.signal);
    caller.abort(new Error('gone'));
    expect(await asked).toBeInstanceOf(ErpUnavailable);
    guard.close();
  });

  it('fails by the name of port and question, with the cause kept', async () => {
    const { port, faults, guard } = open();
    const found = await fault(port.broken(new AbortController().signal));
    expect(found).toBeInstanceOf(ErpUnavailable);
    expect(found).toMatchObject({ operation: 'gp.shelf.broken', message: 'Dynamics GP did not complete gp.shelf.broken' });
    expect((found as Error).cause).toBeInstanceOf(TypeError);
    expect(faults).toEqual([['gp.shelf.broken', expect.any(TypeError)]]);
    guard.close();
  });

  it('fails when the deadline passes', async () => {
    const { port, guard } = open(1);
    const found = await fault(port.never(new AbortController().signal));
    expect((found as Error).cause).toBeInstanceOf(DeadlinePassed);
    guard.close();
  });
});
