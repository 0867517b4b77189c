import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { correlationIdOf } from '../../contract/index.js';
import { protectiveHeaders } from './protective-headers.js';
import { REFUSAL_HEADERS, type RefusedStatus, refusalBody, refusedStatusOf } from './refusal.js';

/** The answers for errors of Node.js' HTTP parser, by the code of the error. */
const STATUSES: Record<string, [status: RefusedStatus, phrase: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
};

/** Options for Fastify: how it answers requests that get to no route and no hook. */
export function unroutableRequests(publicUrl: string | undefined) {
  const headers = { ...protectiveHeaders(publicUrl), ...REFUSAL_HEADERS };
  return {
    /** Answers a request whose URL cannot be decoded, or has a part that is too long. */
    frameworkErrors(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
      const status = refusedStatusOf(error.statusCode ?? 400);
      reply
        .code(status)
        .headers({ ...headers, 'x-correlation-id': correlationIdOf(request.headers) })
        .send(refusalBody(status));
    },
    /** Answers bytes that are not valid HTTP, or headers that are too long. */
    clientErrorHandler(error: NodeJS.ErrnoException, socket: Socket): void {
      if (error.code === 'ECONNRESET' || socket.destroyed) return;
      const [status, phrase] = STATUSES[error.code ?? ''] ?? [400, 'Bad Request'];
      const body = refusalBody(status);
      const lines = Object.entries({
        ...headers,
        'x-correlation-id': correlationIdOf({}),
        'content-length': Buffer.byteLength(body),
        connection: 'close',
      }).map(([name, value]) => `${name}: ${value}\r\n`);
      if (socket.writable) socket.write(`HTTP/1.1 ${status} ${phrase}\r\n${lines.join('')}\r\n${body}`);
      socket.destroy(error);
    },
  };
}
