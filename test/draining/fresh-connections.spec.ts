import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { BuiltGateway, buildGateway, endAll } from '../support/built-gateway.js';
import { dropDatabase } from '../support/databases.js';
import { ON_A_BUSY_MACHINE } from '../support/on-a-busy-machine.js';
import { createCopy } from '../support/templates.js';
import { fresh, isRefusal, post } from './balancer.js';

const QUESTION = JSON.stringify({ query: '{ product(sku: "CUT-4") { name price { ... on Price { unitPrice { amount } } } } }' });
const REQUEST = `POST /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\ncontent-length: ${QUESTION.length}\r\n\r\n${QUESTION}`;
const CLIENTS = 60;

describe('Clients that open a connection for each request, and an instance that ends without notice', () => {
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

  const start = () =>
    BuiltGateway.start({
      DATA_DIR: folders.path(),
      DATABASE_URL: databases[0],
      GP_URL: databases[1],
      DRAIN_NOTICE_MS: '0',
      ...ON_A_BUSY_MACHINE,
    });

  it('are answered when the kernel has accepted their connections and the gateway not yet', async () => {
    const gateway = await start();
    // As in a long turn of its event loop: connections wait in the kernel, with their requests.
    gateway.signal('SIGSTOP');
    const waiting = await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
        await once(socket, 'connect');
        await new Promise((written) => socket.write(REQUEST, written));
        return socket;
      }),
    );
    const answers = Promise.all(waiting.map((socket) => text(socket)));
    gateway.signal('SIGTERM');
    gateway.signal('SIGCONT');
    for (const answer of await answers) {
      expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(answer).toMatch(/\r\nconnection: close\r\n/i);
      expect(answer).toMatch(/\{"data":\{"product":\{"name":.*\}\}\}/);
    }
    expect((await gateway.ended).exitCode).toBe(0);
  });

  it('are answered or refused under load, and never cut off', async () => {
    const gateway = await start();
    const faults: unknown[] = [];
    let answered = 0;
    let refused = 0;

    const client = async () => {
      const agent = fresh();
      for (;;) {
        try {
          const { status, body } = await post(gateway.url, agent, JSON.parse(QUESTION));
          if (status !== 200 || !body.includes('"name"')) faults.push({ status, body });
          answered++;
        } catch (fault) {
          if (isRefusal(fault)) refused++;
          else faults.push(fault);
          return;
        }
      }
    };
    const load = Promise.all(Array.from({ length: CLIENTS }, client));
    await vi.waitFor(() => expect(answered).toBeGreaterThan(5 * CLIENTS));
    gateway.signal('SIGTERM');
    await load;
    expect([faults, refused]).toEqual([[], CLIENTS]);
    expect((await gateway.ended).exitCode).toBe(0);
  });
});
