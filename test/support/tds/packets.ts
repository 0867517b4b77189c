/** The kinds of TDS messages (MS-TDS 2.2.3.1.1). */
export const MESSAGE = {
  batch: 0x01,
  rpc: 0x03,
  answer: 0x04,
  attention: 0x06,
  transaction: 0x0e,
  login: 0x10,
  preLogin: 0x12,
} as const;

const HEADER_BYTES = 8;
const END_OF_MESSAGE = 0x01;
const IGNORE = 0x02;
const RESET_CONNECTION = 0x08;

export interface Message {
  readonly type: number;
  readonly payload: Buffer;
  /** The sender has given it up halfway. */
  readonly ignored: boolean;
  readonly resetsConnection: boolean;
}

/** Puts messages together from the packets that arrive, however these are cut. */
export class PacketReader {
  private bytes: Buffer = Buffer.alloc(0);
  private parts: Buffer[] = [];

  read(chunk: Buffer): Message[] {
    this.bytes = this.bytes.length === 0 ? chunk : Buffer.concat([this.bytes, chunk]);
    const messages: Message[] = [];
    while (this.bytes.length >= HEADER_BYTES && this.bytes.length >= this.bytes.readUInt16BE(2)) {
      const length = this.bytes.readUInt16BE(2);
      const [type, status] = [this.bytes.readUInt8(0), this.bytes.readUInt8(1)];
      this.parts.push(this.bytes.subarray(HEADER_BYTES, length));
      this.bytes = this.bytes.subarray(length);
      if (!(status & END_OF_MESSAGE)) continue;
      const payload = Buffer.concat(this.parts);
      this.parts = [];
      messages.push({
        type,
        payload,
        ignored: (status & IGNORE) !== 0,
        resetsConnection: (status & RESET_CONNECTION) !== 0,
      });
    }
    return messages;
  }
}

/** A message in packets of at most so many bytes, their headers included. */
export function packets(type: number, payload: Buffer, packetSize: number): Buffer {
  const room = packetSize - HEADER_BYTES;
  const framed: Buffer[] = [];
  for (let at = 0, number = 1; at < payload.length || at === 0; at += room, number++) {
    const part = payload.subarray(at, at + room);
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt8(type, 0);
    header.writeUInt8(at + room >= payload.length ? END_OF_MESSAGE : 0, 1);
    header.writeUInt16BE(part.length + HEADER_BYTES, 2);
    header.writeUInt8(number % 256, 6);
    framed.push(header, part);
  }
  return Buffer.concat(framed);
}
