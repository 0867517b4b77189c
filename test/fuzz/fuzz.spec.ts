import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Contract } from '../../src/contract/index.js';
import { DEMO_PASSWORD } from '../../src/demo.js';
import { BuiltGateway, buildGateway, endAll } from '../support/built-gateway.js';
import { fillPlaces } from '../support/templates.js';
import { FuzzClient } from './client.js';
import { problemOf } from './outcomes.js';
import { described, type FuzzRequest, FuzzRequests } from './requests.js';

const IS_FULL = process.env.FUZZ === 'full';
/** The same seed makes the same requests. The short run is the same every time; the full one looks for what is not known yet. */
const SEED = Number(process.env.FUZZ_SEED ?? (IS_FULL ? Math.floor(Math.random() * 1_000_000) : 20_261_125));
const SIZE = IS_FULL ? { requests: 200_000, withinMs: 3_600_000 } : { requests: 2_000, withinMs: 1_200_000 };
/** Both of GP's pricing engines. Most requests are answered the same on either. */
const COMPANIES = [
  { pricing: 'standard pricing', requestCount: SIZE.requests, company: {} },
  {
    pricing: 'extended pricing',
    requestCount: SIZE.requests / 4,
    company: { GP_SANDBOX_COMPANY: 'extended', GP_PROMOTIONS: 'apply' },
  },
];
const CONNECTIONS = 12;
/** From then on nothing more is learnt. */
const MAX_PROBLEMS = 500;

/**
 * What the gateway is started with besides a place for its data. Whatever would keep it from looking at a request is set so
 * that it does not: limits on how often somebody may ask belong here.
 */
const ENVIRONMENT: NodeJS.ProcessEnv = {
  ACCESS_TOKEN_MINUTES: '1440',
  JOBS: 'off',
  SHED_PAGES_AT_MS: '60000',
  SHED_CHECKOUTS_AT_MS: '60000',
  ORDER_PUSH_PATIENCE_MS: '200',
  // Small, so that it is full before the middle of the run and does not look like a leak.
  KEPT_ANSWERS_MB: '4',
  // Whatever is logged at this level is a fault of the gateway's.
  LOG_LEVEL: 'error',
};

/**
 * Caches are bounded, and yet not full in the middle of the run: they hold facts, plans and texts by what was asked. So a
 * few requests, no more than there is room for, are sent again and again, of which everything is known after the first time.
 */
const KNOWN = { requests: 2_000, times: 10 };
/** Requests that left 300 bytes each behind would come to more; what the engine makes of its own code comes to less. */
const MAX_GROWTH_BYTES = 6 * 1024 * 1024;

const PROBE = pathToFileURL(join(import.meta.dirname, 'heap-probe.ts')).href;
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { session { accessToken } userErrors { code } } }';

