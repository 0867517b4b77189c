import { fastify } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { Connections, Readiness } from '../../src/draining/index.js';
import { fresh, isRefusal, keepAlive, post } from './balancer.js';

/** As "localhost" is two on most machines. */
const ADDRESSES = ['127.0.0.1', '127.0.0.2'] as const;

describe('A server on two addresses', () => {
  let server: ReturnType<typeof fastify>;
  afterEach(() => server.close());

  const start = async () => {
    server = fastify();
    const readiness = new Readiness();
    const connections = new Connections(server, readiness);
    server.post('/graphql', async () => ({ data: {} }));
    await connections.listen(ADDRESSES, (host) => server.listen({ port: 0, host }));
    const [address] = server.addresses();
    return { readiness, connections, urls: ADDRESSES.map((host) => `http://${host}:${address?.port}`) };
  };

  it('ends the connections of both', async () => {
    const { readiness, connections, urls } = await start();
    const agents = [keepAlive(), keepAlive()];
    const ask = () => Promise.all(urls.map((url, at) => post(url, agents[at] ?? fresh(), {})));
    expect(await ask()).toMatchObject([
      { status: 200, closes: false },
      { status: 200, closes: false },
    ]);
    expect(connections.open).toBe(2);

    readiness.leave();
    await connections.stopListening(AbortSignal.timeout(120_000));
    for (const url of urls) await expect(post(url, fresh(), {})).rejects.toSatisfy(isRefusal);
    expect(await ask()).toMatchObject([
      { status: 200, closes: true },
      { status: 200, closes: true },
    ]);
    await connections.ended(AbortSignal.timeout(120_000));
    expect(connections.open).toBe(0);
  });

  it('leaves both when it is closed', async () => {
    const { urls } = await start();
    await server.close();
    for (const url of urls) await expect(post(url, fresh(), {})).rejects.toSatisfy(isRefusal);
  });

  it('is there when this machine lacks the second', async () => {
    server = fastify();
    const connections = new Connections(server, new Readiness());
    server.post('/graphql', async () => ({ data: {} }));
    // Of a range that is given to nobody.
    await connections.listen(['127.0.0.1', '192.0.2.1'], (host) => server.listen({ port: 0, host }));
    expect(await post(`http://127.0.0.1:${server.addresses()[0]?.port}`, fresh(), {})).toMatchObject({ status: 200 });
  });
});
