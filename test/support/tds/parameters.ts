import type { ByteReader } from './bytes.js';
import { decoded } from './code-page.js';

/** A parameter of a remote procedure call, as it came over the wire. */
export interface Parameter {
  /** Without the @; blank where it goes by its position. */
  readonly name: string;
  readonly output: boolean;
  /** Texts, whole numbers and dates as PostgreSQL reads them. */
  readonly value: string | null;
}

const BY_REFERENCE = 0x01;
const DAY_MS = 86_400_000;
const NO_LENGTH = 0xffff;
const NO_LONG_VALUE = 0xffff_ffff_ffff_ffffn;

export function readParameter(message: ByteReader): Parameter {
  const name = message.text(message.u8()).replace(/^@/, '');
  const output = (message.u8() & BY_REFERENCE) !== 0;
  return { name, output, value: readValue(message) };
}

/** The description of a type, and then the value (MS-TDS 2.2.5.4 to 2.2.5.6). */
function readValue(message: ByteReader): string | null {
  const type = message.u8();
  switch (type) {
    case 0x1f:
      return null;
    case 0x26:
    case 0x68:
      message.u8();
      return short(message, wholeNumber);
    case 0x6d:
      message.u8();
      return short(message, (bytes) => String(bytes.length === 4 ? bytes.readFloatLE() : bytes.readDoubleLE()));
    case 0x6a:
    case 0x6c: {
      message.take(2);
      const scale = message.u8();
      return short(message, (bytes) => decimal(bytes, scale));
    }
    case 0x6f:
      message.u8();
      return short(message, dateTime);
    case 0x28:
      return short(message, (bytes) => dayOf(bytes.readUIntLE(0, 3)));
    case 0x2a: {
      const scale = message.u8();
      return short(message, (bytes) => dateTime2(bytes, scale));
    }
    case 0xa7:
    case 0xaf:
      return text(message, true, decoded);
    case 0xe7:
    case 0xef:
      return text(message, true, (bytes) => bytes.toString('utf16le'));
    case 0xa5:
    case 0xad:
      return text(message, false, (bytes) => `\\x${bytes.toString('hex')}`);
    default:
      throw new TypeError(`A parameter has the type 0x${type.toString(16)}, which the tests' server does not know.`);
  }
}

function short(message: ByteReader, read: (bytes: Buffer) => string): string | null {
  const length = message.u8();
  return length === 0 ? null : read(message.take(length));
}

function text(message: ByteReader, collated: boolean, read: (bytes: Buffer) => string): string | null {
  const longest = message.u16();
  if (collated) message.take(5);
  if (longest === NO_LENGTH) return longText(message, read);
  const length = message.u16();
  return length === NO_LENGTH ? null : read(message.take(length));
}

function longText(message: ByteReader, read: (bytes: Buffer) => string): string | null {
  if (message.u64() === NO_LONG_VALUE) return null;
  const parts: Buffer[] = [];
  for (let length = message.u32(); length > 0; length = message.u32()) parts.push(message.take(length));
  return read(Buffer.concat(parts));
}

function wholeNumber(bytes: Buffer): string {
  if (bytes.length === 1) return String(bytes.readUInt8());
  if (bytes.length === 2) return String(bytes.readInt16LE());
  return bytes.length === 4 ? String(bytes.readInt32LE()) : String(bytes.readBigInt64LE());
}

function decimal(bytes: Buffer, scale: number): string {
  let digits = 0n;
  for (let at = bytes.length - 1; at > 0; at--) digits = (digits << 8n) | BigInt(bytes[at] ?? 0);
  const padded = digits.toString().padStart(scale + 1, '0');
  const point = padded.length - scale;
  return `${bytes[0] === 0 ? '-' : ''}${padded.slice(0, point)}${scale > 0 ? `.${padded.slice(point)}` : ''}`;
}

function dateTime(bytes: Buffer): string {
  const moment = Date.UTC(1900, 0, 1) + bytes.readInt32LE(0) * DAY_MS + Math.round(bytes.readUInt32LE(4) / 0.3);
  return new Date(moment).toISOString().replace('Z', '');
}

function dateTime2(bytes: Buffer, scale: number): string {
  const size = bytes.length - 3;
  const fraction = bytes.readUIntLE(0, size) / 10 ** scale;
  const time = new Date(Math.round(fraction * 1000)).toISOString().slice(11, 23);
  return `${dayOf(bytes.readUIntLE(size, 3))}T${time}`;
}

function dayOf(days: number): string {
  return new Date(new Date('0001-01-01T00:00:00Z').getTime() + days * DAY_MS).toISOString().slice(0, 10);
}
