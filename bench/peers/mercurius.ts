import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import { type MercuriusContext, mercurius } from 'mercurius';
import type { ProductFacts } from './facts.js';
import { Shop, type Visit } from './shop.js';
import { announce, schema, told } from './surroundings.js';
import { Tokens } from './tokens.js';

declare module 'mercurius' {
  interface MercuriusContext {
    readonly visit: Visit;
  }
}

const shop = Shop.open(told('FACTS'));
const tokens = new Tokens(told('KEY_SET_URL'), told('ISSUER'));
const app = fastify();

await app.register(mercurius, {
  schema: schema(),
  // Compiled from the first request on.
  jit: 1,
  context: async ({ headers }) => ({
    visit: shop.visit(await tokens.claimsOf(headers.authorization)),
  }),
  resolvers: {
    Query: {
      viewer: (_: unknown, __: unknown, { visit }: MercuriusContext) => visit.viewer(),
      products: (_: unknown, { skus }: { skus: readonly string[] }, { visit }: MercuriusContext) =>
        skus.map((sku) => visit.product(sku)),
    },
    Product: {
      price: ({ sku }: ProductFacts, _: unknown, { visit }: MercuriusContext) => visit.price(sku),
      availability: ({ sku }: ProductFacts, { near }: { near?: { postalCode?: string } }, { visit }: MercuriusContext) =>
        visit.availability(sku, near?.postalCode),
    },
  },
});

await app.listen({ host: '127.0.0.1', port: 0 });
announce((app.server.address() as AddressInfo).port);
