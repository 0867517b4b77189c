import { type DynamicModule, Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { allCallersHaveOrderRights, CallersSettings, GpSettings, hasSilentProxy, ServerSettings } from '../config/index.js';
import { Counts } from '../counts/index.js';
import { Clock } from '../values/clock.js';
import { CallerIdentification } from './caller-identification.js';
import { watchCallers } from './callers-metrics.js';
import { ClientAssertions } from './client-assertions.js';
import { KnownClients } from './known-clients.js';
import { Networks } from './networks.js';

/** Identifies the programs that call. */
@Module({})
export class CallersModule {
  static with(clients: KnownClients): DynamicModule {
    return {
      module: CallersModule,
      providers: [
        { provide: KnownClients, useValue: clients },
        {
          provide: ClientAssertions,
          inject: [KnownClients, Counts, Clock, ServerSettings],
          useFactory: (clients: KnownClients, counts: Counts, clock: Clock, server: ServerSettings) =>
            new ClientAssertions(clients, counts, clock, server.issuer),
        },
        {
          provide: CallerIdentification,
          inject: [KnownClients, ClientAssertions, CallersSettings, ServerSettings, GpSettings, Clock, Registry],
          useFactory: (
            clients: KnownClients,
            assertions: ClientAssertions,
            settings: CallersSettings,
            server: ServerSettings,
            gp: GpSettings,
            clock: Clock,
            registry: Registry,
          ) => {
            const { trustedProxies, callers } = settings;
            const proxies = trustedProxies.length > 0 ? Networks.of(trustedProxies) : undefined;
            const identification = new CallerIdentification(clients, assertions, proxies, clock, {
              isOpen: callers === 'open',
              hasSilentProxy: hasSilentProxy(settings, server),
              allCallersHaveOrderRights: allCallersHaveOrderRights(settings, server, gp),
            });
            watchCallers(registry, identification);
            return identification;
          },
        },
      ],
      exports: [CallerIdentification],
    };
  }
}
