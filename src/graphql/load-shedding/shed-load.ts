import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Admission, LoadGauge } from '../../resilience/index.js';
import { retryAfter } from '../../values/retry-after.js';
import { operationKind } from './operation-kind.js';

const REFUSAL = JSON.stringify({
  errors: [{ message: 'There is too much to do at the moment. Try again shortly.', extensions: { code: 'OVERLOADED' } }],
});

/**
 * Refuses whole operations on /graphql while the process has more to do than it can in time, before any work: one that cannot
 * be admitted whatever it is, before its body is read. Refused callers come back up to four times, so this has to cost little.
 * To be called before the routes and the hooks that answer are added, and after the hooks that are to see what was refused.
 */
export function shedLoad(fastify: FastifyInstance, admission: Admission, gauge: LoadGauge): void {
  // Whatever keeps the process busy before it listens keeps nobody waiting.
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
  // A browser that is refused its preflight takes the whole gateway for one that it may not ask.
  return isToGraphql && method !== 'OPTIONS';
}

function enter({ raw }: FastifyReply, admission: Admission): void {
  // Who has gone already will not be seen to go.
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
