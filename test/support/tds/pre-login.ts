const OPTION = { version: 0x00, encryption: 0x01, instance: 0x02, thread: 0x03, mars: 0x04, end: 0xff } as const;
/** SQL Server 2022 */
const VERSION = [16, 0, 0x10, 0x00, 0, 0];

export const ENCRYPTION = { off: 0x00, on: 0x01, notSupported: 0x02, required: 0x03 } as const;

/** What the client says of encryption in its first message. */
export function encryptionAsked(preLogin: Buffer): number {
  for (let at = 0; preLogin[at] !== undefined && preLogin[at] !== OPTION.end; at += 5) {
    if (preLogin[at] === OPTION.encryption) return preLogin.readUInt8(preLogin.readUInt16BE(at + 1));
  }
  return ENCRYPTION.notSupported;
}

export function preLoginAnswer(encryption: number): Buffer {
  const options: readonly (readonly [number, readonly number[]])[] = [
    [OPTION.version, VERSION],
    [OPTION.encryption, [encryption]],
    [OPTION.instance, [0]],
    [OPTION.thread, []],
    [OPTION.mars, [0]],
  ];
  let at = options.length * 5 + 1;
  const head: number[] = [];
  for (const [option, data] of options) {
    head.push(option, at >> 8, at & 0xff, data.length >> 8, data.length & 0xff);
    at += data.length;
  }
  return Buffer.from([...head, OPTION.end, ...options.flatMap(([, data]) => data)]);
}
