import 'reflect-metadata';
import { SUBMISSION_EVENTS } from '../capabilities/index.js';
import { EventLog } from '../events/index.js';
import { JobDesk } from '../jobs/index.js';
import { SubmissionDesk, SubmissionEventLog } from '../submissions/index.js';
import { SystemClock } from '../values/clock.js';
import { runDatabaseCommand } from './database-command.js';
import { SUBMISSIONS_HELP, SubmissionsCommands } from './submissions-commands.js';

await runDatabaseCommand('submissions', SUBMISSIONS_HELP, (database) => {
  const clock = new SystemClock();
  const events = new SubmissionEventLog(new EventLog(clock), SUBMISSION_EVENTS);
  return new SubmissionsCommands(new SubmissionDesk(database, events, clock), new JobDesk(database));
});
