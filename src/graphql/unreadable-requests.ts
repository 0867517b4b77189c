import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NEVER_STORED } from './never-stored.plugin.js';

/** The contract's deepest input has a dozen levels, those of the body around it included. */
const MOST_LEVELS = 64;

/**
 * Refuses bodies that are nested so deeply that to write or to walk through them would overflow the stack. To be called
 * before whatever looks at variables is added.
 */
export function refuseDeepBodies(fastify: FastifyInstance, path: string): void {
  fastify.addHook('preHandler', (request, reply, done) => {
    // What was asked before was looked at before.
    if (request.asked || request.routeOptions.url !== path || !isNestedDeeper(request.body, MOST_LEVELS)) done();
    else refuse(reply, `The body is nested deeper than ${MOST_LEVELS} levels.`);
  });
}

/** Refuses requests to hosts that no URL can name: Apollo Server's integration makes one of it, and takes the failure for its own. */
export function refuseOddHosts(fastify: FastifyInstance, path: string): void {
  fastify.addHook('preHandler', (request, reply, done) => {
    if (request.routeOptions.url !== path || namesHost(request)) done();
    else refuse(reply, 'The Host header names no host.');
  });
}

/** Whether a value that was read from JSON holds others in others to more than so many levels. */
export function isNestedDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isNestedDeeper(inner, levels - 1));
}

function namesHost({ url, protocol, hostname }: FastifyRequest): boolean {
  return URL.canParse(url, `${protocol}://${hostname}/`);
}

function refuse(reply: FastifyReply, message: string): void {
  const error = { message, extensions: { code: 'BAD_REQUEST' } };
  reply
    .code(400)
    .headers({ 'content-type': 'application/json; charset=utf-8', ...NEVER_STORED })
    .send(JSON.stringify({ errors: [error] }));
}
