import { type DynamicModule, Module } from '@nestjs/common';
import { CallersModule, type KnownClients } from './callers/index.js';
import { CAPABILITIES } from './capabilities/index.js';
import type { Configuration } from './config/index.js';
import type { GatewayDatabase } from './database/index.js';
import { DrainingModule } from './draining/index.js';
import { EditingModule } from './editing/index.js';
import type { Extensions } from './extensions/index.js';
import { FoundationsModule } from './foundations.module.js';
import { type GpCompany, GpModule } from './gp/index.js';
import { GraphqlEdgeModule, LoadSheddingModule } from './graphql/index.js';
import { IdentityModule } from './identity/index.js';
import type { Queues } from './jobs/index.js';
import { MailModule } from './mail/index.js';
import { HealthController, ObservabilityModule } from './observability/index.js';
import { ThrottlingModule } from './throttling/index.js';

/** The whole gateway, with its database and a GP company. */
@Module({})
export class AppModule {
  static on(
    configuration: Configuration,
    database: GatewayDatabase,
    queues: Queues,
    company: GpCompany,
    clients: KnownClients,
    extensions: Extensions,
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ObservabilityModule.with(configuration.settings.observability),
        FoundationsModule.with(configuration, database, queues, extensions),
        GpModule.with(company),
        LoadSheddingModule,
        CallersModule.with(clients),
        ThrottlingModule,
        DrainingModule,
        ...CAPABILITIES.map(({ module }) => module),
        MailModule,
        EditingModule,
        GraphqlEdgeModule.with(
          IdentityModule,
          CAPABILITIES.map(({ costs }) => costs),
        ),
      ],
      controllers: [HealthController],
    };
  }
}
