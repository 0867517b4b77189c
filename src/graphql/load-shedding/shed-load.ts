import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from '../../faults/index.js';
import type { Admission, LoadGauge } from '../../resilience/index.js';
import { retryAfter } from '../../values/retry-after.js';
import { operationKind } from './operation-kind.js';

const REFUSAL = errorBody('OVERLOADED', 'There is too much to do at the moment. Try again shortly.');

/**
 * Refuses whole operations on /graphql while the process cannot do its work in time. If not even a checkout would be admitted,
 * the request is refused before its body is read. Refused callers come back up to four times, so a refusal has to cost little.
 * To be called before the routes and the hooks that answer are added, and after the hooks that are to see refused requests.
 */
export function shedLoad(fastify: FastifyInstance, admission: Admission, gauge: LoadGauge): void {
  // Watched only while the server listens: work before that delays no request.
  let stopWatching: (() => void) | undefined;
  fastify.addHook('onListen', (done) => {
    stopWatching ??= gauge.watch();
    done();
  });
  fastify.addHook('onClose', (_, done) => {
    stopWatching?.();
    done();
  });

  fastify.addHook('onRequest', (request, reply, done) => {
    if (!isOperation(request)) return done();
    gauge.arrive(performance.now());
    if (!admission.admits('checkout')) refuse(reply, admission, 'unread');
    // GET changes nothing.
    else if (request.method !== 'POST' && !admission.admits('page')) refuse(reply, admission, 'page');
    else done();
  });

  fastify.addHook('preHandler', (request, reply, done) => {
    if (!isOperation(request)) return done();
    if (!admission.admits('page')) {
      const kind = request.method === 'POST' ? operationKind(request.body) : 'page';
      if (!admission.admits(kind)) return refuse(reply, admission, kind);
    }
    gauge.admit(performance.now());
    enter(reply, admission);
    done();
  });
}

function isOperation({ isToGraphql, method }: FastifyRequest): boolean {
  // A preflight is not refused: the browser would report to the script that the gateway forbids the request.
  return isToGraphql && method !== 'OPTIONS';
}

function enter({ raw }: FastifyReply, admission: Admission): void {
  // A response that is closed already emits no "close" any more.
  if (raw.closed) return;
  admission.enter();
  raw.once('close', () => admission.leave());
}

function refuse(reply: FastifyReply, admission: Admission, kind: keyof Admission['shed']): void {
  admission.shed[kind]++;
  reply
    .code(503)
    .headers({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'retry-after': retryAfter(),
    })
    .send(REFUSAL);
}
