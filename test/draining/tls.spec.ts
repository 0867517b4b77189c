import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect as connectPlainly } from 'node:net';
import { connect } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { TestAuthority } from '../callers/certificates.js';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { BuiltGateway, buildGateway, endAll } from '../support/built-gateway.js';
import { dropDatabase } from '../support/databases.js';
import { createCopy } from '../support/templates.js';

const QUESTION = '{"query":"{ __typename }"}';
const ANSWER = '{"data":{"__typename":"Query"}}';
const HEAD = `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${QUESTION.length}\r\n\r\n`;

describe('A gateway that speaks TLS and is told to end', () => {
  const folders = new TemporaryFolders();
  let authority: TestAuthority;
  let databases: string[];
  let gateway: BuiltGateway;

  beforeAll(async () => {
    await buildGateway();
    authority = new TestAuthority();
    databases = [await createCopy('gateway'), await createCopy('company')];
    const { certificate, key } = authority.sign('server', '/CN=localhost');
    gateway = await BuiltGateway.start({
      DATA_DIR: folders.path(),
      DATABASE_URL: databases[0],
      GP_URL: databases[1],
      TLS_CERT: certificate,
      TLS_KEY: key,
      // Whatever it waited for in vain would make the test fail.
      DRAIN_TIMEOUT_MS: '600000',
      HEADERS_TIMEOUT_MS: '600000',
      REQUEST_TIMEOUT_MS: '600000',
    });
  });
  afterEach(endAll);
  afterAll(async () => {
    await Promise.all(databases.map(dropDatabase));
    authority.remove();
    folders.remove();
  });

  /** A connection whose handshake is done, and what came on it. */
  const open = async () => {
    const socket = connect({
      port: Number(new URL(gateway.url).port),
      host: '127.0.0.1',
      ca: readFileSync(authority.certificate),
    });
    const client = { socket, received: '', closed: once(socket, 'close') };
    socket.setEncoding('utf8').on('data', (text: string) => {
      client.received += text;
    });
    await once(socket, 'secureConnect');
    return client;
  };

  it('answers on connections that are kept alive, closes idle ones, and ends cleanly', async () => {
    const [kept, idle, silent] = [await open(), await open(), await open()];
    for (const { socket } of [kept, idle]) socket.write(HEAD + QUESTION);
    await vi.waitFor(() => expect([kept, idle].map(({ received }) => received.includes(ANSWER))).toEqual([true, true]));
    expect(kept.received).not.toMatch(/\r\nconnection: close\r\n/i);
    const stranger = connectPlainly(Number(new URL(gateway.url).port), '127.0.0.1');
    await once(stranger, 'connect');
    const strangerClosed = once(stranger, 'close');

    kept.received = '';
    kept.socket.write(HEAD);
    gateway.signal('SIGTERM');
    await Promise.all([idle.closed, silent.closed, strangerClosed]);
    kept.socket.write(QUESTION);
    await kept.closed;
    expect(kept.received).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(kept.received).toMatch(/\r\nconnection: close\r\n/i);
    expect(kept.received).toContain(ANSWER);
    expect((await gateway.ended).exitCode).toBe(0);
  });
});
