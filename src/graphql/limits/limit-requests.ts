import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LimitsSettings, OperationsSettings } from '../../config/index.js';
import { jsonSizeOf } from './json-size.js';
import { type Excess, LimitExceeded } from './limit-exceeded.js';
import { refuseRequest } from './refuse-request.js';

/** The most levels of nested variables. An order, the deepest input of the contract, has six. */
const DEEPEST_VARIABLES = 20;
/**
 * The most fields of one object. A document within the limit of tokens declares fewer variables, and no input has as many fields.
 * Each name of an object is hashed, and copied several times: 24,000 names took 132 ms.
 */
const MAX_FIELDS_OF_AN_OBJECT = 1_000;
/** The levels around the values of variables: the body, its `variables`, and in a batch the list. */
const LEVELS_AROUND = 2;
const LEVELS_AROUND_IN_A_BATCH = 3;
/** Shorter bodies are not checked: they cannot be nested so deeply that later code runs out of stack. */
const SHORT_BODY_BYTES = 2_048;

/**
 * Refuses requests that are too large before other code reads their operations: by the bytes of the body, the operations of a
 * batch, the characters of a document and the nesting of variables. To be called before the routes are added, and before the
 * hooks that answer.
 */
export function limitRequests(
  fastify: FastifyInstance,
  path: string,
  { bodyKb, characters }: LimitsSettings,
  { mostInABatch }: OperationsSettings,
): void {
  const bodyBytes = bodyKb * 1_024;
  fastify.addHook('onRoute', (route) => {
    if (route.url !== path) return;
    route.bodyLimit = bodyBytes;
    route.errorHandler = (error, _request, reply) => refuseUnread(error, reply, bodyBytes);
  });
  fastify.addHook('preHandler', (request, reply, done) => {
    // A remembered request was checked when it came the first time.
    const excess = request.isToGraphql && !request.asked ? excessOf(request, characters, mostInABatch) : undefined;
    if (!excess) return done();
    refuseRequest(reply, 400, excess);
  });
}

/**
 * Refuses a long body before it is parsed as JSON.
 * @throws {LimitExceeded} it holds too many values, an object of too many fields, or is nested too deep
 */
export function limitBody(text: string, { values: most }: LimitsSettings): void {
  const { values, levels, widestObject } = jsonSizeOf(text);
  const around = text.trimStart().startsWith('[') ? LEVELS_AROUND_IN_A_BATCH : LEVELS_AROUND;
  if (levels > DEEPEST_VARIABLES + around) throw new LimitExceeded({ limit: 'variablesDepth', allowed: DEEPEST_VARIABLES });
  if (values > most) throw new LimitExceeded({ limit: 'values', allowed: most, actual: values });
  if (widestObject > MAX_FIELDS_OF_AN_OBJECT) {
    throw new LimitExceeded({ limit: 'fieldsOfAnObject', allowed: MAX_FIELDS_OF_AN_OBJECT, actual: widestObject });
  }
}

function excessOf({ body, query, headers }: FastifyRequest, characters: number, mostInABatch: number): Excess | undefined {
  if (!Array.isArray(body)) {
    const excess = excessOfDocument(body, characters) ?? excessOfDocument(query, characters);
    if (excess) return excess;
  } else {
    if (body.length > mostInABatch) return { limit: 'batch', allowed: mostInABatch, actual: body.length };
    for (const operation of body) {
      const excess = excessOfDocument(operation, characters);
      if (excess) return excess;
    }
  }
  const bytes = headers['content-length'];
  if (bytes !== undefined && Number(bytes) <= SHORT_BODY_BYTES) return undefined;
  const levels = DEEPEST_VARIABLES + (Array.isArray(body) ? LEVELS_AROUND_IN_A_BATCH : LEVELS_AROUND);
  return isDeeperThan(body, levels) ? { limit: 'variablesDepth', allowed: DEEPEST_VARIABLES } : undefined;
}

function excessOfDocument(operation: unknown, allowed: number): Excess | undefined {
  const query = (operation as { query?: unknown } | null | undefined)?.query;
  if (typeof query !== 'string' || query.length <= allowed) return undefined;
  return { limit: 'characters', allowed, actual: query.length };
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((inside) => isDeeperThan(inside, levels - 1));
}

/** Answers a request whose body is too large, in the form of a GraphQL response. */
function refuseUnread(error: FastifyError, reply: FastifyReply, bodyBytes: number): void {
  if (error instanceof LimitExceeded) {
    refuseRequest(reply, 400, error.excess);
    return;
  }
  if (error.code !== 'FST_ERR_CTP_BODY_TOO_LARGE') throw error;
  // The rest of the body is not read, so no other request can follow on this connection.
  refuseRequest(reply.header('connection', 'close'), 413, { limit: 'bodyBytes', allowed: bodyBytes });
}
