import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { Counts } from './counts.js';
import { Cut } from './cut.js';
import { type Login, readLogin } from './login.js';
import { MESSAGE, type Message, PacketReader, packets } from './packets.js';
import { ENCRYPTION, encryptionAsked, preLoginAnswer } from './pre-login.js';
import { errorNumbered, type ServerTrouble } from './server-trouble.js';
import type { Session } from './session.js';
import { isConnectionLost, type SqlServerError } from './sql-server-error.js';
import { TlsInsidePackets } from './tls-inside-packets.js';
import * as tokens from './tokens.js';

export interface ConnectionSurroundings {
  readonly trouble: ServerTrouble;
  readonly counts: Counts;
  /** Undefined where the server offers no encryption. */
  readonly secureContext: SecureContext | undefined;
  readonly encryptionRequired: boolean;
  /** @returns why the login is refused */
  refusal(login: Login): SqlServerError | undefined;
  open(login: Login, gone: () => void): Promise<Session>;
}

const BEFORE_LOGIN_BYTES = 4096;
const TLS_HANDSHAKE = 0x16;

/** One connection, from its first byte to its end. */
export class Connection {
  private readonly reader = new PacketReader();
  private readonly queue: Message[] = [];
  private wire: Duplex;
  private packetSize = BEFORE_LOGIN_BYTES;
  private opening: Promise<Session> | undefined;
  private session: Session | undefined;
  private running: AbortController | undefined;
  private tls: TlsInsidePackets | undefined;
  private begun = false;
  private readonly over = Promise.withResolvers<void>();

  constructor(
    private readonly socket: Socket,
    private readonly surroundings: ConnectionSurroundings,
  ) {
    this.wire = socket;
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => this.arrived(chunk));
    socket.once('close', () => void this.ended().finally(() => this.over.resolve()));
  }

  cut(): void {
    this.socket.destroy();
  }

  /** Resolves when the socket is closed and the session has ended, also one that was just beginning. */
  whenOver(): Promise<void> {
    return this.over.promise;
  }

  private async ended(): Promise<void> {
    this.running?.abort();
    if (this.session) this.surroundings.counts.sessions--;
    const session = await this.opening?.catch(() => undefined);
    this.session = undefined;
    await session?.close();
  }

  private arrived(chunk: Buffer): void {
    if (this.surroundings.trouble.server.blackHole) return;
    if (!this.begun) {
      this.begun = true;
      if (chunk[0] === TLS_HANDSHAKE) {
        this.encryptFromTheStart(chunk);
        return;
      }
    }
    if (this.tls) this.tls.arrived(chunk);
    else this.read(chunk);
  }

  private read(chunk: Buffer): void {
    for (const message of this.reader.read(chunk)) {
      if (message.type === MESSAGE.attention) this.attended();
      else {
        this.queue.push(message);
        if (this.queue.length === 1) void this.work();
      }
    }
  }

  private async work(): Promise<void> {
    for (let message = this.queue[0]; message; message = this.queue[0]) {
      try {
        await this.handle(message);
      } catch (fault) {
        this.cut();
        if (!(fault instanceof Cut) && !isConnectionLost(fault)) this.surroundings.trouble.failed(fault);
        return;
      }
      this.queue.shift();
    }
  }

  private async handle(message: Message): Promise<void> {
    if (message.ignored) return this.send(tokens.end(false));
    if (message.type === MESSAGE.preLogin) return this.preLogin(message.payload);
    if (message.type === MESSAGE.login) return await this.logIn(readLogin(message.payload));
    if (!this.session) throw new Cut();
    const running = new AbortController();
    this.running = running;
    try {
      this.send(await this.session.answer(message, running.signal));
      if (running.signal.aborted) this.send(tokens.attentionAcknowledged());
    } finally {
      this.running = undefined;
    }
  }

  /** What runs is ended; its answer ends, and the acknowledgement is a message of its own. */
  private attended(): void {
    const { trouble, counts } = this.surroundings;
    counts.cancels++;
    if (trouble.server.deafToCancels) return;
    if (this.running) this.running.abort();
    else this.send(tokens.attentionAcknowledged());
  }

  private preLogin(payload: Buffer): void {
    const { secureContext, encryptionRequired } = this.surroundings;
    if (!secureContext || this.wire instanceof TLSSocket) {
      this.send(preLoginAnswer(ENCRYPTION.notSupported));
      return;
    }
    const asked = encryptionAsked(payload);
    const encrypts = asked === ENCRYPTION.on || asked === ENCRYPTION.required;
    this.send(preLoginAnswer(encryptionRequired ? ENCRYPTION.required : encrypts ? ENCRYPTION.on : ENCRYPTION.notSupported));
    if (!encrypts) return;
    this.tls = new TlsInsidePackets(this.socket);
    this.encrypt(new TLSSocket(this.tls.encrypted, { isServer: true, secureContext }));
  }

  /** TDS 8: everything inside TLS. */
  private encryptFromTheStart(chunk: Buffer): void {
    const { secureContext } = this.surroundings;
    if (!secureContext) {
      this.cut();
      return;
    }
    this.socket.removeAllListeners('data');
    this.socket.pause();
    this.socket.unshift(chunk);
    this.encrypt(new TLSSocket(this.socket, { isServer: true, secureContext, ALPNProtocols: ['tds/8.0'] }));
  }

  private encrypt(secure: TLSSocket): void {
    this.wire = secure;
    // A client that does not trust the certificate says so and goes.
    secure.on('error', () => this.cut());
    secure.on('data', (data: Buffer) => {
      if (!this.surroundings.trouble.server.blackHole) this.read(data);
    });
  }

  private async logIn(login: Login): Promise<void> {
    const { counts, trouble } = this.surroundings;
    const refused = trouble.server.refuseLogin;
    const refusal = refused === null ? this.surroundings.refusal(login) : errorNumbered(refused);
    if (refusal) {
      counts.refusedLogins++;
      this.send(Buffer.concat([tokens.error(refusal), tokens.end(false, true)]));
      this.wire.end();
      return;
    }
    this.opening = this.surroundings.open(login, () => this.cut());
    const session = await this.opening;
    if (this.socket.destroyed) return;
    this.session = session;
    counts.logins++;
    counts.sessions++;
    const packetSize = Math.min(Math.max(login.packetSize, 512), 32_767);
    this.send(
      Buffer.concat([
        tokens.database(login.database),
        tokens.collation(),
        tokens.language('us_english'),
        tokens.packetSize(packetSize),
        tokens.loginAcknowledged(),
        tokens.end(false),
      ]),
    );
    this.packetSize = packetSize;
  }

  private send(payload: Buffer): void {
    if (this.surroundings.trouble.server.blackHole || this.socket.destroyed) return;
    this.wire.write(packets(MESSAGE.answer, payload, this.packetSize));
  }
}
