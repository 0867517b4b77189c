import { TYPES } from 'tedious';

export type SqlValue = string | number | bigint | boolean | Date | null | undefined;

export interface SqlParameter {
  readonly type: (typeof TYPES)[keyof typeof TYPES];
  readonly value: unknown;
  readonly options: { readonly length?: number };
}

/**
 * The declared lengths of texts, in characters. Without a declared length tedious declares that of each value, so that every mix
 * of lengths is another statement for the server to compile and to keep.
 */
const SHORT = 255;
const LONG = 8_000;
const LEAST_INT = -(2 ** 31);
const MOST_INT = 2 ** 31 - 1;

/** Characters that are not in code page 1252, in which GP keeps its texts. */
const OUTSIDE_OF_CODE_PAGE = /(?![€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])[\u0080-\u009F\u0100-\u{10FFFF}]/gu;
/** ASCII's substitute. The driver would send a "?", which may be a character of another key; no key of GP's has a substitute. */
const SUBSTITUTE = '\u001A';

/**
 * A value of a question with its SQL type: varchar of one of two lengths, int, bigint, bit or datetime. nvarchar is none of them,
 * since no index on a char column serves a comparison with it.
 * @throws {TypeError} the value has no exact type: decimals go as texts
 */
export function sqlParameter(value: unknown): SqlParameter {
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
      if (!Number.isSafeInteger(value)) throw new TypeError('A number that is not whole is sent to GP as a text');
      return value >= LEAST_INT && value <= MOST_INT
        ? { type: TYPES.Int, value, options: {} }
        : { type: TYPES.BigInt, value: String(value), options: {} };
    case 'bigint':
      return { type: TYPES.BigInt, value: String(value), options: {} };
    case 'boolean':
      return { type: TYPES.Bit, value, options: {} };
    default:
      if (value === null || value === undefined) return { type: TYPES.VarChar, value: null, options: { length: SHORT } };
      if (value instanceof Date) return { type: TYPES.DateTime, value, options: {} };
      throw new TypeError('A value of a question to GP is neither text, number, date nor NULL');
  }
}

function text(value: string): SqlParameter {
  if (value.length > LONG) throw new TypeError(`A text of a question to GP has more than ${LONG} characters`);
  const length = value.length <= SHORT ? SHORT : LONG;
  return { type: TYPES.VarChar, value: value.replaceAll(OUTSIDE_OF_CODE_PAGE, SUBSTITUTE), options: { length } };
}
