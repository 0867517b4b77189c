import { PgBoss } from 'pg-boss';
import type { Instant } from '../values/instant.js';

/** It only computes, and is never started: nothing asks its database. */
const reader = new PgBoss({
  db: { executeSql: () => Promise.reject(new Error('pg-boss asks for a database to read an expression')) },
});

/**
 * The next times of a cron expression. A local time that a night skips in spring comes when the clocks have gone forward,
 * and one that a night has twice in autumn comes once, the first time.
 * @param from exclusive
 * @throws {Error} the expression or the time zone means nothing
 */
export function nextTimes(cron: string, timeZone: string, from: Instant, count: number): readonly Instant[] {
  return reader.previewSchedule(cron, { tz: timeZone, from: new Date(from), count }).map((time) => time.getTime());
}
