import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { quantile } from '../figures.js';
import type { PageRequest } from '../work.js';

const CONNECTIONS = 64;
const HEAD_END = Buffer.from('\r\n\r\n');

export interface OpenLoopFigures {
  readonly ratePerSecond: number;
  readonly answered: number;
  /** Answers of another status than 200. */
  readonly refused: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/**
 * A constant rate, whether or not the server keeps up: every request has its moment, and its latency counts from there, so
 * that a server that stalls is charged for everybody who waited. Requests are ready bytes, so that the load costs little.
 */
export async function openLoop(
  url: string,
  requests: readonly PageRequest[],
  { ratePerSecond, seconds }: { readonly ratePerSecond: number; readonly seconds: number },
): Promise<OpenLoopFigures> {
  const { hostname, port } = new URL(url);
  const ready = requests.map((request) => bytesOf(request, `${hostname}:${port}`));
  const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => Connection.open(Number(port), hostname)));
  const idle = [...connections];
  const latencies: number[] = [];
  const waiting: { readonly bytes: Buffer; readonly dueAt: number }[] = [];
  let refused = 0;

  const total = Math.round(ratePerSecond * seconds);
  const startedAt = performance.now();
  try {
    await new Promise<void>((resolve, reject) => {
      let sent = 0;
      /** Servers close what was idle for long. */
      const replace = () => {
        Connection.open(Number(port), hostname).then((another) => {
          connections.push(another);
          idle.push(another);
          next();
        }, reject);
      };
      const next = () => {
        while (waiting.length > 0 && idle.length > 0) {
          const connection = idle.pop() as Connection;
          if (!connection.isOpen) {
            replace();
            continue;
          }
          const request = waiting.shift() as (typeof waiting)[number];
          const { bytes, dueAt } = request;
          connection.ask(
            bytes,
            (status) => {
              latencies.push(performance.now() - dueAt);
              if (status !== 200) refused++;
              connection.rest();
              idle.push(connection);
              if (latencies.length === total) resolve();
              else next();
            },
            () => {
              // It was closed in the moment in which it was used again. A page may be asked for twice.
              waiting.unshift(request);
              replace();
            },
            reject,
          );
        }
      };
      const tick = () => {
        for (;;) {
          const dueAt = startedAt + (sent * 1000) / ratePerSecond;
          if (sent === total || dueAt > performance.now()) break;
          waiting.push({ bytes: ready[sent % ready.length] as Buffer, dueAt });
          sent++;
        }
        next();
        // A timer comes up to a millisecond late, for every server alike. To spin instead would cost this process its turn
        // wherever the core is shared.
        if (sent < total) setTimeout(tick, 1);
      };
      tick();
    });
  } finally {
    for (const connection of connections) connection.close();
  }
  latencies.sort((one, other) => one - other);
  return {
    ratePerSecond,
    answered: latencies.length,
    refused,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    maxMs: latencies.at(-1) ?? 0,
  };
}

function bytesOf({ headers, body }: PageRequest, host: string): Buffer {
  const lines = Object.entries({ host, ...headers, 'content-length': String(Buffer.byteLength(body)) });
  return Buffer.from(`POST /graphql HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`);
}

/** One request at a time; reads no more of HTTP than the status and the length. */
class Connection {
  private received: Buffer[] = [];
  private size = 0;
  private awaited = 0;
  private status = 0;
  private answered: (status: number) => void = () => undefined;
  private closed: () => void = () => undefined;
  private failed: (cause: Error) => void = () => undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (part) => this.take(part as Buffer));
    // "close" follows.
    socket.on('error', () => undefined);
    socket.on('close', () => this.closed());
  }

  static async open(port: number, host: string): Promise<Connection> {
    const socket = connect(port, host);
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /**
   * @param closed the server has closed the connection before it answered
   * @param failed the answer is none
   */
  ask(bytes: Buffer, answered: (status: number) => void, closed: () => void, failed: (cause: Error) => void): void {
    this.answered = answered;
    this.closed = closed;
    this.failed = failed;
    this.socket.write(bytes);
  }

  /** Nothing is awaited: it may be closed without a loss. */
  rest(): void {
    this.closed = () => undefined;
    this.failed = () => undefined;
  }

  get isOpen(): boolean {
    return !this.socket.closed && !this.socket.destroyed;
  }

  close(): void {
    this.rest();
    this.socket.destroy();
  }

  private take(part: Buffer): void {
    this.received.push(part);
    this.size += part.length;
    if (this.awaited === 0) this.readHead();
    if (this.awaited === 0 || this.size < this.awaited) return;
    const { status } = this;
    this.received = [];
    this.size = 0;
    this.awaited = 0;
    this.answered(status);
  }

  private readHead(): void {
    const bytes = Buffer.concat(this.received);
    const end = bytes.indexOf(HEAD_END);
    if (end < 0) return;
    const head = bytes.toString('latin1', 0, end);
    const length = /^content-length: *(\d+)/im.exec(head)?.[1];
    if (length === undefined) {
      this.failed(new Error(`An answer has no length:\n${head}`));
      return;
    }
    this.status = Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length));
    this.awaited = end + HEAD_END.length + Number(length);
  }
}
