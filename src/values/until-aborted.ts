import { LATE, within } from './within.js';

/**
 * Runs an action until the signal fires. Rejects then with the signal's reason, whether or not the action heeds the
 * signal: a driver that hangs must not hold up those who wait. Not even started once the signal has fired.
 */
export async function untilAborted<T>(signal: AbortSignal, action: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const outcome = await within(signal, action());
  if (outcome === LATE) throw signal.reason;
  return outcome;
}
