import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyRequest } from 'fastify';
import { GpSettings, GraphqlSettings, LimitsSettings } from '../config/index.js';
import {
  Authenticator,
  type Costs,
  CurrencyCodeScalar,
  callerOf,
  contextOf,
  contract,
  DateScalar,
  DateTimeScalar,
  DecimalScalar,
} from '../contract/index.js';
import { Clock } from '../values/clock.js';
import { apolloLogger } from './apollo-logger.js';
import { publicError, publicErrorWithoutTypes } from './error-map.js';
import { CompiledQueries } from './execution/compiled-queries.js';
import { resolveDirectly } from './execution/direct-resolvers.js';
import { KnownRequests } from './execution/known-requests.js';
import { checkingPlugin, planPlugin } from './execution/plan.plugin.js';
import { QueryPlans } from './execution/query-plans.js';
import { graphiqlPage } from './graphiql/graphiql-page.js';
import { graphqlCosts } from './graphql.costs.js';
import { requestErrorsPlugin } from './http/request-errors.plugin.js';
import { declareCosts } from './limits/declared-costs.js';
import { documentLimitsRule } from './limits/document-limits.rule.js';
import { tellsSchema } from './limits/introspection.js';
import { LimitsModule } from './limits/limits.module.js';
import { operationCostPlugin } from './limits/operation-cost.plugin.js';
import { OperationCosts } from './limits/operation-costs.js';
import { neverStoredPlugin } from './never-stored.plugin.js';
import { NodeResolver } from './node.resolver.js';
import { operationRecordPlugin } from './operation-record.plugin.js';
import { PersistedModule } from './persisted/persisted.module.js';
import { PersistedQueries } from './persisted/persisted-queries.js';
import { PingResolver } from './ping.resolver.js';
import { refusedTokenPlugin } from './refused-token.plugin.js';
import { typeHider } from './without-types.js';

/** An answer holds at most MAX_ERRORS errors of validation: the author of a query needs no more at once. */
const MAX_ERRORS = 10;

const graphiqlPlugin: ApolloServerPlugin = {
  serverWillStart: async () => ({ renderLandingPage: async () => ({ html: graphiqlPage }) }),
};

/** The GraphQL edge: serves the contract, identifies the viewer, and decides which part of an error the caller may read. */
@Module({})
export class GraphqlEdgeModule {
  /**
   * @param identity the module that exports the Authenticator
   * @param fieldCosts what the fields of the capabilities cost
   */
  static with(identity: NonNullable<ModuleMetadata['imports']>[number], fieldCosts: readonly Costs[]): DynamicModule {
    const plans = new QueryPlans();
    return {
      module: GraphqlEdgeModule,
      imports: [
        DiscoveryModule,
        PersistedModule,
        identity as DynamicModule,
        LimitsModule,
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          imports: [identity as DynamicModule, DiscoveryModule, LimitsModule, PersistedModule],
          inject: [
            Authenticator,
            Clock,
            DiscoveryService,
            GraphqlSettings,
            LimitsSettings,
            GpSettings,
            OperationCosts,
            PersistedQueries,
          ],
          useFactory: (
            authenticator: Authenticator,
            clock: Clock,
            discovery: DiscoveryService,
            settings: GraphqlSettings,
            limits: LimitsSettings,
            gp: GpSettings,
            costs: OperationCosts,
            persisted: PersistedQueries,
          ) => ({
            ...options(authenticator, clock, plans, settings, limits, costs, tellsSchema(limits, gp)),
            persistedQueries: { cache: persisted },
            transformSchema: (schema) => declareCosts(resolveDirectly(schema, discovery), [graphqlCosts, ...fieldCosts]),
          }),
        }),
      ],
      providers: [NodeResolver, PingResolver, { provide: QueryPlans, useValue: plans }, KnownRequests, CompiledQueries],
      exports: [KnownRequests, CompiledQueries, LimitsModule, PersistedModule],
    };
  }
}

function options(
  authenticator: Authenticator,
  clock: Clock,
  plans: QueryPlans,
  { queryPlans }: GraphqlSettings,
  limits: LimitsSettings,
  costs: OperationCosts,
  introspection: boolean,
): Omit<ApolloDriverConfig, 'driver'> {
  return {
    typeDefs: contract(),
    resolvers: {
      Decimal: DecimalScalar,
      DateTime: DateTimeScalar,
      Date: DateScalar,
      CurrencyCode: CurrencyCodeScalar,
    },
    introspection,
    graphiql: false,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [documentLimitsRule(limits)],
    validationOptions: { maxErrors: MAX_ERRORS, hideSuggestions: true },
    // PersistedOperations and limitRequests have checked the batch before it gets here.
    allowBatchedHttpRequests: true,
    autoTransformHttpErrors: false,
    includeStacktraceInErrorResponses: false,
    logger: apolloLogger,
    plugins: [
      // The plugin would run for each field of each answer, and the gateway sets its own cache headers.
      ApolloServerPluginCacheControlDisabled(),
      refusedTokenPlugin,
      ...(queryPlans === 'off' ? [] : [planPlugin(plans)]),
      ...(queryPlans === 'checked' ? [checkingPlugin(plans, clock)] : []),
      introspection ? graphiqlPlugin : ApolloServerPluginLandingPageDisabled(),
      operationCostPlugin(costs),
      operationRecordPlugin,
      neverStoredPlugin,
      requestErrorsPlugin,
    ],
    formatError: introspection ? publicError : publicErrorWithoutTypes(typeHider(contract())),
    context: async (request: FastifyRequest) => contextOf(await callerOf(request, authenticator), request.record, clock),
  };
}
