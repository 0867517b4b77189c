/** What a client says when it logs in (LOGIN7, MS-TDS 2.2.6.4). */
export interface Login {
  readonly user: string;
  readonly password: string;
  readonly application: string;
  /** Blank where the login's default database is meant. */
  readonly database: string;
  readonly packetSize: number;
  readonly readOnly: boolean;
  /** It has no user and password, but the first message of an NTLM exchange. */
  readonly integrated: boolean;
}

/** Where the pair of offset and length of each text stands. */
const AT = { user: 40, password: 44, application: 48, database: 68 } as const;
const INTEGRATED_SECURITY = 0x80;
const READ_ONLY_INTENT = 0x20;

export function readLogin(message: Buffer): Login {
  const text = (pair: number) => bytesOf(message, pair).toString('utf16le');
  return {
    user: text(AT.user),
    password: unscrambled(bytesOf(message, AT.password)).toString('utf16le'),
    application: text(AT.application),
    database: text(AT.database),
    packetSize: message.readUInt32LE(8),
    readOnly: (message.readUInt8(26) & READ_ONLY_INTENT) !== 0,
    integrated: (message.readUInt8(25) & INTEGRATED_SECURITY) !== 0,
  };
}

function bytesOf(message: Buffer, pair: number): Buffer {
  const start = message.readUInt16LE(pair);
  return message.subarray(start, start + message.readUInt16LE(pair + 2) * 2);
}

/** The client has swapped the halves of each byte and then inverted some of its bits. */
function unscrambled(password: Buffer): Buffer {
  return Buffer.from(password.map((byte) => (((byte ^ 0xa5) << 4) | ((byte ^ 0xa5) >> 4)) & 0xff));
}
