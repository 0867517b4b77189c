/** Reads a message of TDS from its beginning. Numbers are little-endian, as nearly everywhere in TDS. */
export class ByteReader {
  at = 0;

  constructor(readonly bytes: Buffer) {}

  get ended(): boolean {
    return this.at >= this.bytes.length;
  }

  u8(): number {
    return this.bytes.readUInt8(this.moved(1));
  }

  u16(): number {
    return this.bytes.readUInt16LE(this.moved(2));
  }

  u32(): number {
    return this.bytes.readUInt32LE(this.moved(4));
  }

  i32(): number {
    return this.bytes.readInt32LE(this.moved(4));
  }

  u64(): bigint {
    return this.bytes.readBigUInt64LE(this.moved(8));
  }

  take(length: number): Buffer {
    const start = this.moved(length);
    return this.bytes.subarray(start, this.at);
  }

  /** A text in UTF-16 of so many characters. */
  text(characters: number): string {
    return this.take(characters * 2).toString('utf16le');
  }

  private moved(by: number): number {
    const start = this.at;
    this.at += by;
    return start;
  }
}

export const u8 = (value: number) => Buffer.from([value]);

export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function i32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

export function u64(value: bigint | number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

/** A text in UTF-16 behind its length in characters, in one byte (B_VARCHAR). */
export function shortText(text: string): Buffer {
  return Buffer.concat([u8(text.length), Buffer.from(text, 'utf16le')]);
}

/** A text in UTF-16 behind its length in characters, in two bytes (US_VARCHAR). */
export function longText(text: string): Buffer {
  return Buffer.concat([u16(text.length), Buffer.from(text, 'utf16le')]);
}
