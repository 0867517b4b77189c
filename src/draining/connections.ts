import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, Server, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SecureContextOptions, TLSSocket } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import type { ConnectionSettings } from '../config/index.js';
import { emptyAcceptQueue } from './accept-queue.js';
import type { Readiness } from './readiness.js';

/** How often Node.js checks for slow requests; more often if the time limit for headers is less than twice that. */
const LOOK_EVERY_MS = 5_000;
/** Longer than any answer takes: closes connections of clients that neither read nor disconnect. */
const SILENT_FOR_MS = 120_000;

/**
 * Time limits that close the connections of slow senders, and that keep idle connections open for longer than clients use them.
 * @param tls the server's certificate, if it uses TLS
 */
export function connectionOptions(
  { keepAliveMs, headersTimeoutMs, requestTimeoutMs }: ConnectionSettings,
  tls: SecureContextOptions | undefined,
) {
  const headersTimeout = Math.min(headersTimeoutMs, requestTimeoutMs);
  const budget = {
    headersTimeout,
    // Set here too, because Node.js refuses a headersTimeout that is longer, and Fastify sets its requestTimeout only later.
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: Math.min(LOOK_EVERY_MS, Math.ceil(headersTimeout / 2)),
  };
  return {
    keepAliveTimeout: keepAliveMs,
    requestTimeout: requestTimeoutMs,
    connectionTimeout: Math.max(SILENT_FOR_MS, keepAliveMs),
    ...(tls ? { https: { ...tls, ...budget, handshakeTimeout: headersTimeout } } : { http: budget }),
  };
}

type Addresses = readonly [string, ...string[]];

/**
 * The addresses to listen on for a host: "localhost" may be two addresses, 127.0.0.1 and ::1.
 * @throws {Error} ENOTFOUND: "localhost" cannot be resolved
 */
export async function addressesOf(host: string): Promise<Addresses> {
  if (host !== 'localhost') return [host];
  const [first = host, ...others] = new Set((await lookup(host, { all: true })).map(({ address }) => address));
  return [first, ...others];
}

/** The connections of a server. Ends them without failing a request. */
export class Connections {
  private readonly sockets = new Set<Socket>();
  /** The TLS sockets on top of these, if the server uses TLS. */
  private readonly secured = new Set<TLSSocket>();
  private readonly server: HttpServer;
  /** Listeners on further addresses. They pass their connections to the server. */
  private readonly doors: Server[] = [];
  private accepted = 0;
  /** Requests that wait until the gateway has stopped listening; undefined while none has to wait. */
  private held: (() => void)[] | undefined;

  /** To be called before the server listens. */
  constructor(fastify: FastifyInstance, readiness: Readiness) {
    this.server = fastify.server;
    this.server.on('connection', (socket: Socket) => {
      this.accepted++;
      keepWhileOpen(this.sockets, socket);
    });
    this.server.on('secureConnection', (socket: TLSSocket) => keepWhileOpen(this.secured, socket));
    fastify.addHook('onRequest', (_request, _reply, done) => {
      if (this.held) this.held.push(done);
      else done();
    });
    fastify.addHook('onClose', async () => this.closeDoors());
    // Also for requests that came before draining: their clients send the next one elsewhere.
    fastify.addHook('onSend', (_request, reply, _payload, done) => {
      if (!readiness.isReady) reply.header('connection', 'close');
      done();
    });
  }

  /**
   * Listens on all addresses, with one port and one server. Fastify would open further servers for "localhost" by itself, whose
   * connections this class could not see. An address that this machine does not have is left out, unless it is the first.
   * @param open listens on the first address
   */
  async listen([first, ...others]: Addresses, open: (address: string) => Promise<unknown>): Promise<void> {
    await open(first);
    const { port } = this.server.address() as AddressInfo;
    for (const host of others) {
      const door = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.server.emit('connection', socket));
      this.doors.push(door);
      await once(door.listen({ port, host }), 'listening').catch(() => undefined);
    }
  }

  get open(): number {
    return this.sockets.size;
  }

  /**
   * Stops listening once the connections in the kernel's accept queue are accepted: closing would reset them, together with a
   * request that was sent. Open connections stay open: server.close() of Node.js would close idle ones, on which a request
   * may be coming.
   * @param signal stops listening at once
   */
  async stopListening(signal: AbortSignal): Promise<void> {
    if (!this.server.listening) return;
    // Requests are held: work on them makes turns long, and clients that are answered connect again, so the queue would never be
    // empty.
    const held: (() => void)[] = [];
    this.held = held;
    await emptyAcceptQueue(() => this.accepted, signal);
    Server.prototype.close.call(this.server);
    this.closeDoors();
    this.held = undefined;
    for (const goOn of held) goOn();
  }

  private closeDoors(): void {
    for (const door of this.doors) door.close();
  }

  /** Closes connections that wait between two requests, and those that never sent a byte. */
  async closeIdle(): Promise<void> {
    // Requests that have arrived during a long turn are read first.
    await nextTurn();
    this.server.closeIdleConnections();
    for (const socket of [...this.sockets, ...this.secured]) if (socket.bytesRead === 0) socket.destroy();
  }

  /** Closes all connections at once, also those with a request in progress. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Resolves when no connection is open any more, or when the signal fires. */
  async ended(signal: AbortSignal): Promise<void> {
    while (this.sockets.size > 0 && !signal.aborted) {
      const [socket] = this.sockets;
      await once(socket as Socket, 'close', { signal }).catch(() => undefined);
    }
  }
}

function keepWhileOpen<Kind extends Socket>(sockets: Set<Kind>, socket: Kind): void {
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
}
