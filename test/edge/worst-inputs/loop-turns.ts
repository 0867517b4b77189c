/** The processor time of this thread so far, in milliseconds: what others do on the machine does not count. */
function threadTimeMs(): number {
  // @types/node does not have it yet.
  const { user, system } = (process as unknown as { threadCpuUsage(): NodeJS.CpuUsage }).threadCpuUsage();
  return (user + system) / 1_000;
}

/** Does something, and looks at each turn of the event loop on the way. @returns how long the longest turn was, in processor time */
export async function longestTurnMs(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = threadTimeMs();
  let isOn = true;
  const look = () => {
    const now = threadTimeMs();
    longest = Math.max(longest, now - last);
    last = now;
    if (isOn) setImmediate(look);
  };
  setImmediate(look);
  await work();
  isOn = false;
  return longest;
}
