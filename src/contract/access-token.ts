import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';

const BEARER = /^Bearer +(\S+)$/i;
/** Meant for the gateway, however wrong: the scheme that it takes, or a token without its scheme. */
const MEANT_AS_TOKEN = /^(?:Bearer(?: |$)|[\w-]+\.[\w-]+\.[\w-]*$)/i;

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

/**
 * Whether a request came with what is meant to be an access token. Credentials of another scheme (RFC 9110, 11.4) are somebody
 * else's: a proxy that guards a staging site with a password passes its `Basic` on.
 */
export function bringsAccessToken({ headers: { authorization } }: FastifyRequest): boolean {
  return authorization !== undefined && MEANT_AS_TOKEN.test(authorization);
}
