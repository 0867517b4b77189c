import type { Redis } from 'ioredis';
import type { ForgottenListener } from '../live/index.js';
import { pauseMs } from './pause.js';

const HEARTBEAT_MS = 5_000;

/** Which facts an instance has forgotten, as the others are told. */
export interface Invalidation {
  /** Who says so. */
  readonly from: string;
  readonly namespace: string;
  /** All of this kind where null. */
  readonly keys: readonly string[] | null;
}

/** Hears the notes of other instances, on a connection of its own that is opened again whenever it is lost. */
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
    // A dead connection is silent, as a living one is between two notes.
    const heartbeat = setInterval(() => void connection.ping().catch(() => undefined), HEARTBEAT_MS);
    heartbeat.unref();
    // The health of the other connection is reported; a broken one ends.
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
      // From here on nothing is missed.
      this.listener.mayHaveMissedSomething();
    } catch {
      connection.disconnect();
    }
  }

  private hear(text: string): void {
    const note = readNote(text);
    if (note && note.from !== this.ownName) this.listener.forgotten(note.namespace, note.keys ?? undefined);
  }
}

function readNote(text: string): Invalidation | undefined {
  try {
    const note = JSON.parse(text) as Partial<Invalidation> | null;
    const { from, namespace, keys } = note ?? {};
    if (typeof from !== 'string' || typeof namespace !== 'string') return undefined;
    if (keys !== null && !Array.isArray(keys)) return undefined;
    return { from, namespace, keys: keys?.map(String) ?? null };
  } catch {
    return undefined;
  }
}
