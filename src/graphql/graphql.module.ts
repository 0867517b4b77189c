import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, Logger, Module, type ModuleMetadata } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyRequest } from 'fastify';
import { Patience } from '../live/index.js';
import { Clock } from '../values/clock.js';
import { ANONYMOUS } from '../values/viewer.js';
import { Authenticator } from './authenticator.js';
import { isOurFault, publicError } from './error-map.js';
import { graphiqlPage } from './graphiql/graphiql-page.js';
import { NodeResolver } from './node.resolver.js';
import { PingResolver } from './ping.resolver.js';
import { refusedTokenPlugin } from './refused-token.plugin.js';
import type { RequestContext } from './request-context.js';
import { CurrencyCodeScalar, DateScalar, DateTimeScalar, DecimalScalar } from './scalars.js';

const SCHEMA_FOLDER = join(import.meta.dirname, '../../schema');
const BEARER = /^Bearer +(\S+)$/i;

/** The GraphQL edge: the contract, who is asking, and what of an error may leave the house. */
@Module({})
export class GraphqlEdgeModule {
  /** @param identity the module that exports the Authenticator */
  static with(identity: NonNullable<ModuleMetadata['imports']>[number]): DynamicModule {
    return {
      module: GraphqlEdgeModule,
      imports: [
        DiscoveryModule,
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          imports: [identity as DynamicModule],
          inject: [Authenticator, Clock],
          useFactory: (authenticator: Authenticator, clock: Clock) => options(authenticator, clock),
        }),
      ],
      providers: [NodeResolver, PingResolver],
    };
  }
}

function options(authenticator: Authenticator, clock: Clock): Omit<ApolloDriverConfig, 'driver'> {
  const log = new Logger('graphql');
  return {
    typeDefs: contract(),
    resolvers: {
      Decimal: DecimalScalar,
      DateTime: DateTimeScalar,
      Date: DateScalar,
      CurrencyCode: CurrencyCodeScalar,
    },
    introspection: true,
    graphiql: false,
    autoTransformHttpErrors: false,
    includeStacktraceInErrorResponses: false,
    plugins: [
      // It hooks every field of every answer, and the gateway sets its own cache headers.
      ApolloServerPluginCacheControlDisabled(),
      refusedTokenPlugin,
      { serverWillStart: async () => ({ renderLandingPage: async () => ({ html: graphiqlPage }) }) },
      {
        requestDidStart: async () => ({
          didEncounterErrors: async ({ errors }) => {
            for (const error of errors) if (isOurFault(error)) log.error(error.originalError ?? error);
          },
        }),
      },
    ],
    formatError: publicError,
    context: (request: FastifyRequest) => requestContext(request, authenticator, clock),
  };
}

async function requestContext(request: FastifyRequest, authenticator: Authenticator, clock: Clock): Promise<RequestContext> {
  const patience = Patience.ofPage(clock.now());
  const { authorization } = request.headers;
  if (!authorization) return { viewer: ANONYMOUS, accessToken: null, refusedToken: false, patience };
  const accessToken = BEARER.exec(authorization)?.[1] ?? null;
  const viewer = accessToken === null ? undefined : await authenticator.viewerOf(accessToken);
  return { viewer: viewer ?? ANONYMOUS, accessToken, refusedToken: viewer === undefined, patience };
}

function contract(): string {
  return readdirSync(SCHEMA_FOLDER)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => readFileSync(join(SCHEMA_FOLDER, file), 'utf8'))
    .join('\n');
}
