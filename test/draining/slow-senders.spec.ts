import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { BuiltGateway, buildGateway, endAll } from '../support/built-gateway.js';
import { dropDatabase } from '../support/databases.js';
import { ON_A_BUSY_MACHINE } from '../support/on-a-busy-machine.js';
import { createCopy } from '../support/templates.js';
import { keepAlive, post } from './balancer.js';

const DROP_EVERY_MS = 50;
const START_OF_HEADERS = 'POST /graphql HTTP/1.1\r\nhost: gateway\r\nx-slow: ';
const START_OF_BODY =
  'POST /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{"query":"';
/** The next drop may have overtaken the answer. */
const TIMED_OUT = /^(HTTP\/1\.1 408 Request Timeout\r\n|$)/;

describe('Clients that send a request drop by drop', () => {
  const folders = new TemporaryFolders();
  let databases: string[];

  beforeAll(async () => {
    await buildGateway();
    databases = [await createCopy('gateway'), await createCopy('company')];
  });
  afterEach(endAll);
  afterAll(async () => {
    await Promise.all(databases.map(dropDatabase));
    folders.remove();
  });

  const start = (environment: NodeJS.ProcessEnv) =>
    BuiltGateway.start({
      DATA_DIR: folders.path(),
      DATABASE_URL: databases[0],
      GP_URL: databases[1],
      ...ON_A_BUSY_MACHINE,
      ...environment,
    });

  /** Sends one byte after the other, until the gateway closes the connection. */
  const drop = ({ url }: BuiltGateway, beginning: string) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const client = { answer: '', isEnded: false, ended: new Promise((closed) => socket.once('close', closed)) };
    socket.setEncoding('utf8').on('data', (text: string) => {
      client.answer += text;
    });
    // A drop that meets a closed connection.
    socket.on('error', () => undefined);
    socket.write(beginning);
    const dropping = setInterval(() => socket.write('x'), DROP_EVERY_MS);
    socket.once('close', () => {
      client.isEnded = true;
      clearInterval(dropping);
    });
    return client;
  };

  /** Asks on one connection until the slow client is ended. */
  const servedMeanwhile = async ({ url }: BuiltGateway, slow: { readonly isEnded: boolean }): Promise<number> => {
    const agent = keepAlive();
    let served = 0;
    while (!slow.isEnded) {
      expect((await post(url, agent, { query: '{ __typename }' })).status).toBe(200);
      served++;
    }
    agent.destroy();
    return served;
  };

  it('are ended by the time for headers, while others are served', async () => {
    const gateway = await start({ HEADERS_TIMEOUT_MS: '1000', REQUEST_TIMEOUT_MS: '600000' });
    const body = drop(gateway, START_OF_BODY);
    const headers = drop(gateway, START_OF_HEADERS);
    expect(await servedMeanwhile(gateway, headers)).toBeGreaterThan(0);
    expect(headers.answer).toMatch(TIMED_OUT);
    expect(body.isEnded).toBe(false);
    await gateway.kill();
    await body.ended;
  });

  it('are ended by the time for the whole request, while others are served', async () => {
    const gateway = await start({ HEADERS_TIMEOUT_MS: '600000', REQUEST_TIMEOUT_MS: '1000' });
    const body = drop(gateway, START_OF_BODY);
    expect(await servedMeanwhile(gateway, body)).toBeGreaterThan(0);
    expect(body.answer).toMatch(TIMED_OUT);
    await gateway.stop();
  });
});
