import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyRequest } from 'fastify';
import { GraphqlSettings } from '../config/index.js';
import { Clock } from '../values/clock.js';
import { Authenticator } from './authenticator.js';
import { contract } from './contract.js';
import { publicError } from './error-map.js';
import { resolveDirectly } from './execution/direct-resolvers.js';
import { PageLane } from './execution/page-lane.js';
import { checkingPlugin, planPlugin } from './execution/plan.plugin.js';
import { QueryPlans } from './execution/query-plans.js';
import { graphiqlPage } from './graphiql/graphiql-page.js';
import { neverStoredPlugin } from './never-stored.plugin.js';
import { NodeResolver } from './node.resolver.js';
import { operationRecordPlugin } from './operation-record.plugin.js';
import { PersistedModule } from './persisted/persisted.module.js';
import { PersistedQueries } from './persisted/persisted-queries.js';
import { PingResolver } from './ping.resolver.js';
import { refusedTokenPlugin } from './refused-token.plugin.js';
import { callerOf, contextOf } from './request-context.js';
import { CurrencyCodeScalar, DateScalar, DateTimeScalar, DecimalScalar } from './scalars.js';

/** The GraphQL edge: the contract, who is asking, and what of an error may leave the house. */
@Module({})
export class GraphqlEdgeModule {
  /** @param identity the module that exports the Authenticator */
  static with(identity: NonNullable<ModuleMetadata['imports']>[number]): DynamicModule {
    const plans = new QueryPlans();
    return {
      module: GraphqlEdgeModule,
      imports: [
        DiscoveryModule,
        PersistedModule,
        identity as DynamicModule,
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          imports: [identity as DynamicModule, DiscoveryModule, PersistedModule],
          inject: [Authenticator, Clock, DiscoveryService, GraphqlSettings, PersistedQueries],
          useFactory: (
            authenticator: Authenticator,
            clock: Clock,
            discovery: DiscoveryService,
            settings: GraphqlSettings,
            persisted: PersistedQueries,
          ) => ({
            ...options(authenticator, clock, plans, settings),
            persistedQueries: { cache: persisted },
            transformSchema: (schema) => resolveDirectly(schema, discovery),
          }),
        }),
      ],
      providers: [NodeResolver, PingResolver, { provide: QueryPlans, useValue: plans }, PageLane],
      exports: [PageLane, PersistedModule],
    };
  }
}

function options(
  authenticator: Authenticator,
  clock: Clock,
  plans: QueryPlans,
  { queryPlans }: GraphqlSettings,
): Omit<ApolloDriverConfig, 'driver'> {
  return {
    typeDefs: contract(),
    resolvers: {
      Decimal: DecimalScalar,
      DateTime: DateTimeScalar,
      Date: DateScalar,
      CurrencyCode: CurrencyCodeScalar,
    },
    introspection: true,
    // How many and which ones is decided before they get here.
    allowBatchedHttpRequests: true,
    graphiql: false,
    autoTransformHttpErrors: false,
    includeStacktraceInErrorResponses: false,
    plugins: [
      // It hooks every field of every answer, and the gateway sets its own cache headers.
      ApolloServerPluginCacheControlDisabled(),
      refusedTokenPlugin,
      ...(queryPlans === 'off' ? [] : [planPlugin(plans)]),
      ...(queryPlans === 'checked' ? [checkingPlugin(plans)] : []),
      { serverWillStart: async () => ({ renderLandingPage: async () => ({ html: graphiqlPage }) }) },
      operationRecordPlugin,
      neverStoredPlugin,
    ],
    formatError: publicError,
    context: async (request: FastifyRequest) => contextOf(await callerOf(request, authenticator), request.record, clock),
  };
}
