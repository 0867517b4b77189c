import { type DynamicModule, Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { ChangeFeed, ChangesModule } from '../changes/index.js';
import { ObservabilitySettings } from '../config/index.js';
import { EventDesk } from '../events/index.js';
import { JobDesk } from '../jobs/index.js';
import { LiveObserver, LiveReaders, SharedLevel } from '../live/index.js';
import { Admission, ErpHealth, GuardObserver, Guards } from '../resilience/index.js';
import { SubmissionsService } from '../submissions/index.js';
import { GatewayMetrics } from './gateway-metrics.js';
import { GuardWatch } from './guard-watch.js';
import { LiveMetrics } from './live-metrics.js';
import { RequestMetrics } from './request-metrics.js';
import { Tracing } from './tracing.js';

/** Metrics and traces for operators. Other rooms report to it through observers, which they declare themselves. */
@Module({})
export class ObservabilityModule {
  static with(settings: ObservabilitySettings): DynamicModule {
    return {
      module: ObservabilityModule,
      global: true,
      imports: [ChangesModule],
      providers: [
        { provide: ObservabilitySettings, useValue: settings },
        { provide: Registry, useFactory: () => new Registry() },
        { provide: Tracing, useFactory: () => Tracing.open(settings) },
        { provide: RequestMetrics, inject: [Registry], useFactory: (registry: Registry) => new RequestMetrics(registry) },
        { provide: LiveObserver, inject: [Registry], useFactory: (registry: Registry) => new LiveMetrics(registry) },
        {
          provide: GuardObserver,
          inject: [Registry, Tracing],
          useFactory: (registry: Registry, tracing: Tracing | undefined) => new GuardWatch(registry, tracing),
        },
        {
          provide: GatewayMetrics,
          inject: [
            Registry,
            LiveReaders,
            Guards,
            Admission,
            SharedLevel,
            ChangeFeed,
            SubmissionsService,
            JobDesk,
            EventDesk,
            ErpHealth,
          ],
          useFactory: (
            registry: Registry,
            readers: LiveReaders,
            guards: Guards,
            admission: Admission,
            sharedLevel: SharedLevel,
            changes: ChangeFeed,
            submissions: SubmissionsService,
            jobs: JobDesk,
            events: EventDesk,
            erp: ErpHealth,
          ) => new GatewayMetrics(registry, { readers, guards, admission, sharedLevel, changes, submissions, jobs, events, erp }),
        },
      ],
      exports: [ChangesModule, LiveObserver, GuardObserver, Registry],
    };
  }
}
