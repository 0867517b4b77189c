import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { Args, Context, GraphQLModule, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { ProductFacts } from '../facts.js';
import { Shop, type Visit } from '../shop.js';
import { schema, told } from '../surroundings.js';
import { Tokens } from '../tokens.js';

interface RequestContext {
  readonly visit: Visit;
}

@Resolver('Query')
export class PageResolver {
  @Query('viewer')
  viewer(@Context() { visit }: RequestContext) {
    return visit.viewer();
  }

  @Query('products')
  products(@Args('skus') skus: readonly string[], @Context() { visit }: RequestContext) {
    return skus.map((sku) => visit.product(sku));
  }
}

@Resolver('Product')
export class ProductResolver {
  @ResolveField('price')
  price(@Parent() { sku }: ProductFacts, @Context() { visit }: RequestContext) {
    return visit.price(sku);
  }

  @ResolveField('availability')
  availability(
    @Parent() { sku }: ProductFacts,
    @Args('near') near: { readonly postalCode?: string } | undefined,
    @Context() { visit }: RequestContext,
  ) {
    return visit.availability(sku, near?.postalCode);
  }
}

interface WithHeaders {
  readonly headers: { readonly authorization?: string };
}

@Module({
  imports: [
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      useFactory: () => {
        const shop = Shop.open(told('FACTS'));
        const tokens = new Tokens(told('KEY_SET_URL'), told('ISSUER'));
        return {
          typeDefs: schema(),
          graphiql: false,
          // Express hands over { req, res }, Fastify its request.
          context: async (from: WithHeaders | { readonly req: WithHeaders }): Promise<RequestContext> => {
            const { headers } = 'req' in from ? from.req : from;
            return { visit: shop.visit(await tokens.claimsOf(headers.authorization)) };
          },
        };
      },
    }),
  ],
  providers: [PageResolver, ProductResolver],
})
export class ShopModule {}
