import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { GRAPHIQL_CONTENT_SECURITY_POLICY, serveGraphiql } from './graphiql-assets.js';
import { graphiqlPage } from './graphiql-page.js';

async function gateway() {
  const fastify = Fastify();
  await serveGraphiql(fastify);
  fastify.get('/graphql', async (request, reply) =>
    request.headers.accept === 'text/html' ? reply.type('text/html').send(await graphiqlPage()) : { data: null },
  );
  fastify.get('/other', (_, reply) => reply.type('text/html').send('<p>Other</p>'));
  return fastify;
}

describe('serveGraphiql', () => {
  it('guards the page', async () => {
    const { headers } = await (await gateway()).inject({
      url: '/graphql',
      headers: { accept: 'text/html' },
    });
    expect(headers).toMatchObject({
      'content-security-policy': GRAPHIQL_CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    });
  });

  it('leaves answers and other pages alone', async () => {
    const fastify = await gateway();
    const answer = await fastify.inject({
      url: '/graphql',
      headers: { accept: 'application/json' },
    });
    expect(answer.headers).not.toHaveProperty('content-security-policy');
    const other = await fastify.inject({ url: '/other' });
    expect(other.headers).not.toHaveProperty('content-security-policy');
  });
});

describe('graphiqlPage', () => {
  it('says so where the page has not been built', async () => {
    expect(await graphiqlPage()).toContain('has not been built');
  });
});
