import type { Redis } from 'ioredis';
import type { ForgottenListener } from '../live/index.js';
import { pauseMs } from './pause.js';

const HEARTBEAT_MS = 5_000;

/** The message that tells other instances which facts one instance has forgotten. */
export interface Invalidation {
  /** The name of the instance that sends it. */
  readonly from: string;
  readonly namespace: string;
  /** Null for all facts of this kind. */
  readonly keys: readonly string[] | null;
}

/** Receives the messages of other instances, on a connection of its own that is opened again when it is lost. */
export class Invalidations {
  private connection: Redis | undefined;
  private attempts = 0;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly open: (attempts: number) => Redis,
    private readonly channel: string,
    private readonly ownName: string,
    private readonly listener: ForgottenListener,
  ) {
    this.listen();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.connection?.disconnect();
  }

  private listen(): void {
    const connection = this.open(this.attempts++);
    this.connection = connection;
    // A dead connection is silent, and so is a living one between two messages. PING tells them apart.
    const heartbeat = setInterval(() => void connection.ping().catch(() => undefined), HEARTBEAT_MS);
    heartbeat.unref();
    // Not logged: RedisHealth reports the other connection, and a broken connection ends.
    connection.on('error', () => undefined);
    connection.on('message', (_channel, text) => this.hear(text));
    connection.on('ready', () => void this.subscribe(connection));
    connection.on('end', () => {
      clearInterval(heartbeat);
      if (this.closed) return;
      this.timer = setTimeout(() => this.listen(), pauseMs(this.attempts));
      this.timer.unref();
    });
  }

  private async subscribe(connection: Redis): Promise<void> {
    try {
      await connection.subscribe(this.channel);
      this.attempts = 0;
      // Messages are received from here on. Earlier ones may have been missed.
      this.listener.mayHaveMissedSomething();
    } catch {
      connection.disconnect();
    }
  }

  private hear(text: string): void {
    const message = readMessage(text);
    if (message && message.from !== this.ownName) this.listener.forgotten(message.namespace, message.keys ?? undefined);
  }
}

function readMessage(text: string): Invalidation | undefined {
  try {
    const message = JSON.parse(text) as Partial<Invalidation> | null;
    const { from, namespace, keys } = message ?? {};
    if (typeof from !== 'string' || typeof namespace !== 'string') return undefined;
    if (keys !== null && !Array.isArray(keys)) return undefined;
    return { from, namespace, keys: keys?.map(String) ?? null };
  } catch {
    return undefined;
  }
}
