import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { EditingSettings } from '../config/index.js';

/** Sitecore's headers for a page that is shown in its editor; Node.js has header names in lower case. */
const EDITING_HEADERS = ['sc_editmode', 'sc_previewmode'] as const;
const KEY_HEADER = 'sc_editing_key';

/**
 * Marks the requests of the page editor that come with the editing key. One with another key, or none, is a request like any
 * other. To be called before the hooks that answer.
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
  // The same words may have been asked before: what they were answered is not for the editor, nor is the editor's for others.
  request.asked = undefined;
  request.bodyText = undefined;
  const { body } = request;
  // Plans ask GP; what has extensions is left to Apollo Server.
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) request.body = { extensions: {}, ...body };
}

/** Of one length for all keys, as the comparison in constant time needs it. */
function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
