import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { GraphQLSchema } from 'graphql';
import { Random } from '../../src/sandbox/generator/random.js';
import { flipped, mangled } from './mangled.js';
import { type Operation, Operations } from './operations.js';
import {
  BROKEN_DOCUMENTS,
  HUGE_BODIES,
  LIKELY,
  METHODS,
  NEARLY_HTTP,
  NOBODY,
  ODD_BODIES,
  ODD_HEADERS,
  PAGE_VARIABLES,
  PAGES,
  PATHS,
  TREACHEROUS_NAMES,
  TREACHEROUS_VALUES,
} from './pieces.js';

type Headers = Record<string, string | readonly string[]>;

/** What is sent: a request that an HTTP client can write, or bytes on a connection of their own. */
export type FuzzRequest =
  | { readonly kind: 'request'; readonly method: string; readonly path: string; readonly headers: Headers; readonly body: Buffer }
  | { readonly kind: 'bytes'; readonly bytes: Buffer };

const JSON_BODY = { 'content-type': 'application/json' };

/** How many of a thousand requests are of each kind. */
const KINDS = {
  operation: 420,
  mangledOperation: 150,
  brokenDocument: 70,
  pageWithOddVariables: 130,
  oddBody: 70,
  oddHeaders: 70,
  get: 50,
  oddMethodOrPath: 25,
  nearlyHttp: 15,
} as const;
/** So many requests in a row that ask for an operation ask for the same one. */
const SAME_OPERATIONS = 6;

type Kind = keyof typeof KINDS;
const KIND_OF_A_THOUSAND = Object.entries(KINDS).flatMap(([kind, count]) => new Array<Kind>(count).fill(kind as Kind));

/** Makes the requests of a run: the same seed and index give the same request. */
export class FuzzRequests {
  private readonly operations: Operations;

  /** @param tokens of people who are signed in */
  constructor(
    schema: GraphQLSchema,
    private readonly seed: number,
    private readonly tokens: readonly string[],
  ) {
    this.operations = new Operations(schema);
  }

  at(index: number): FuzzRequest {
    const random = new Random(this.seed, index);
    // The same operation comes a few times in a row, so that its plan answers it too.
    const operation = this.operations.next(new Random(this.seed, 'operation', Math.floor(index / SAME_OPERATIONS)));
    return this.of(random.pick(KIND_OF_A_THOUSAND), operation, random);
  }

  private of(kind: Kind, operation: Operation, random: Random): FuzzRequest {
    switch (kind) {
      case 'operation':
        return this.post(this.bodyOf(operation, random), random);
      case 'mangledOperation': {
        const { query, variables } = operation;
        return this.post(jsonOf({ query: mangled(query, random), variables }), random);
      }
      case 'brokenDocument': {
        const document = random.pick(BROKEN_DOCUMENTS);
        return this.post(jsonOf({ query: random.perMille(300) ? mangled(document, random) : document }), random);
      }
      case 'pageWithOddVariables':
        return this.post(jsonOf(this.page(random)), random);
      case 'oddBody':
        return this.post(this.oddBody(random), random);
      case 'oddHeaders':
        return this.withOddHeaders(random);
      case 'get':
        return this.get(operation, random);
      case 'oddMethodOrPath': {
        const method = random.pick(METHODS);
        const hasBody = !['GET', 'HEAD', 'TRACE'].includes(method) && random.perMille(500);
        const headers = { ...(hasBody && JSON_BODY), ...this.authorization(random) };
        const path = random.pick(PATHS);
        return { kind: 'request', method, path, headers, body: hasBody ? random.pick(ODD_BODIES) : Buffer.alloc(0) };
      }
      case 'nearlyHttp': {
        const bytes = Buffer.from(random.pick(NEARLY_HTTP), 'latin1');
        return { kind: 'bytes', bytes: random.perMille(400) ? flipped(bytes, random) : bytes };
      }
    }
  }

  private post(body: Buffer, random: Random): FuzzRequest {
    const headers = { ...JSON_BODY, ...this.authorization(random, body) };
    return { kind: 'request', method: 'POST', path: '/graphql', headers, body };
  }

  private bodyOf({ query, variables }: Operation, random: Random): Buffer {
    const body: Record<string, unknown> = { query };
    if (Object.keys(variables).length > 0 || random.perMille(200)) body['variables'] = variables;
    if (random.perMille(60)) body['operationName'] = random.pick([...TREACHEROUS_NAMES, 'Page', 'Q', '']);
    if (random.perMille(40)) {
      const sha256Hash = createHash('sha256').update(query).digest('hex');
      body['extensions'] = { persistedQuery: { version: 1, sha256Hash } };
      if (random.perMille(400)) delete body['query'];
    }
    return jsonOf(body);
  }

