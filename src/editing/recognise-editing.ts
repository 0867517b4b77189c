import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { EditingSettings } from '../config/index.js';

/** Sitecore's headers for a page that is shown in its editor; Node.js has header names in lower case. */
const EDITING_HEADERS = ['sc_editmode', 'sc_previewmode'] as const;
const KEY_HEADER = 'sc_editing_key';

/**
 * Marks the page editor's requests that come with the editing key. A request with a wrong key or none is treated like any
 * other. It must be called before the hooks that answer.
 */
export function recogniseEditing(fastify: FastifyInstance, { key }: EditingSettings): void {
  if (key === undefined) return;
  const expected = digest(key);
  fastify.decorateRequest('isEditing', false);
  fastify.addHook('preHandler', (request, _reply, done) => {
    const given = request.headers[KEY_HEADER];
    if (given !== undefined && request.isToGraphql && wantsToEdit(request)) {
      if (timingSafeEqual(digest(String(given)), expected)) begin(request);
    }
    done();
  });
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    if (request.isEditing) reply.header('cache-control', 'private, no-store');
    done();
  });
}

function wantsToEdit({ headers }: FastifyRequest): boolean {
  return EDITING_HEADERS.some((name) => headers[name] === 'true');
}

function begin(request: FastifyRequest): void {
  request.isEditing = true;
  // The editor and other callers may send the same request. Neither may get the answer remembered for the other.
  request.asked = undefined;
  request.bodyText = undefined;
  const { body } = request;
  // A plan would ask GP. A request with extensions is left to Apollo Server and to the sample schema.
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) request.body = { extensions: {}, ...body };
}

/** Has the same length for all keys, which the comparison in constant time needs. */
function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
