import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { EVENT_TYPES, SUBMISSION_EVENTS } from './capabilities/index.js';
import { CatalogRules, type Configuration, type RedisSettings } from './config/index.js';
import { ErrorFormat } from './contract/index.js';
import { Counts, InsuredCounts, MemoryCounts } from './counts/index.js';
import { GatewayDatabase, LastKnownFacts } from './database/index.js';
import { EventLog, EventsModule, EventTypes } from './events/index.js';
import { Extensions } from './extensions/index.js';
import { NoSharedTexts, publicError, SharedTexts } from './graphql/index.js';
import { JobsModule, PeriodicTasks, Queues } from './jobs/index.js';
import { DurableLevel, LiveReaders, NoSharedLevel, SharedLevel, SoftTimeouts } from './live/index.js';
import { RedisCounts, RedisLevel, RedisTexts } from './redis/index.js';
import { SubmissionEventLog, SubmissionsModule } from './submissions/index.js';
import { Clock, SystemClock } from './values/clock.js';

/** Providers that all rooms share: settings, database, clock, live readers, and the shared levels. */
@Module({})
export class FoundationsModule {
  static with(
    { settings, catalogRules }: Configuration,
    database: GatewayDatabase,
    queues: Queues,
    extensions: Extensions,
  ): DynamicModule {
    const providers = [
      // Each group of settings is provided under its class.
      ...Object.values({ ...settings }).map((group: object) => ({ provide: group.constructor as Type, useValue: group })),
      { provide: EventTypes, useValue: EVENT_TYPES },
      { provide: CatalogRules, useValue: catalogRules },
      { provide: GatewayDatabase, useValue: database },
      { provide: Queues, useValue: queues },
      { provide: Extensions, useValue: extensions },
      { provide: Clock, useClass: SystemClock },
      { provide: ErrorFormat, useValue: { of: (error) => publicError(error.toJSON(), error) } satisfies ErrorFormat },
      { provide: DurableLevel, useClass: LastKnownFacts },
      { provide: SharedLevel, inject: [Clock], useFactory: (clock: Clock) => sharedLevel(settings.redis, clock) },
      {
        provide: Counts,
        inject: [SharedLevel, Clock],
        useFactory: (level: SharedLevel, clock: Clock) => counts(level, settings.redis, clock),
      },
      {
        provide: SharedTexts,
        inject: [SharedLevel],
        useFactory: (level: SharedLevel) =>
          level instanceof RedisLevel ? new RedisTexts(level, settings.redis.prefix) : new NoSharedTexts(),
      },
      { provide: SoftTimeouts, useValue: new SoftTimeouts(settings.gp.softTimeoutFactor) },
      {
        provide: SubmissionEventLog,
        inject: [EventLog],
        useFactory: (log: EventLog) => new SubmissionEventLog(log, SUBMISSION_EVENTS),
      },
      LiveReaders,
      PeriodicTasks,
    ];
    return {
      module: FoundationsModule,
      global: true,
      imports: [JobsModule, EventsModule, SubmissionsModule],
      providers,
      exports: [...providers, JobsModule, EventsModule, SubmissionsModule],
    };
  }
}

function sharedLevel({ address, prefix, ca, deadlineMs }: RedisSettings, clock: Clock): SharedLevel {
  return address ? new RedisLevel({ address, prefix, ca, deadlineMs }, clock) : new NoSharedLevel();
}

function counts(level: SharedLevel, { prefix }: RedisSettings, clock: Clock): Counts {
  const own = new MemoryCounts(clock);
  return level instanceof RedisLevel ? new InsuredCounts(new RedisCounts(level, prefix), own) : own;
}
