import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { dirname, join, relative, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { reasonOf, StartRefused } from '../faults/index.js';
import { makeFolder } from '../files/index.js';

/** A command's answer: lines for people, and the exit code for the process that asked. */
export interface Reply {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

export type Answer = (request: unknown) => Promise<Reply>;

/** The reply of a command that holds the folder. */
export const BUSY: Reply = { lines: ['Another command is at work in this data folder.'], exitCode: 1 };

/** A gateway's first word to whoever asks, which tells it from a command. A blank before the reply does not change the JSON. */
const GREETING = '\n';

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
  ) {}

  /**
   * Takes the data folder for this process, a gateway.
   * @throws {StartRefused} the folder cannot be written, or another process holds it
   */
  static async claim(dataDir: string, answer: Answer): Promise<LocalLine> {
    const line = await LocalLine.take(dataDir, answer);
    if (!line) throw new StartRefused(`The data folder ${dataDir} is in use by a gateway or a command that is running.`);
    return line;
  }

  /**
   * Takes the data folder for this process, a command, which answers that it is at work. Undefined where another process holds
   * it.
   * @throws {StartRefused} the folder cannot be written
   */
  static async claimForCommand(dataDir: string): Promise<LocalLine | undefined> {
    return LocalLine.take(dataDir, BUSY);
  }

  /**
   * Asks the process that holds the folder; undefined where no process holds it.
   * @throws {StartRefused} the gateway ended before it answered
   */
  static async ask(dataDir: string, request: unknown): Promise<Reply | undefined> {
    const socket = await connection(linePath(dataDir));
    if (!socket) return undefined;
    const told = allOf(socket);
    socket.end(JSON.stringify(request));
    const answer = await told;
    // A command is too busy to greet, and may be done before it has seen who asks.
    if (answer === '') return BUSY;
    try {
      return JSON.parse(answer) as Reply;
    } catch (cause) {
      throw new StartRefused('The gateway ended before it had answered the command.', { cause });
    }
  }

  private static async take(dataDir: string, answer: Answer | Reply): Promise<LocalLine | undefined> {
    const path = linePath(dataDir);
    try {
      makeFolder(dataDir);
      return await LocalLine.listen(path, answer);
    } catch (cause) {
      if (reasonOf(cause) !== 'EADDRINUSE') {
        throw new StartRefused(`The data folder ${dataDir} cannot be written: ${reasonOf(cause)}.`, { cause });
      }
    }
    if (await isHeld(path)) return undefined;
    return LocalLine.takeOver(path, answer);
  }

  /**
   * Takes a folder whose process was killed and left its socket behind. Of two processes that do so at once, one could remove
   * the other's new socket, and both would hold the folder: so one at a time does.
   */
  private static async takeOver(path: string, answer: Answer | Reply): Promise<LocalLine | undefined> {
    const lock = await takeOverLock(path);
    if (lock === 'taken') return undefined;
    try {
      if (await isHeld(path)) return undefined;
      rmSync(path, { force: true });
      return await LocalLine.listen(path, answer);
    } catch (cause) {
      if (reasonOf(cause) === 'EADDRINUSE') return undefined;
      throw cause;
    } finally {
      lock?.close();
    }
  }

  private static listen(path: string, answer: Answer | Reply): Promise<LocalLine> {
    const callers = new Set<Socket>();
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      callers.add(socket);
      socket.on('close', () => callers.delete(socket));
      socket.on('error', () => socket.destroy());
      if (typeof answer !== 'function') {
        socket.resume().end(JSON.stringify(answer));
        return;
      }
      socket.write(GREETING);
      text(socket)
        .then((request) => answer(JSON.parse(request)).catch(incomplete))
        .then((reply) => socket.end(JSON.stringify(reply)))
        .catch(() => socket.destroy());
    });
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, () => resolve(new LocalLine(server, callers)));
    });
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((done) => this.server.close(() => done()));
    for (const caller of this.callers) caller.destroy();
    // Removes the socket too. Whoever made one since then would lose theirs if it were removed once more.
    await closed;
  }
}

function linePath(dataDir: string): string {
  const folder = resolve(dataDir);
  if (process.platform === 'win32') {
    return `\\\\.\\pipe\\gp-storefront-gateway-${digest(folder)}`;
  }
  const path = join(folder, 'gateway.sock');
  return path.length <= LONGEST_PATH ? path : relative(process.cwd(), path);
}

/**
 * A lock: a name in Linux's abstract namespace, which needs no file and ends with its process, so that it cannot be left behind.
 * It is seen by the processes of one network namespace. Other systems have none; of Windows no pipe is left behind.
 */
async function takeOverLock(path: string): Promise<Server | 'taken' | undefined> {
  if (process.platform !== 'linux') return undefined;
  const server = createServer();
  const listening = once(server, 'listening');
  server.listen(`\0gp-storefront-gateway-${digest(realpathSync(dirname(path)))}`);
  try {
    await listening;
    return server;
  } catch (cause) {
    if (reasonOf(cause) === 'EADDRINUSE') return 'taken';
    throw cause;
  }
}

function digest(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 16);
}

function incomplete(fault: unknown): Reply {
  return { lines: [`The gateway could not complete the command: ${reasonOf(fault)}.`], exitCode: 1 };
}

/** Whether a process listens. */
async function isHeld(path: string): Promise<boolean> {
  const holder = await connection(path);
  // An open connection would keep both processes from ending.
  holder?.destroy();
  return holder !== undefined;
}

function connection(path: string): Promise<Socket | undefined> {
  const socket = connect({ path, allowHalfOpen: true });
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}

/** What comes through a socket until it closes, also by an error. */
function allOf(socket: Socket): Promise<string> {
  let all = '';
  socket.setEncoding('utf8').on('data', (part) => {
    all += part;
  });
  return new Promise((resolve) => {
    socket.on('error', () => undefined).once('close', () => resolve(all));
  });
}
