import { type DynamicModule, Module } from '@nestjs/common';
import {
  CatalogRules,
  CatalogSettings,
  type Configuration,
  DatabaseSettings,
  GpSettings,
  IdentitySettings,
  OrderingSettings,
  ServerSettings,
} from './config/index.js';
import { GatewayDatabase, LastKnownFacts } from './database/index.js';
import { PeriodicTasks } from './jobs/index.js';
import { LiveReaders, SecondLevel } from './live/index.js';
import { SubmissionsModule } from './submissions/index.js';
import { Clock, SystemClock } from './values/clock.js';

/** What every room of the house stands on. */
@Module({})
export class FoundationsModule {
  static with({ settings, catalogRules }: Configuration, database: GatewayDatabase): DynamicModule {
    const providers = [
      { provide: ServerSettings, useValue: settings.server },
      { provide: DatabaseSettings, useValue: settings.database },
      { provide: GpSettings, useValue: settings.gp },
      { provide: CatalogSettings, useValue: settings.catalog },
      { provide: IdentitySettings, useValue: settings.identity },
      { provide: OrderingSettings, useValue: settings.ordering },
      { provide: CatalogRules, useValue: catalogRules },
      { provide: GatewayDatabase, useValue: database },
      { provide: Clock, useClass: SystemClock },
      { provide: SecondLevel, useClass: LastKnownFacts },
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
