import { untilAborted } from '../values/until-aborted.js';

/** A time limit has passed. */
export class DeadlinePassed extends Error {
  constructor(readonly deadlineMs: number) {
    super(`No answer within ${deadlineMs} ms`);
    this.name = 'DeadlinePassed';
  }
}

/** Runs an action with a signal that fires after `deadlineMs`, or when the caller's signal fires. Then it rejects. */
export async function withDeadline<T>(
  deadlineMs: number,
  signal: AbortSignal,
  action: (inTime: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort(signal.reason);
  const timer = setTimeout(() => controller.abort(new DeadlinePassed(deadlineMs)), deadlineMs);
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });

  try {
    return await untilAborted(controller.signal, () => action(controller.signal));
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
