import { ByteReader } from './bytes.js';
import { type Parameter, readParameter } from './parameters.js';

/** A request with its headers taken off. */
export interface Headed {
  /** The transaction that the client believes it is in; zeros outside of one. */
  readonly transaction: Buffer;
  readonly rest: ByteReader;
}

/** A remote procedure call (MS-TDS 2.2.6.6). */
export interface RemoteCall {
  /** Its name, or its number where it is one of the server's own. */
  readonly procedure: string | number;
  readonly parameters: readonly Parameter[];
}

/** The number of sp_executesql. */
export const EXECUTE_SQL = 10;
const TRANSACTION_HEADER = 2;
const BY_NUMBER = 0xffff;

export function readHeaders(payload: Buffer): Headed {
  const total = payload.readUInt32LE(0);
  let transaction: Buffer = Buffer.alloc(8);
  for (let at = 4; at < total; at += payload.readUInt32LE(at)) {
    if (payload.readUInt16LE(at + 4) === TRANSACTION_HEADER) transaction = payload.subarray(at + 6, at + 14);
  }
  const rest = new ByteReader(payload);
  rest.take(total);
  return { transaction, rest };
}

export function readRemoteCall(message: ByteReader): RemoteCall {
  const length = message.u16();
  const procedure = length === BY_NUMBER ? message.u16() : message.text(length);
  message.u16();
  const parameters: Parameter[] = [];
  while (!message.ended) parameters.push(readParameter(message));
  return { procedure, parameters };
}
