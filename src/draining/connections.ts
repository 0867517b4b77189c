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

/** How often slow requests are looked for; more often where they have less time than twice that. */
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
  const headersTimeout = Math.min(headersTimeoutMs, requestTimeoutMs);
  const budget = {
    headersTimeout,
    // Node.js refuses one that is shorter than that for headers, and Fastify sets it later.
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
 * What a host listens on: "localhost" may be two addresses, 127.0.0.1 and ::1.
 * @throws {Error} ENOTFOUND: nobody knows it
 */
export async function addressesOf(host: string): Promise<Addresses> {
  if (host !== 'localhost') return [host];
  const [first = host, ...others] = new Set((await lookup(host, { all: true })).map(({ address }) => address));
  return [first, ...others];
}

/** The connections of a server, and how they are brought to an end without a request that fails. */
export class Connections {
  private readonly sockets = new Set<Socket>();
  /** What is spoken inside of those, where the server speaks TLS. */
  private readonly secured = new Set<TLSSocket>();
  private readonly server: HttpServer;
  /** What listens on further addresses, and hands its connections to the server. */
  private readonly doors: Server[] = [];
  private accepted = 0;
  /** Requests that go on when the gateway has stopped listening; undefined where none has to wait. */
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
    // Also for requests that came before: their clients send the next one elsewhere.
    fastify.addHook('onSend', (_request, reply, _payload, done) => {
      if (!readiness.isReady) reply.header('connection', 'close');
      done();
    });
  }

  /**
   * Listens on all of the addresses, with one port and one server: of those that Fastify opens for "localhost" by itself,
   * nobody could tell the connections. An address that this machine does not have after all is left out, if it is not the first.
   * @param open listens on the first
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
   * Takes no new connections, once those that the kernel holds ready are accepted: closing resets whatever waits there, with
   * the request that was sent. The open ones stay so: Node.js' own way closes idle ones, on which a request may be coming.
   * @param signal when to stop whatever waits
   */
  async stopListening(signal: AbortSignal): Promise<void> {
    if (!this.server.listening) return;
    // Work makes turns long, and whoever is answered connects again: the queue would never be empty.
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

  /** Closes those that wait between two requests, and those that never sent anything. */
  async closeIdle(): Promise<void> {
    // What has arrived during a long turn is read first.
    await nextTurn();
    this.server.closeIdleConnections();
    for (const socket of [...this.sockets, ...this.secured]) if (socket.bytesRead === 0) socket.destroy();
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

function keepWhileOpen<Kind extends Socket>(sockets: Set<Kind>, socket: Kind): void {
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
}
