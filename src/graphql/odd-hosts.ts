import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from '../faults/index.js';
import { NEVER_STORED } from './never-stored.plugin.js';

/**
 * Refuses requests with an invalid host. Apollo Server's integration would fail to make a URL of it, and report a fault of the
 * server.
 */
export function refuseOddHosts(fastify: FastifyInstance): void {
  fastify.addHook('preHandler', (request, reply, done) => {
    if (!request.isToGraphql || namesHost(request)) done();
    else refuse(reply);
  });
}

function namesHost({ url, protocol, hostname }: FastifyRequest): boolean {
  return URL.canParse(url, `${protocol}://${hostname}/`);
}

function refuse(reply: FastifyReply): void {
  reply
    .code(400)
    .headers({ 'content-type': 'application/json; charset=utf-8', ...NEVER_STORED })
    .send(errorBody('BAD_REQUEST', 'The Host header names no host.'));
}
