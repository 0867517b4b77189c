import { randomUUID } from 'node:crypto';
import { Logger, type LoggerService } from '@nestjs/common';
import { type CryptoKey, SignJWT } from 'jose';

export interface LogLine {
  readonly level: string;
  readonly fields: unknown;
  readonly rest: readonly unknown[];
}

/** Keeps what is logged from now on. */
export function logLines(): LogLine[] {
  const lines: LogLine[] = [];
  const write =
    (level: string) =>
    (fields: unknown, ...rest: unknown[]) => {
      lines.push({ level, fields, rest });
    };
  const log: LoggerService = { log: write('log'), warn: write('warn'), error: write('error'), debug: write('debug') };
  Logger.overrideLogger(log);
  return lines;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { data?: Record<string, unknown>; errors?: { message: string; extensions: { code: string } }[] };
}

/** Asks a gateway with headers of one's own. */
export async function call(url: string, headers: Record<string, string> = {}, body: unknown = { query: '{ __typename }' }) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: await response.json() } as Reply;
}

export interface AssertionClaims {
  readonly issuer: string;
  readonly subject?: string;
  readonly audience: string;
  /** Seconds from now. */
  readonly expiresIn?: number;
  readonly issuedAgo?: number;
  readonly id?: string | null;
}

/** A signed assertion, right in everything that is not given. */
export function assertion(key: CryptoKey | Uint8Array, alg: string, claims: AssertionClaims, kid?: string): Promise<string> {
  const { issuer, subject = issuer, audience, expiresIn = 60, issuedAgo = 0, id = randomUUID() } = claims;
  const now = Math.floor(Date.now() / 1_000);
  const jwt = new SignJWT(id === null ? {} : { jti: id })
    .setProtectedHeader({ alg, ...(kid !== undefined && { kid }) })
    .setIssuer(issuer)
    .setSubject(subject)
    .setAudience(audience)
    .setIssuedAt(now - issuedAgo)
    .setExpirationTime(now + expiresIn);
  return jwt.sign(key);
}
