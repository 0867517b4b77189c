import { EVENT_TYPES, JOB_NAMES } from './capabilities/index.js';
import type { Configuration } from './config/index.js';
import { ConfiguredDestinations } from './events/index.js';
import { RegisteredOperations } from './graphql/index.js';
import { checkSchedules } from './jobs/index.js';
import { checkMail } from './mail/index.js';
import { stationeryOf } from './printing/index.js';
import { SystemClock } from './values/clock.js';

/**
 * Reads the files and folders that settings name, and looks whether there are the jobs of JOBS_SCHEDULES, before anything is opened:
 * a wrong one is told at once, and not after minutes in which a company was loaded. The rooms that use the files read them again.
 * @throws {StartRefused} with the name of the setting
 */
export function checkNamedFiles({ settings }: Configuration): void {
  const { events, gp, jobs, mail, operations, printing, server } = settings;
  const { webhooks } = new ConfiguredDestinations(events, server, EVENT_TYPES, new SystemClock());
  checkMail(
    mail,
    printing,
    gp,
    webhooks.map(({ name }) => name),
  );
  checkSchedules(jobs.schedules, JOB_NAMES);
  stationeryOf(printing);
  RegisteredOperations.open(operations).close();
}
