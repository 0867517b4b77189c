import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OperationsSettings } from '../../config/index.js';
import { andThen, type MaybePromise } from '../../values/maybe-promise.js';
import { PersistedQueries } from './persisted-queries.js';
import { PublicAnswers } from './public-answers.js';
import { MUTATION_IN_BATCH, MUTATION_OVER_GET, NO_PREFLIGHT, NOT_REGISTERED, Refusal, UNREADABLE_URL } from './refusal.js';
import { RegisteredOperations } from './registered-operations.js';
import { hashOf, isMutation, isRecord, operationOfUrl, type SentOperation, textOf } from './sent-operation.js';

/**
 * Turns each way of sending an operation into the plain POST of its text: GET, the hash of a persisted query, and the ID of a
 * registered operation. So the later hooks know one way only. Batches are admitted or refused as a whole.
 */
@Injectable()
export class PersistedOperations {
  private readonly publicAnswers: PublicAnswers;

  constructor(
    private readonly settings: OperationsSettings,
    private readonly persisted: PersistedQueries,
  ) {
    this.publicAnswers = new PublicAnswers(settings);
  }

  /**
   * To be called after the hooks that shed load and count, and before compiled queries answer.
   * @throws {StartRefused} the manifest cannot be used
   */
  open(server: FastifyInstance): void {
    const registered = RegisteredOperations.open(this.settings);
    server.addHook('onClose', (_, done) => {
      registered.close();
      done();
    });
    this.publicAnswers.open(server);
    server.addHook('preHandler', (request, reply, done) => {
      if (!request.isToGraphql) return done();
      const outcome = request.method === 'GET' ? this.takeUrl(request, registered) : this.takeBody(request, registered);
      if (outcome instanceof Promise) outcome.then((refusal) => conclude(refusal, reply, done), done);
      else conclude(outcome, reply, done);
    });
  }

  private takeUrl(request: FastifyRequest, registered: RegisteredOperations): MaybePromise<Refusal | undefined> {
    const parameters = request.query as Record<string, unknown>;
    if (!parameters['query'] && !parameters['extensions'] && !parameters['documentId']) return undefined;
    if (request.headers.accept?.includes('text/html')) {
      // A link that opens GraphiQL with a query. The page sends the query itself.
      request.raw.url = request.routeOptions.url ?? '/';
      return undefined;
    }
    const operation = operationOfUrl(parameters);
    if (!operation) return UNREADABLE_URL;
    const hasId = (hashOf(operation) ?? operation['documentId']) !== undefined;
    if (!hasId && !isPreflighted(request)) return NO_PREFLIGHT;
    const byId = hasId && textOf(operation) === undefined;
    return andThen(this.resolve(operation, registered), (resolved) => {
      if (resolved instanceof Refusal) return resolved;
      if (isMutation(resolved)) return MUTATION_OVER_GET;
      this.publicAnswers.watch(request, byId ? resolved : undefined);
      request.raw.method = 'POST';
      request.raw.headers['content-type'] = 'application/json';
      request.body = resolved;
      return undefined;
    });
  }

  private takeBody(request: FastifyRequest, registered: RegisteredOperations): MaybePromise<Refusal | undefined> {
    const { body } = request;
    if (Array.isArray(body)) return this.takeBatch(request, body, registered);
    if (!isRecord(body)) return undefined;
    return andThen(this.resolve(body, registered), (resolved) => {
      if (resolved instanceof Refusal) return resolved;
      request.body = resolved;
      return undefined;
    });
  }

  private async takeBatch(
    request: FastifyRequest,
    batch: readonly unknown[],
    registered: RegisteredOperations,
  ): Promise<Refusal | undefined> {
    const all = await Promise.all(batch.map((entry) => (isRecord(entry) ? this.resolve(entry, registered) : entry)));
    const refusal = all.find((resolved) => resolved instanceof Refusal);
    if (refusal) return refusal;
    // A batch is executed concurrently: two orders would run in no defined sequence, and many guesses of passwords would be one
    // request.
    if (all.some(isMutation)) return MUTATION_IN_BATCH;
    this.publicAnswers.watchBatch(request);
    request.body = all;
    return undefined;
  }

  /** The plain operation; the operation as it was sent if Apollo Server has to answer for its hash. */
  private resolve(operation: SentOperation, registered: RegisteredOperations): MaybePromise<SentOperation | Refusal> {
    const text = textOf(operation);
    const hash = hashOf(operation);
    if (text !== undefined) {
      if (!registered.admits(text)) return NOT_REGISTERED;
      return hash === undefined && isIdle(operation['extensions']) ? plain(operation, text) : operation;
    }
    const id = hash ?? operation['documentId'];
    if (typeof id !== 'string') return operation;
    const body = registered.bodyOf(id);
    if (body !== undefined) return plain(operation, body);
    if (hash === undefined || registered.refusesOthers) return NOT_REGISTERED;
    return andThen(this.persisted.known(hash) ?? this.persisted.get(hash), (found) => {
      if (found === undefined) return operation;
      return registered.admits(found) ? plain(operation, found) : NOT_REGISTERED;
    });
  }
}

function conclude(refusal: Refusal | undefined, reply: FastifyReply, done: () => void): void {
  if (refusal) refusal.send(reply);
  else done();
}

/** Whether `extensions` hold nothing that the gateway uses. Clients put their names there. */
function isIdle(extensions: unknown): boolean {
  return extensions == null || (isRecord(extensions) && !('persistedQuery' in extensions));
}

function plain(operation: SentOperation, query: string): SentOperation {
  const { operationName, variables, extensions, documentId } = operation;
  // Most operations are plain already.
  if (extensions === undefined && documentId === undefined && operation['query'] === query) return operation;
  return { query, ...(operationName != null && { operationName }), ...(variables != null && { variables }) };
}

/** Whether a browser would have sent a preflight first, if a page of another site had sent this request. */
function isPreflighted({ headers }: FastifyRequest): boolean {
  return (
    Boolean(headers['apollo-require-preflight'] || headers['x-apollo-operation-name']) ||
    headers['content-type']?.split(';')[0]?.trim().toLowerCase() === 'application/json'
  );
}
