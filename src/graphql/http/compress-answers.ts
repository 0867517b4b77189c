import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { operationKind } from '../load-shedding/operation-kind.js';
import { acceptedEncoding, type Encoding } from './accepted-encoding.js';
import { varyBy } from './vary-by.js';

/** Shorter bodies are not compressed: they fit into one packet. */
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

/** The compressed bodies by their buffers: a kept answer is the same buffer each time, and is compressed once. */
const compressed: Record<Encoding, WeakMap<Buffer, Buffer>> = { gzip: new WeakMap(), br: new WeakMap() };

/**
 * Compresses answers to queries of at least WORTH_COMPRESSING_BYTES outside the event loop, if their callers accept that. Answers
 * to mutations are not compressed: they hold session tokens, and the compressed length would reveal something about a secret.
 */
export function compressAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (!request.isToGraphql || request.method === 'OPTIONS') return done();
    varyBy(reply, 'Accept-Encoding');
    const encoding = acceptedEncoding(request.headers['accept-encoding']);
    // For callers that accept no compressed answer the body is not converted.
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
      // If compression fails, the body is sent uncompressed.
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
  // A strong tag names the uncompressed bytes, so it becomes a weak one.
  if (typeof tag === 'string' && !tag.startsWith('W/')) reply.header('etag', `W/${tag}`);
  return body;
}
