import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { MESSAGE, PacketReader, packets } from './packets.js';

const HANDSHAKE_PACKET_BYTES = 4096;

/**
 * TLS as TDS before version 8 does it: the handshake travels inside of pre-login messages, and everything after it the other
 * way round, TDS inside of TLS. The client begins with each, so its first byte tells.
 */
export class TlsInsidePackets {
  private readonly reader = new PacketReader();
  private shakingHands = true;
  private outgoing: Buffer[] = [];
  /** What the server's TLS reads and writes. */
  readonly encrypted: Duplex;

  constructor(private readonly socket: Socket) {
    this.encrypted = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _encoding, done) => {
        this.write(chunk);
        done();
      },
      final: (done) => {
        this.socket.end();
        done();
      },
    });
    this.encrypted.on('error', () => this.socket.destroy());
    this.socket.once('close', () => this.encrypted.destroy());
  }

  arrived(chunk: Buffer): void {
    if (this.shakingHands && chunk[0] !== MESSAGE.preLogin) this.shakingHands = false;
    if (!this.shakingHands) {
      this.encrypted.push(chunk);
      return;
    }
    for (const { payload } of this.reader.read(chunk)) this.encrypted.push(payload);
  }

  private write(chunk: Buffer): void {
    if (!this.shakingHands) {
      this.socket.write(chunk);
      return;
    }
    this.outgoing.push(chunk);
    // What the server says in one go is one message: the client reads one, and then speaks.
    if (this.outgoing.length === 1) setImmediate(() => this.flush());
  }

  private flush(): void {
    const said = Buffer.concat(this.outgoing);
    this.outgoing = [];
    if (!this.socket.destroyed) this.socket.write(packets(MESSAGE.answer, said, HANDSHAKE_PACKET_BYTES));
  }
}
