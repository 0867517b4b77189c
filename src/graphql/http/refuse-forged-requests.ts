import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerType } from './answer-type.js';
import { type RefusedStatus, refuse } from './refusal.js';

const JSON_BODY = /^application\/json[\t ]*(?:;|$)/i;

/**
 * Refuses what is not GraphQL over HTTP before its body is read. A page of another site can make a browser post a form or a
 * text, and it cannot make it post application/json without asking the gateway first: so no other type is read, whatever
 * other headers say. GET has its own rule, which Apollo Server keeps. Where nobody could read the answer, nothing is done.
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

export const ALLOWED_METHODS = 'GET, POST, OPTIONS';

function refusalOfPost({ headers }: FastifyRequest): RefusedStatus | undefined {
  const type = headers['content-type'];
  if (type !== 'application/json' && !(type !== undefined && JSON_BODY.test(type))) return 415;
  return answerType(headers.accept) ? undefined : 406;
}
