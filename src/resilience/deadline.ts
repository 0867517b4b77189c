/** The time that was given is over. */
export class DeadlinePassed extends Error {
  constructor(readonly deadlineMs: number) {
    super(`No answer within ${deadlineMs} ms`);
    this.name = 'DeadlinePassed';
  }
}

/**
 * Runs an action with a signal that fires when the time is over or the caller's own signal does. Rejects then, whether
 * or not the action heeds the signal: a driver that hangs must not hold up those who wait.
 */
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

  const ended = new Promise<never>((_, reject) => {
    if (controller.signal.aborted) reject(controller.signal.reason);
    else controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  try {
    return await Promise.race([ended, action(controller.signal)]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
    // Whatever the action still does has nobody waiting for it.
    ended.catch(() => undefined);
  }
}
