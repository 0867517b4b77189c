const decoder = new TextDecoder('windows-1252');
const BYTES = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
const QUESTION_MARK = 0x3f;

/** Code page 1252, the one of GP's `char` columns. */
export function decoded(bytes: Buffer): string {
  return decoder.decode(bytes);
}

/** What the code page does not have becomes a question mark, without a word, as in SQL Server. */
export function encoded(text: string): Buffer {
  return Buffer.from(Array.from(text, (letter) => BYTES.get(letter) ?? QUESTION_MARK));
}
