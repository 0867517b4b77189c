import type { FieldDef } from 'pg';
import pg from 'pg';
import { i32, shortText, u8, u16, u32, u64 } from './bytes.js';
import { encoded } from './code-page.js';

/** How a column of an answer is described, and how each of its values is written. PostgreSQL gives every value as text. */
export interface ColumnType {
  readonly info: Buffer;
  write(value: string): Buffer;
  readonly nothing: Buffer;
}

/** SQL_Latin1_General_CP1_CI_AS */
export const COLLATION = Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34]);

const NULLABLE = 0x0001;
const NO_LENGTH = Buffer.from([0xff, 0xff]);
const MOST_BYTES = 8000;
const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1900, 0, 1);
const EPOCH_0001 = new Date('0001-01-01T00:00:00Z').getTime();
const { builtins } = pg.types;
const BPCHAR = 1042;

/** @param values those of the column in the whole answer: some types depend on them */
export function columnType(field: FieldDef, values: readonly (string | null)[], countsAreInts: boolean): ColumnType {
  switch (field.dataTypeID) {
    case builtins.INT2:
      return wholeNumber(2);
    case builtins.INT4:
    case builtins.OID:
      return wholeNumber(4);
    case builtins.INT8:
      return wholeNumber(countsAreInts ? 4 : 8);
    case builtins.TIMESTAMP:
      return dateTime;
    case builtins.TIMESTAMPTZ:
      return dateTime;
    case builtins.DATE:
      return date;
    case builtins.BOOL:
      return bit;
    case builtins.FLOAT4:
    case builtins.FLOAT8:
      return double;
    case builtins.BYTEA:
      return bytes;
    case BPCHAR:
      return text(0xaf, field.dataTypeModifier, values);
    default:
      return text(0xa7, field.dataTypeModifier, values);
  }
}

/** COLMETADATA's part for one column. */
export function describedColumn(name: string, type: ColumnType): Buffer {
  return Buffer.concat([u32(0), u16(NULLABLE), type.info, shortText(name)]);
}

function wholeNumber(size: 2 | 4 | 8): ColumnType {
  return {
    info: Buffer.from([0x26, size]),
    nothing: u8(0),
    write: (value) => {
      const number = Buffer.alloc(8);
      number.writeBigInt64LE(BigInt(value));
      return Buffer.concat([u8(size), number.subarray(0, size)]);
    },
  };
}

const bit: ColumnType = {
  info: Buffer.from([0x68, 1]),
  nothing: u8(0),
  write: (value) => Buffer.from([1, value === 't' ? 1 : 0]),
};

const double: ColumnType = {
  info: Buffer.from([0x6d, 8]),
  nothing: u8(0),
  write: (value) => {
    const number = Buffer.alloc(8);
    number.writeDoubleLE(Number(value));
    return Buffer.concat([u8(8), number]);
  },
};

/** datetime: days since 1900 and three-hundredths of a second. */
const dateTime: ColumnType = {
  info: Buffer.from([0x6f, 8]),
  nothing: u8(0),
  write: (value) => {
    const moment = Date.parse(`${value.replace(' ', 'T').replace(/[+-]\d\d$/, '')}Z`) - EPOCH_1900;
    const days = Math.floor(moment / DAY_MS);
    return Buffer.concat([u8(8), i32(days), u32(Math.round((moment - days * DAY_MS) * 0.3))]);
  },
};

const date: ColumnType = {
  info: u8(0x28),
  nothing: u8(0),
  write: (value) => Buffer.concat([u8(3), u32((Date.parse(`${value}T00:00:00Z`) - EPOCH_0001) / DAY_MS).subarray(0, 3)]),
};

const bytes: ColumnType = {
  info: Buffer.concat([u8(0xa5), u16(MOST_BYTES)]),
  nothing: NO_LENGTH,
  write: (value) => {
    const data = Buffer.from(value.replace(/^\\x/, ''), 'hex');
    return Buffer.concat([u16(data.length), data]);
  },
};

function text(id: 0xa7 | 0xaf, modifier: number, values: readonly (string | null)[]): ColumnType {
  const longest = Math.max(1, ...values.map((value) => value?.length ?? 0));
  if (longest > MOST_BYTES) return longTexts;
  const length = modifier > 4 ? Math.min(modifier - 4, MOST_BYTES) : MOST_BYTES;
  return {
    info: Buffer.concat([u8(id), u16(length), COLLATION]),
    nothing: NO_LENGTH,
    write: (value) => {
      const data = encoded(value);
      return Buffer.concat([u16(data.length), data]);
    },
  };
}

/** varchar(max), in one part. */
const longTexts: ColumnType = {
  info: Buffer.concat([u8(0xa7), NO_LENGTH, COLLATION]),
  nothing: Buffer.alloc(8, 0xff),
  write: (value) => {
    const data = encoded(value);
    return Buffer.concat([u64(data.length), u32(data.length), data, u32(0)]);
  },
};
