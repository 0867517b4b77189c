import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';

const BEARER = /^Bearer +(\S+)$/i;
/** Meant for the gateway, even if it is wrong: the Bearer scheme, or a text in the form of a JWT without a scheme. */
const MEANT_AS_TOKEN = /^(?:Bearer(?: |$)|[\w-]+\.[\w-]+\.[\w-]*$)/i;

interface Sent {
  readonly authorization: string;
  readonly accessToken: string | undefined;
}

const lastOf = new WeakMap<Socket, Sent>();

/**
 * The bearer token of a request, valid or not; undefined if it has none. The same string object while a connection sends the
 * same header: a token is long, and a look-up by another copy of it would have to hash all of it again.
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
 * Whether a request has a header that is meant as an access token. Credentials of another scheme (RFC 9110, 11.4) are for another
 * program: a proxy that protects a staging site with a password passes its `Basic` on.
 */
export function bringsAccessToken({ headers: { authorization } }: FastifyRequest): boolean {
  return authorization !== undefined && MEANT_AS_TOKEN.test(authorization);
}
