import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What can be wrong with a server, as far as those who ask it can tell. */
export const FAULTS = ['away', 'slow', 'hanging', 'resetting', 'nonsense'] as const;
export type Fault = (typeof FAULTS)[number];

/**
 * After so long SQL Server takes a client that does not answer its keep-alive probes for gone, and ends its session. Until then
 * an open transaction holds its locks.
 */
const SERVER_NOTICES_AFTER_MS = 30_000;

/** Added to every piece of data, in each direction. */
export const SLOW_BY_MS = 150;
/** No protocol begins like this; for some the one is a fault and the other the beginning of something endless. */
const NONSENSE = [Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), Buffer.alloc(64)];

/**
 * Stands between the gateway and a server, on a port of this machine that stays the same, and makes trouble on demand.
 *
 * - away: connections are refused, and those that there were are cut
 * - slow: everything takes longer
 * - hanging: connections are accepted, and nothing passes until the trouble ends
 * - resetting: connections are cut in the midst of the next answer
 * - nonsense: whatever is asked is answered with bytes that mean nothing, and reaches nobody
 */
export class FaultProxy {
  /** How many answers were broken off. */
  resets = 0;
  private readonly pairs = new Set<Pair>();
  private fault: Fault | undefined;
  private port = 0;

  private constructor(
    private readonly target: URL,
    private readonly server: Server,
  ) {}

  /** @param url that of the server, e.g. "postgres://user@127.0.0.1:5432/name" */
  static async before(url: string): Promise<FaultProxy> {
    const server = createServer();
    const proxy = new FaultProxy(new URL(url), server);
    server.on('connection', (client) => proxy.accept(client));
    await proxy.listen();
    return proxy;
  }

  /** The server's URL, by way of the proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    return url.href;
  }

  /** Replaces the trouble; undefined ends it. */
  async make(fault: Fault | undefined): Promise<void> {
    const before = this.fault;
    this.fault = fault;
    if (before === 'away') await this.listen();
    if (fault === 'away') this.server.close();
    // Nobody goes on with a connection on which nonsense came.
    if (fault === 'away' || before === 'nonsense') this.cut();
    for (const pair of this.pairs) pair.meets(fault);
  }

  /**
   * Connections of now answer nobody and never end for the client, as if a firewall had forgotten them; new ones are as they
   * should be. The server notices after SERVER_NOTICES_AFTER_MS.
   */
  loseConnections(): void {
    for (const pair of this.pairs) pair.lose();
  }

  async close(): Promise<void> {
    this.cut();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }

  private cut(): void {
    for (const pair of this.pairs) pair.cut();
  }

  private listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.port, '127.0.0.1', () => {
        this.server.off('error', reject);
        const address = this.server.address();
        this.port = typeof address === 'object' && address ? address.port : 0;
        resolve();
      });
    });
  }

  private accept(client: Socket): void {
    const pair = new Pair(client, connect(Number(this.target.port), this.target.hostname), {
      onReset: () => this.resets++,
      onEnd: () => this.pairs.delete(pair),
    });
    this.pairs.add(pair);
    pair.meets(this.fault);
  }
}

/** A connection to the proxy, and that from there to the server. */
class Pair {
  private fault: Fault | undefined;
  private lost = false;

  constructor(
    private readonly client: Socket,
    private readonly server: Socket,
    private readonly told: { readonly onReset: () => void; readonly onEnd: () => void },
  ) {
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        // The client of a lost connection does not learn that the server has ended it.
        if (this.lost && socket === server) return;
        this.cut();
        told.onEnd();
      });
    }
    const toServer = inOrder(server);
    const toClient = inOrder(client);
    client.on('data', (asked) => {
      if (this.fault === 'nonsense') for (const bytes of NONSENSE) client.write(bytes);
      else toServer(asked, this.delayMs);
    });
    server.on('data', (answer) => {
      if (this.fault === 'resetting') this.breakOff(answer);
      else if (this.fault !== 'nonsense') toClient(answer, this.delayMs);
    });
  }

  meets(fault: Fault | undefined): void {
    this.fault = fault;
    for (const socket of [this.client, this.server]) {
      if (fault === 'hanging' || this.lost) socket.pause();
      else socket.resume();
    }
  }

  lose(): void {
    this.lost = true;
    this.meets(this.fault);
    setTimeout(() => this.server.destroy(), SERVER_NOTICES_AFTER_MS).unref();
  }

  cut(): void {
    this.client.destroy();
    this.server.destroy();
  }

  private get delayMs(): number {
    return this.fault === 'slow' ? SLOW_BY_MS : 0;
  }

  private breakOff(answer: Buffer): void {
    this.told.onReset();
    this.server.destroy();
    this.client.write(answer.subarray(0, answer.length / 2), () => this.client.resetAndDestroy());
  }
}

/** Writes with a delay, and nothing before what came before it. */
function inOrder(socket: Socket): (data: Buffer, delayMs: number) => void {
  let last: Promise<unknown> | undefined;
  return (data, delayMs) => {
    const before = last;
    if (!before && delayMs === 0) {
      socket.write(data);
      return;
    }
    const written = Promise.all([before, pause(delayMs)]).then(() => {
      socket.write(data);
      if (last === written) last = undefined;
    });
    last = written;
  };
}
