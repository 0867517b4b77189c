import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';

const BEARER = /^Bearer +(\S+)$/i;

interface Sent {
  readonly authorization: string;
  readonly accessToken: string | undefined;
}

const lastOf = new WeakMap<Socket, Sent>();

/**
 * The bearer token that a request came with, valid or not; undefined where it has none. The same object for as long as a
 * connection brings the same: a token is a long text, and to look for it by another copy of it is to digest all of that again.
 */
export function accessTokenOf({ headers: { authorization }, raw: { socket } }: FastifyRequest): string | undefined {
  if (!authorization) return undefined;
  const last = lastOf.get(socket);
  if (last?.authorization === authorization) return last.accessToken;
  const accessToken = BEARER.exec(authorization)?.[1];
  lastOf.set(socket, { authorization, accessToken });
  return accessToken;
}
