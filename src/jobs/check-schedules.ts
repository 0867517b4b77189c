import type { JobSchedules } from '../config/index.js';
import { StartRefused } from '../faults/index.js';
import { nextTimes } from './cron-times.js';

/** Of a cron expression, in their order. */
const FIELDS = [
  { name: 'second', expected: 'such as 0, 0-59, 0,30 or */5' },
  { name: 'minute', expected: 'such as 0, 0-59, 0,30 or */5' },
  { name: 'hour', expected: 'such as 0, 0-23, 6,18 or */2' },
  { name: 'day of the month', expected: 'such as 1, 1-31 or *' },
  { name: 'month', expected: 'such as 1, 1-12, jan or *' },
  { name: 'day of the week', expected: 'such as 0 for Sunday, 1-5, mon or *' },
] as const;

/**
 * @param jobs the names of the jobs that there are
 * @throws {StartRefused} JOBS_SCHEDULES names a job that there is not, or a cron expression that means nothing
 */
export function checkSchedules({ schedules, maintenance }: JobSchedules, jobs: readonly string[]): void {
  const known = `there are ${jobs.toSorted().join(', ')}`;
  const problems: string[] = [];
  for (const [name, override] of schedules) {
    const place = `schedules["${name}"]`;
    if (!jobs.includes(name)) problems.push(`${place}: there is no such job; ${known}`);
    const problem = override === 'off' || override.cron === undefined ? null : problemOf(override.cron);
    if (problem !== null) problems.push(`${place}.cron: ${problem}`);
  }
  maintenance.forEach((window, index) => {
    const problem = problemOf(window.cron);
    if (problem !== null) problems.push(`maintenance[${index}].cron: ${problem}`);
    for (const pattern of window.jobs) {
      if (jobs.some((name) => isNamed(name, pattern))) continue;
      problems.push(`maintenance[${index}].jobs: "${pattern}" names no job; ${known}`);
    }
  });
  if (problems.length > 0) throw new StartRefused(problems.map((problem) => `JOBS_SCHEDULES: ${problem}.`).join('\n'));
}

/** @param pattern a name, `room.*`, or `*` */
export function isNamed(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** Whether a cron expression counts seconds. */
export function hasSeconds(cron: string): boolean {
  return fieldsOf(cron).length === FIELDS.length;
}

function fieldsOf(cron: string): readonly string[] {
  return cron.trim().split(/\s+/);
}

/** What is wrong with a cron expression; null where nothing is. */
function problemOf(cron: string): string | null {
  const fields = fieldsOf(cron);
  const named = FIELDS.slice(FIELDS.length - fields.length);
  if (fields.length < FIELDS.length - 1 || fields.length > FIELDS.length) {
    const [, ...withoutSeconds] = FIELDS.map(({ name }) => name);
    return `expected five fields, ${withoutSeconds.join(', ')}, or one for the second before them`;
  }
  // Each for itself, to name the one that is wrong.
  const at = named.findIndex((_, place) => !isCron(fields.map((field, other) => (other === place ? field : '*')).join(' ')));
  const wrong = named[at];
  if (wrong) return `the ${wrong.name} ${fields[at]} means nothing; expected ${wrong.expected}`;
  return isCron(cron) ? null : 'there is no such day';
}

function isCron(cron: string): boolean {
  try {
    nextTimes(cron, 'UTC', Date.now(), 1);
    return true;
  } catch {
    return false;
  }
}
