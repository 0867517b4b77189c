import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { operationKind } from '../load-shedding/operation-kind.js';
import { acceptedEncoding, type Encoding } from './accepted-encoding.js';
import { varyBy } from './vary-by.js';

/** What is shorter fits into one packet as it is. */
const WORTH_COMPRESSING_BYTES = 1_024;

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

const COMPRESS: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  gzip: (body) => gzipped(body, { level: 3 }),
  br: (body) =>
    brotlied(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 2,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
};

/** Bodies that are sent again and again are the same buffers, and are compressed once. */
const compressed: Record<Encoding, WeakMap<Buffer, Buffer>> = { gzip: new WeakMap(), br: new WeakMap() };

/**
 * Compresses answers to queries above 1 KB, off the event loop, where their callers accept that. What mutations answer holds
 * session tokens, and a length that depends on a secret tells of it: that is sent as it is.
 */
export function compressAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (!request.isToGraphql || request.method === 'OPTIONS') return done();
    varyBy(reply, 'Accept-Encoding');
    const encoding = acceptedEncoding(request.headers['accept-encoding']);
    // Who takes no compressed answer pays nothing for those who do.
    const body = encoding && wholeBody(payload);
    if (!encoding || !body || body.length < WORTH_COMPRESSING_BYTES || reply.hasHeader('content-encoding')) return done();
    const known = compressed[encoding].get(body);
    if (known) return done(null, encoded(reply, encoding, known));
    if (operationKind(request.body) === 'checkout') return done();
    COMPRESS[encoding](body).then(
      (short) => {
        compressed[encoding].set(body, short);
        done(null, encoded(reply, encoding, short));
      },
      // It can be sent as it is.
      () => done(),
    );
  });
}

function wholeBody(payload: unknown): Buffer | undefined {
  if (typeof payload === 'string') return payload.length * 3 < WORTH_COMPRESSING_BYTES ? undefined : Buffer.from(payload);
  return Buffer.isBuffer(payload) ? payload : undefined;
}

function encoded(reply: FastifyReply, encoding: Encoding, body: Buffer): Buffer {
  reply.header('content-encoding', encoding).removeHeader('content-length');
  const tag = reply.getHeader('etag');
  // Another sequence of bytes is no longer the one that a strong tag names.
  if (typeof tag === 'string' && !tag.startsWith('W/')) reply.header('etag', `W/${tag}`);
  return body;
}