  private page(random: Random): Record<string, unknown> {
    const variables = new Map<string, unknown>();
    for (const name of random.pickSome(PAGE_VARIABLES, random.whole(1, 5))) {
      const likely = LIKELY.get(name);
      variables.set(name, likely && random.perMille(600) ? likelyFor(name, likely, random) : treacherous(random));
    }
    const operationName = random.perMille(100) ? { operationName: random.pick(TREACHEROUS_NAMES) } : {};
    // As own properties, whatever their names.
    return { query: random.pick(PAGES), variables: Object.fromEntries(variables), ...operationName };
  }

  private oddBody(random: Random): Buffer {
    if (random.perMille(5)) return random.pick(HUGE_BODIES);
    if (random.perMille(500)) return random.pick(ODD_BODIES);
    const body = random.perMille(500) ? jsonOf(this.page(random)) : random.pick(ODD_BODIES);
    return random.perMille(500) ? flipped(body, random) : Buffer.from(mangled(body.toString('utf8'), random));
  }

  private withOddHeaders(random: Random): FuzzRequest {
    const plain = jsonOf(random.perMille(500) ? this.page(random) : { query: '{ __typename }' });
    const given = new Map<string, string | readonly string[]>(
      Object.entries({ ...JSON_BODY, ...this.authorization(random, plain) }),
    );
    for (const [name, value] of random.pickSome(ODD_HEADERS, random.whole(1, 4))) {
      // A header of the same name goes beside the one that is there already in some cases, and in its place in others. Node.js
      // sends no two hosts; those are among the bytes that are hardly HTTP.
      const before = name === 'host' ? undefined : given.get(name);
      given.set(name, before !== undefined && random.perMille(200) ? [before, value].flat() : value);
    }
    const isZipped = given.get('content-encoding') === 'gzip' && random.perMille(500);
    const headers: Headers = Object.fromEntries(given);
    return { kind: 'request', method: 'POST', path: '/graphql', headers, body: isZipped ? gzipSync(plain) : plain };
  }

  private get(operation: Operation, random: Random): FuzzRequest {
    const { query, variables } = random.perMille(300) ? (this.page(random) as { query: string; variables: object }) : operation;
    const given = new URLSearchParams({ query: (random.perMille(200) ? mangled(query, random) : query).toWellFormed() });
    if (random.perMille(600)) given.set('variables', JSON.stringify(variables).slice(0, 2_000));
    if (random.perMille(100)) given.set('extensions', random.pick(['{', '[]', '{"persistedQuery":5}']));
    if (random.perMille(100)) given.append('query', '{ __typename }');
    const path = `/graphql?${given.toString().slice(0, 10_000)}`;
    const preflighted = random.perMille(800) ? { 'apollo-require-preflight': 'true' } : {};
    const headers = { ...preflighted, ...this.authorization(random, Buffer.from(query)) };
    return { kind: 'request', method: 'GET', path, headers, body: Buffer.alloc(0) };
  }

  private authorization(random: Random, body?: Buffer): Headers {
    // Whoever signs out is nobody from then on, and nothing more would be asked as them.
    if (random.perMille(650) || body?.includes('logout')) return {};
    return { authorization: random.perMille(800) ? `Bearer ${random.pick(this.tokens)}` : random.pick(NOBODY) };
  }
}

function likelyFor(name: string, likely: readonly unknown[], random: Random): unknown {
  return name.endsWith('s') ? random.pickSome(likely, 3) : random.pick(likely);
}

function treacherous(random: Random): unknown {
  return TREACHEROUS_VALUES[random.whole(0, TREACHEROUS_VALUES.length - 1)];
}

function jsonOf(body: unknown): Buffer {
  return Buffer.from(JSON.stringify(body));
}

/** For a report of what went wrong: the request as far as it can be read. */
export function described(request: FuzzRequest): string {
  if (request.kind === 'bytes') return JSON.stringify(request.bytes.toString('latin1').slice(0, 1_500));
  const { method, path, headers, body } = request;
  return [method, path.slice(0, 1_500), JSON.stringify(headers).slice(0, 800), body.toString('utf8').slice(0, 1_500)].join(' ');
}
