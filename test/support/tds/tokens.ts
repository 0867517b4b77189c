import { i32, longText, shortText, u8, u16, u32, u64 } from './bytes.js';
import { COLLATION, type ColumnType, describedColumn } from './column-types.js';
import type { SqlServerError } from './sql-server-error.js';

/** The tokens that answers consist of (MS-TDS 2.2.7). */
const TOKEN = {
  columns: 0x81,
  error: 0xaa,
  info: 0xab,
  loginAcknowledged: 0xad,
  featuresAcknowledged: 0xae,
  row: 0xd1,
  environment: 0xe3,
  returnStatus: 0x79,
  done: 0xfd,
  doneProcedure: 0xfe,
  doneInProcedure: 0xff,
} as const;

const DONE = { more: 0x01, error: 0x02, count: 0x10, attention: 0x20 } as const;
const SERVER = 'TESTS';
/** TDS 7.4, in the other byte order than everything else. */
const TDS_VERSION = Buffer.from([0x74, 0x00, 0x00, 0x04]);
const PROGRAM_VERSION = Buffer.from([16, 0, 0x10, 0x00]);

export function loginAcknowledged(): Buffer {
  const data = Buffer.concat([u8(1), TDS_VERSION, shortText('Microsoft SQL Server'), PROGRAM_VERSION]);
  return Buffer.concat([u8(TOKEN.loginAcknowledged), u16(data.length), data]);
}

export const database = (name: string) => environment(1, shortText(name), shortText('master'));
export const language = (name: string) => environment(2, shortText(name), shortText(''));
export const packetSize = (size: number) => environment(4, shortText(String(size)), shortText('4096'));
export const collation = () => environment(7, Buffer.concat([u8(COLLATION.length), COLLATION]), u8(0));
export const begun = (transaction: Buffer) => environment(8, shortBytes(transaction), u8(0));
export const committed = (transaction: Buffer) => environment(9, u8(0), shortBytes(transaction));
export const rolledBack = (transaction: Buffer) => environment(10, u8(0), shortBytes(transaction));
export const connectionReset = () => environment(18, u8(0), u8(0));

export function error({ number, state, severity, message }: SqlServerError): Buffer {
  return said(TOKEN.error, { number, state, severity, message });
}

export function info(number: number, message: string): Buffer {
  return said(TOKEN.info, { number, state: 1, severity: 10, message });
}

export function columns(described: readonly { readonly name: string; readonly type: ColumnType }[]): Buffer {
  return Buffer.concat([
    u8(TOKEN.columns),
    u16(described.length),
    ...described.map(({ name, type }) => describedColumn(name, type)),
  ]);
}

export function row(types: readonly ColumnType[], values: readonly (string | null)[]): Buffer {
  return Buffer.concat([
    u8(TOKEN.row),
    ...types.map((type, index) => {
      const value = values[index] ?? null;
      return value === null ? type.nothing : type.write(value);
    }),
  ]);
}

export const returnStatus = (status: number) => Buffer.concat([u8(TOKEN.returnStatus), i32(status)]);

/** One of the statements of a procedure, or of a batch, has ended. */
export function doneWith(rows: number, inProcedure: boolean): Buffer {
  return done(inProcedure ? TOKEN.doneInProcedure : TOKEN.done, DONE.more | DONE.count, rows);
}

/** The end of an answer. */
export function end(ofProcedure: boolean, failed = false): Buffer {
  return done(ofProcedure ? TOKEN.doneProcedure : TOKEN.done, failed ? DONE.error : 0, 0);
}

export const attentionAcknowledged = () => done(TOKEN.done, DONE.attention, 0);

function done(token: number, status: number, rows: number): Buffer {
  return Buffer.concat([u8(token), u16(status), u16(0), u64(rows)]);
}

function environment(kind: number, now: Buffer, before: Buffer): Buffer {
  return Buffer.concat([u8(TOKEN.environment), u16(1 + now.length + before.length), u8(kind), now, before]);
}

function shortBytes(bytes: Buffer): Buffer {
  return Buffer.concat([u8(bytes.length), bytes]);
}

interface Said {
  readonly number: number;
  readonly state: number;
  readonly severity: number;
  readonly message: string;
}

function said(token: number, { number, state, severity, message }: Said): Buffer {
  const data = Buffer.concat([u32(number), u8(state), u8(severity), longText(message), shortText(SERVER), shortText(''), u32(1)]);
  return Buffer.concat([u8(token), u16(data.length), data]);
}
