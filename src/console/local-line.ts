import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join, relative, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { reasonOf, StartRefused } from '../faults/index.js';
import { makeFolder } from '../files/index.js';

/** A command's answer: lines for people, and the exit code for the process that asked. */
export interface Reply {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

export type Answer = (request: unknown) => Promise<Reply>;

/** In characters. Every system accepts a socket's path of this length. */
const LONGEST_PATH = 100;

/**
 * A local socket of the process that holds a data folder, for commands on the same machine: an embedded database can be open
 * in one process only. The process that listens on the socket holds the folder.
 */
export class LocalLine {
  private constructor(
    private readonly server: Server,
    private readonly callers: ReadonlySet<Socket>,
    private readonly path: string,
  ) {}

  /**
   * Takes the data folder for this process.
   * @throws {StartRefused} the folder cannot be written, or a running gateway holds it
   */
  static async claim(dataDir: string, answer: Answer): Promise<LocalLine> {
    const path = linePath(dataDir);
    try {
      makeFolder(dataDir);
      return await LocalLine.listen(path, answer);
    } catch (cause) {
      if (reasonOf(cause) !== 'EADDRINUSE') {
        throw new StartRefused(`The data folder ${dataDir} cannot be written: ${reasonOf(cause)}.`, { cause });
      }
    }
    const holder = await connection(path);
    if (holder) {
      // An open connection would keep both processes from ending.
      holder.destroy();
      throw new StartRefused(`The data folder ${dataDir} is in use by a gateway that is running.`);
    }
    // A process that was killed left the socket behind.
    rmSync(path, { force: true });
    return await LocalLine.listen(path, answer);
  }

  /**
   * Asks the process that holds the folder; undefined where no process holds it.
   * @throws {StartRefused} the process ended before it answered
   */
  static async ask(dataDir: string, request: unknown): Promise<Reply | undefined> {
    const socket = await connection(linePath(dataDir));
    if (!socket) return undefined;
    socket.end(JSON.stringify(request));
    try {
      return JSON.parse(await text(socket)) as Reply;
    } catch (cause) {
      throw new StartRefused('The gateway ended before it had answered the command.', { cause });
    }
  }

  private static listen(path: string, answer: Answer): Promise<LocalLine> {
    const callers = new Set<Socket>();
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      callers.add(socket);
      socket.on('close', () => callers.delete(socket));
      socket.on('error', () => socket.destroy());
      text(socket)
        .then((request) => answer(JSON.parse(request)).catch(incomplete))
        .then((reply) => socket.end(JSON.stringify(reply)))
        .catch(() => socket.destroy());
    });
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, () => resolve(new LocalLine(server, callers, path)));
    });
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((done) => this.server.close(() => done()));
    for (const caller of this.callers) caller.destroy();
    await closed;
    rmSync(this.path, { force: true });
  }
}

function linePath(dataDir: string): string {
  const folder = resolve(dataDir);
  if (process.platform === 'win32') {
    return `\\\\.\\pipe\\gp-storefront-gateway-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  }
  const path = join(folder, 'gateway.sock');
  return path.length <= LONGEST_PATH ? path : relative(process.cwd(), path);
}

function incomplete(fault: unknown): Reply {
  return { lines: [`The gateway could not complete the command: ${reasonOf(fault)}.`], exitCode: 1 };
}

function connection(path: string): Promise<Socket | undefined> {
  const socket = connect({ path, allowHalfOpen: true });
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}
