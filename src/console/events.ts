import 'reflect-metadata';
import { EVENT_TYPES } from '../capabilities/index.js';
import { EventDesk } from '../events/index.js';
import { SystemClock } from '../values/clock.js';
import { runDatabaseCommand } from './database-command.js';
import { EVENTS_HELP, EventsCommands } from './events-commands.js';

await runDatabaseCommand(
  'events',
  EVENTS_HELP,
  (database) => new EventsCommands(new EventDesk(database, new SystemClock()), EVENT_TYPES),
);
