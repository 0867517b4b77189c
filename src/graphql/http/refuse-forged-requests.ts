import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerType } from './answer-type.js';
import { type RefusedStatus, refuse } from './refusal.js';

const ALLOWED_METHODS = 'GET, POST, OPTIONS';
const JSON_BODY = /^application\/json[\t ]*(?:;|$)/i;

/**
 * Refuses requests that are not GraphQL over HTTP before their bodies are read. A page of another site can make a browser post a
 * form or a text without a preflight, but not application/json. So no other type is read, even if other headers would allow it.
 * For GET, Apollo Server has a rule of its own. A POST whose caller accepts no type of answer is refused too.
 */
export function refuseForgedRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.isToGraphql) return done();
    const { method } = request;
    if (method === 'POST') {
      const refused = refusalOfPost(request);
      return refused === undefined ? done() : refuse(reply, refused);
    }
    if (method === 'GET') return done();
    if (method === 'OPTIONS') {
      reply.code(204).header('allow', ALLOWED_METHODS).send();
      return;
    }
    refuse(reply.header('allow', ALLOWED_METHODS), 405);
  });
}

function refusalOfPost({ headers }: FastifyRequest): RefusedStatus | undefined {
  const type = headers['content-type'];
  if (type !== 'application/json' && !(type !== undefined && JSON_BODY.test(type))) return 415;
  return answerType(headers.accept) ? undefined : 406;
}
