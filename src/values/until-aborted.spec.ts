import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { untilAborted } from './until-aborted.js';

const hanging = () => new Promise<never>(() => undefined);

describe('an action until a signal fires', () => {
  it('ends as the action does before, and leaves no listener behind', async () => {
    const { signal } = new AbortController();
    const fault = new Error('refused');
    expect(await untilAborted(signal, async () => 'answer')).toBe('answer');
    await expect(untilAborted(signal, () => Promise.reject(fault))).rejects.toBe(fault);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it("fails with the signal's reason once it fires, although the action does not heed it", async () => {
    const controller = new AbortController();
    const reason = new Error('the gateway is closing');
    const outcome = untilAborted(controller.signal, hanging);
    controller.abort(reason);
    await expect(outcome).rejects.toBe(reason);
  });

  it("fails with the signal's reason, and not with what the action makes of it", async () => {
    const controller = new AbortController();
    const reason = new Error('the gateway is closing');
    const heeding = () =>
      new Promise<never>((_, reject) => {
        controller.signal.addEventListener('abort', () => reject(new Error('cancelled by the driver')), { once: true });
      });
    const outcome = untilAborted(controller.signal, heeding);
    controller.abort(reason);
    await expect(outcome).rejects.toBe(reason);
  });

  it('does not even start where the signal has fired before', async () => {
    const action = vi.fn(hanging);
    const reason = new Error('the gateway is closing');
    await expect(untilAborted(AbortSignal.abort(reason), action)).rejects.toBe(reason);
    expect(action).not.toHaveBeenCalled();
  });

  it('fails as an action does that throws before it waits for anything', async () => {
    const fault = new Error('refused');
    const throwing = () => {
      throw fault;
    };
    await expect(untilAborted(new AbortController().signal, throwing)).rejects.toBe(fault);
  });
});
