import { sql } from 'kysely';
import { type Check, type Finding, ok, warning } from './check.js';

interface Clocks {
  /** How far the server's clock is ahead of this machine's, in milliseconds. */
  readonly aheadMs: number;
  /** How far the server's local time is ahead of UTC, in minutes. */
  readonly offsetMinutes: number;
  readonly now: Date;
}

/** Beyond this a comparison of stamps could miss a change. */
const TOLERATED_MS = 60_000;

/** The server's clock and its zone, in which GP's own windows know what day it is. */
export const clockCheck: Check<Clocks> = {
  name: 'clock',
  of: 'sqlServer',
  ask: async ({ gp }, _, signal) => {
    const before = Date.now();
    const { rows } = await sql<{ utc: Date; offsetMinutes: number }>`select getutcdate() as "utc",
      datediff(minute, getutcdate(), getdate()) as "offsetMinutes"`.execute(gp, { signal });
    const now = (before + Date.now()) / 2;
    const [row] = rows;
    return { aheadMs: (row?.utc.getTime() ?? now) - now, offsetMinutes: row?.offsetMinutes ?? 0, now: new Date(now) };
  },
  judge: ({ aheadMs, offsetMinutes, now }, { timeZone }) => {
    const findings: Finding[] = [];
    const seconds = Math.round(Math.abs(aheadMs) / 1000);
    const where = aheadMs > 0 ? 'ahead of' : 'behind';
    if (Math.abs(aheadMs) > TOLERATED_MS) {
      findings.push(warning(`the server's clock is ${seconds} s ${where} this machine's`, 'set both by the same time server'));
    }
    const expected = offsetOf(now, timeZone);
    if (expected !== offsetMinutes) {
      findings.push(
        warning(
          `the server's local time is UTC${signed(offsetMinutes)}, and GP_TIME_ZONE ${timeZone} is UTC${signed(expected)}`,
          "GP_TIME_ZONE is the zone in which the company's day begins",
        ),
      );
    }
    return findings.length > 0
      ? findings
      : [ok(`the clocks differ by ${seconds} s, and ${timeZone} is the server's zone (UTC${signed(expected)})`)];
  },
};

/** How far a zone is ahead of UTC at a moment, in minutes. */
function offsetOf(moment: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(moment);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return Math.round((local - Math.floor(moment.getTime() / 60_000) * 60_000) / 60_000);
}

function signed(minutes: number): string {
  const sign = minutes < 0 ? '-' : '+';
  const hours = Math.trunc(Math.abs(minutes) / 60);
  return `${sign}${String(hours).padStart(2, '0')}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`;
}

const ROUND_TRIPS = 5;
/** A cold page waits for three round trips side by side, and its deadline covers the server's own time too. */
const PART_OF_DEADLINE = 0.25;

/** How long a question takes that costs the server nothing. */
export const latencyCheck: Check<readonly number[]> = {
  name: 'latency',
  of: 'sqlServer',
  ask: async ({ gp }, _, signal) => {
    const times: number[] = [];
    for (let index = 0; index < ROUND_TRIPS; index++) {
      const begun = performance.now();
      await sql`select 1 as "one"`.execute(gp, { signal });
      times.push(performance.now() - begun);
    }
    return times;
  },
  judge: (times, { deadlineMs }) => {
    const inOrder = [...times].sort((a, b) => a - b);
    const median = inOrder[Math.floor(inOrder.length / 2)] ?? 0;
    const text = `a round trip takes ${told(median)}, the slowest of ${times.length} took ${told(inOrder.at(-1) ?? 0)}`;
    if (median <= deadlineMs * PART_OF_DEADLINE) return [ok(text)];
    return [warning(`${text}: much of GP_DEADLINE_MS (${deadlineMs} ms) is spent on the way`, 'move the gateway closer to GP')];
  },
};

function told(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}
