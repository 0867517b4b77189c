import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import type { ConnectionSettings } from '../config/index.js';
import type { Readiness } from './readiness.js';

/** How often slow requests are looked for. */
const LOOK_EVERY_MS = 5_000;
/** Longer than any answer takes: for clients that neither read nor go. */
const SILENT_FOR_MS = 120_000;

/**
 * What keeps slow senders from holding connections, and kept-alive ones open for longer than clients count on them.
 * @param tls the server's certificate, where it speaks TLS
 */
export function connectionOptions(
  { keepAliveMs, headersTimeoutMs, requestTimeoutMs }: ConnectionSettings,
  tls: SecureContextOptions | undefined,
) {
  const headers = { headersTimeout: Math.min(headersTimeoutMs, requestTimeoutMs), connectionsCheckingInterval: LOOK_EVERY_MS };
  return {
    keepAliveTimeout: keepAliveMs,
    requestTimeout: requestTimeoutMs,
    connectionTimeout: Math.max(SILENT_FOR_MS, keepAliveMs),
    ...(tls ? { https: { ...tls, ...headers } } : { http: headers }),
  };
}

/** The connections of a server, and how they are brought to an end without a request that fails. */
export class Connections {
  private readonly sockets = new Set<Socket>();
  private readonly server: HttpServer;

  /** To be called before the server listens. */
  constructor(fastify: FastifyInstance, readiness: Readiness) {
    this.server = fastify.server;
    this.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    // Also for requests that came before: their clients send the next one elsewhere.
    fastify.addHook('onSend', (_request, reply, _payload, done) => {
      if (!readiness.isReady) reply.header('connection', 'close');
      done();
    });
  }

  get open(): number {
    return this.sockets.size;
  }

  /** Takes no new connections. Those that are open stay so: Node.js' own way closes idle ones, on which a request may be coming. */
  stopListening(): void {
    if (this.server.listening) Server.prototype.close.call(this.server);
  }

  /** Closes those that wait between two requests, and those that never sent anything. */
  closeIdle(): void {
    this.server.closeIdleConnections();
    for (const socket of this.sockets) if (socket.bytesRead === 0) socket.destroy();
  }

  /** Cuts them all, whatever they are at. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Resolves when none is open any more, or when the signal fires. */
  async ended(signal: AbortSignal): Promise<void> {
    while (this.sockets.size > 0 && !signal.aborted) {
      const [socket] = this.sockets;
      await once(socket as Socket, 'close', { signal }).catch(() => undefined);
    }
  }
}
