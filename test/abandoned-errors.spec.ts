import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Contract } from '../src/contract/index.js';
import { DEMO_PASSWORD } from '../src/demo.js';
import { globalId } from '../src/values/global-id.js';
import { BuiltGateway, buildGateway, endAll } from './support/built-gateway.js';
import { ON_A_BUSY_MACHINE } from './support/on-a-busy-machine.js';
import { fillPlaces } from './support/templates.js';

const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { session { accessToken } } }';
const HALF_A_REQUEST = [
  'POST /graphql HTTP/1.1',
  'Host: localhost',
  'Content-Type: application/json',
  'Content-Length: 100',
  '',
  '{"query":',
].join('\r\n');

describe('What nobody waits for any more', () => {
  let folder: string;
  let gateway: BuiltGateway;

  beforeAll(async () => {
    await buildGateway();
    folder = mkdtempSync(join(tmpdir(), 'gateway-abandoned-'));
    await fillPlaces({ DATA_DIR: folder });
    gateway = await BuiltGateway.start({ DATA_DIR: folder, LOG_LEVEL: 'error', GP_DEADLINE_MS: '60000', ...ON_A_BUSY_MACHINE });
  });
  afterAll(async () => {
    await endAll();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('costs a list an error where one entry fails at once and others later, and not the process', async () => {
    const { login } = await gateway.ask<Contract.Mutation>(LOGIN, {
      input: { email: 'tess.moreau@example.com', password: DEMO_PASSWORD },
    });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${login.session?.accessToken}` };
    const ask = async (query: string) => {
      const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
      return (await response.json()) as { data: unknown; errors?: { extensions: object }[] };
    };
    // The addresses of her last account are at hand, and GP is asked for those of the others while its orders are refused.
    const last = globalId('Account', 'SUMMITRAIL');
    await ask(`{ node(id: "${last}") { ... on Account { addresses { totalCount } } } }`);
    const { data, errors } = await ask(
      '{ viewer { accounts { addresses { totalCount } orders(after: "no cursor") { nodes { number } } } } }',
    );
    expect(data).toEqual({ viewer: null });
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', argument: 'after' }]);
    // It waits for the same addresses: by the time that it is answered, what fails later has failed.
    expect((await ask('{ viewer { accounts { addresses { totalCount } } } }')).errors).toBeUndefined();
  });

  it('is a request whose sender goes away while they send, too', async () => {
    const { port } = new URL(gateway.url);
    const socket = connect(Number(port), '127.0.0.1');
    await new Promise((resolve) => socket.write(HALF_A_REQUEST, resolve));
    await gateway.ask('{ __typename }');
    socket.destroy();
    await gateway.ask('{ __typename }');
  });

  it('writes nothing into the log: none of it is a fault of the gateway', async () => {
    const { stdout, stderr } = await gateway.stop();
    expect(stdout.split('\n').filter((line) => line.startsWith('{'))).toEqual([]);
    expect(stderr).toBe('');
  });
});
