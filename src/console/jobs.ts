import 'reflect-metadata';
import { JobDesk } from '../jobs/index.js';
import { runDatabaseCommand } from './database-command.js';
import { JOBS_HELP, JobsCommands } from './jobs-commands.js';

await runDatabaseCommand('jobs', JOBS_HELP, (database) => new JobsCommands(new JobDesk(database)));