describe.each(COMPANIES)(`Requests made up at random, on $pricing (FUZZ_SEED=${SEED})`, ({ requestCount, company }) => {
  let folder: string;
  let gateway: BuiltGateway;
  let requests: FuzzRequests;

  beforeAll(async () => {
    await buildGateway();
    folder = mkdtempSync(join(tmpdir(), 'gateway-fuzz-'));
    await fillPlaces({ DATA_DIR: folder, ...company });
    gateway = await BuiltGateway.start({
      ...ENVIRONMENT,
      ...company,
      DATA_DIR: folder,
      NODE_OPTIONS: `--import ${PROBE}`,
      FUZZ_PROBE: join(folder, 'probe'),
    });
    const emails = ['nell.hargate@example.com', 'tess.moreau@example.com', 'ruth.viewer@example.com', 'ivo.brandt@example.com'];
    const tokens = await Promise.all(emails.map(signIn));
    requests = new FuzzRequests(contract(), SEED, tokens);
  }, SIZE.withinMs);
  afterAll(async () => {
    await endAll();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it(`are all answered with what the contract has for them: ${requestCount}`, { timeout: SIZE.withinMs }, async () => {
    const startedAt = performance.now();
    const tally = new Map<number | string, number>();
    const problems = new Problems();
    const client = new FuzzClient(gateway.url);
    const sendFrom = async (first: number, end: number) => {
      let next = first;
      const work = async () => {
        while (next < end && problems.count < MAX_PROBLEMS) {
          const index = next++;
          const request = requests.at(index);
          try {
            for (const answer of await client.send(request)) {
              tally.set(answer.status, (tally.get(answer.status) ?? 0) + 1);
              const problem = problemOf(answer);
              if (problem) problems.add(problem, index, request, answer.body.toString('utf8'));
            }
          } catch (fault) {
            problems.add(String(fault), index, request);
          }
        }
      };
      await Promise.race([Promise.all(Array.from({ length: CONNECTIONS }, work)), endsTooEarly()]);
      return memoryInUse();
    };
    const inUse: Record<string, NodeJS.MemoryUsage> = {
      'at the start': await memoryInUse(),
      'in the middle': await sendFrom(0, requestCount / 2),
      'at the end': await sendFrom(requestCount / 2, requestCount),
    };
    let growth = 0;
    if (IS_FULL) {
      const repeat = () => sendFrom(requestCount - KNOWN.requests, requestCount);
      const once = await repeat();
      let again = once;
      for (let time = 1; time < KNOWN.times; time++) again = await repeat();
      Object.assign(inUse, { 'after known ones': once, 'after the same again and again': again });
      growth = again.heapUsed - once.heapUsed;
    }
    client.close();

    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const memory = Object.entries(inUse).map(
      ([when, { heapUsed, rss }]) => `${when} ${megabytes(heapUsed)} of heap in ${megabytes(rss)}`,
    );
    console.log(
      `Seed ${SEED}: ${requestCount} requests in ${seconds} s; answers by status: ` +
        `${JSON.stringify(Object.fromEntries(tally))}; memory ${memory.join(', ')}.`,
    );
    expect(problems.examples()).toEqual([]);
    expect(growth).toBeLessThan(MAX_GROWTH_BYTES);
  });

  it('leave a gateway that serves its pages, has logged no fault, and ends cleanly', async () => {
    const { product } = await gateway.ask<{ product: unknown }>('{ product(sku: "CUT-4") { sku name price { __typename } } }');
    expect(product).toEqual({ sku: 'CUT-4', name: expect.any(String), price: { __typename: 'Price' } });
    expect(await gateway.signIn('nell.hargate@example.com', DEMO_PASSWORD)).toBe('Nell Hargate');
    const { exitCode, stdout, stderr } = await gateway.stop();
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').filter((line) => line.startsWith('{'))).toEqual([]);
    expect(stderr).toBe('');
  });

  async function signIn(email: string): Promise<string> {
    const { login } = await gateway.ask<Contract.Mutation>(LOGIN, { input: { email, password: DEMO_PASSWORD } });
    if (!login.session) throw new Error(`${email} cannot sign in.`);
    return login.session.accessToken;
  }

  async function endsTooEarly(): Promise<never> {
    const { exitCode, stderr } = await gateway.ended;
    throw new Error(`The gateway has ended with ${exitCode}:\n${stderr}`);
  }

  async function memoryInUse(): Promise<NodeJS.MemoryUsage> {
    return JSON.parse(await text(connect(join(folder, 'probe'))));
  }
});

/** What was wrong, with the first request that showed it: the rest is counted. */
class Problems {
  count = 0;
  private readonly kinds = new Map<string, { readonly example: string; times: number }>();

  add(problem: string, index: number, request: FuzzRequest, answer = ''): void {
    this.count++;
    const known = this.kinds.get(problem);
    if (known) known.times++;
    else this.kinds.set(problem, { example: `#${index} ${described(request)}\n=> ${answer.slice(0, 1_000)}`, times: 1 });
  }

  examples(): string[] {
    return [...this.kinds].map(([problem, { example, times }]) => `${problem} (${times} times):\n${example}`);
  }
}

function contract(): GraphQLSchema {
  const files = resolve(import.meta.dirname, '../../schema');
  return buildSchema(
    readdirSync(files)
      .map((file) => readFileSync(join(files, file), 'utf8'))
      .join('\n'),
  );
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}
