import { untilAborted } from '../values/until-aborted.js';

/** The time that was given is over. */
export class DeadlinePassed extends Error {
  constructor(readonly deadlineMs: number) {
    super(`No answer within ${deadlineMs} ms`);
    this.name = 'DeadlinePassed';
  }
}

/** Runs an action with a signal that fires when the time is over or the caller's own signal does. Rejects then. */
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
