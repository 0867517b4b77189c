import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { getOperationAST, Kind, type OperationDefinitionNode, parse, type SelectionSetNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { OperationsSettings } from '../../config/index.js';
import { varyBy } from '../http/vary-by.js';
import { type SentOperation, textOf } from './sent-operation.js';

/** The fields of Query whose answers are the same for all visitors. All other fields count as a viewer's own. */
const EVERYBODYS = new Set(['__typename', 'product', 'products', 'catalog', 'categories', 'category', 'warehouses']);
/** Signs of stale or missing values. The next request may get better ones, so caches must not store such an answer. */
const PASSING = /"(?:STALE|Unavailable|ERP_UNAVAILABLE|INTERNAL_ERROR|TEMPORARILY_UNAVAILABLE)"/;
const MAX_REMEMBERED = 1_000;
const PRIVATE = 'private, no-store';

/** Sets the cache headers of answers over GET. */
export class PublicAnswers {
  private readonly watched = new WeakMap<FastifyRequest, SentOperation | 'private' | 'batch'>();
  private readonly verdicts = new LRUCache<string, boolean>({ max: MAX_REMEMBERED });
  private readonly keep: string | undefined;

  constructor({ publicMaxAgeSeconds, publicStaleSeconds }: OperationsSettings) {
    this.keep =
      publicMaxAgeSeconds === 0
        ? undefined
        : `public, max-age=${publicMaxAgeSeconds}, stale-while-revalidate=${publicStaleSeconds}`;
  }

  open(server: FastifyInstance): void {
    server.addHook('onSend', (request, reply, payload, done) => {
      const watched = this.watched.get(request);
      if (watched === undefined) return done();
      if (watched !== 'batch') return done(null, this.conclude(request, reply, payload, watched));
      // One failed operation of a batch must not spoil the others: clients drop answers with another status.
      if (typeof payload === 'string' && payload.startsWith('[')) reply.code(200);
      done();
    });
  }

  /**
   * @param operation an operation that was sent by its ID; its answer may be public if the request has neither Authorization nor
   * a cookie
   */
  watch(request: FastifyRequest, operation: SentOperation | undefined): void {
    const { authorization, cookie } = request.headers;
    const isVisitors = operation !== undefined && authorization === undefined && cookie === undefined;
    this.watched.set(request, isVisitors && this.keep !== undefined ? operation : 'private');
  }

  watchBatch(request: FastifyRequest): void {
    this.watched.set(request, 'batch');
  }

  private conclude(
    request: FastifyRequest,
    reply: FastifyReply,
    payload: unknown,
    operation: SentOperation | 'private',
  ): unknown {
    reply.header('cache-control', PRIVATE);
    varyBy(reply, 'Authorization');
    if (operation === 'private' || reply.statusCode !== 200) return payload;
    const text = Buffer.isBuffer(payload) ? payload.toString() : payload;
    // In an answer with errors, these come before the data.
    if (typeof text !== 'string' || !text.startsWith('{"data":{') || PASSING.test(text) || !this.isForEveryViewer(operation)) {
      return payload;
    }
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
    reply.headers({ 'cache-control': this.keep, etag });
    if (!matches(request.headers['if-none-match'], etag)) return payload;
    reply.code(304).removeHeader('content-type');
    return null;
  }

  private isForEveryViewer(sent: SentOperation): boolean {
    const text = textOf(sent) ?? '';
    const name = typeof sent['operationName'] === 'string' ? sent['operationName'] : undefined;
    const key = `${name ?? ''}\n${text}`;
    const known = this.verdicts.get(key);
    if (known !== undefined) return known;
    const document = parse(text);
    const operation = getOperationAST(document, name);
    const fragments = new Map(
      document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
    );
    const verdict = operation?.operation === 'query' && selectsPublicFieldsAlone(operation, fragments);
    this.verdicts.set(key, verdict);
    return verdict;
  }
}

function selectsPublicFieldsAlone(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, { readonly selectionSet: SelectionSetNode }>,
): boolean {
  const holds = ({ selections }: SelectionSetNode): boolean =>
    selections.every((selection) => {
      if (selection.kind === Kind.FIELD) return EVERYBODYS.has(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return holds(selection.selectionSet);
      const fragment = fragments.get(selection.name.value);
      return fragment !== undefined && holds(fragment.selectionSet);
    });
  return holds(operation.selectionSet);
}

function matches(given: string | undefined, etag: string): boolean {
  return given?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) ?? false;
}
