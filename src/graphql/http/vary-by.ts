import type { FastifyReply } from 'fastify';

/** Tells caches that an answer depends on one more header of the request. */
export function varyBy(reply: FastifyReply, header: string): void {
  const vary = reply.getHeader('vary');
  reply.header('vary', vary ? `${vary}, ${header}` : header);
}
