import { type DynamicModule, Module } from '@nestjs/common';
import {
  CatalogRules,
  CatalogSettings,
  type Configuration,
  DatabaseSettings,
  GpSettings,
  GraphqlSettings,
  IdentitySettings,
  OperationsSettings,
  OrderingSettings,
  RedisSettings,
  ServerSettings,
} from './config/index.js';
import { GatewayDatabase, LastKnownFacts } from './database/index.js';
import { NoSharedTexts, SharedTexts } from './graphql/index.js';
import { PeriodicTasks } from './jobs/index.js';
import { DurableLevel, LiveReaders, NoSharedLevel, SharedLevel } from './live/index.js';
import { RedisLevel, RedisTexts } from './redis/index.js';
import { SubmissionsModule } from './submissions/index.js';
import { Clock, SystemClock } from './values/clock.js';

/** What every room of the house stands on. */
@Module({})
export class FoundationsModule {
  static with({ settings, catalogRules }: Configuration, database: GatewayDatabase): DynamicModule {
    const providers = [
      { provide: ServerSettings, useValue: settings.server },
      { provide: DatabaseSettings, useValue: settings.database },
      { provide: GraphqlSettings, useValue: settings.graphql },
      { provide: OperationsSettings, useValue: settings.operations },
      { provide: GpSettings, useValue: settings.gp },
      { provide: CatalogSettings, useValue: settings.catalog },
      { provide: IdentitySettings, useValue: settings.identity },
      { provide: OrderingSettings, useValue: settings.ordering },
      { provide: CatalogRules, useValue: catalogRules },
      { provide: GatewayDatabase, useValue: database },
      { provide: Clock, useClass: SystemClock },
      { provide: DurableLevel, useClass: LastKnownFacts },
      { provide: SharedLevel, inject: [Clock], useFactory: (clock: Clock) => sharedLevel(settings.redis, clock) },
      {
        provide: SharedTexts,
        inject: [SharedLevel],
        useFactory: (level: SharedLevel) =>
          level instanceof RedisLevel ? new RedisTexts(level, settings.redis.prefix) : new NoSharedTexts(),
      },
      LiveReaders,
      PeriodicTasks,
    ];
    return {
      module: FoundationsModule,
      global: true,
      imports: [SubmissionsModule],
      providers,
      exports: [...providers, SubmissionsModule],
    };
  }
}

function sharedLevel({ address, prefix, ca }: RedisSettings, clock: Clock): SharedLevel {
  return address ? new RedisLevel({ address, prefix, ca }, clock) : new NoSharedLevel();
}
