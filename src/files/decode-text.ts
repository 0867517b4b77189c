import { isUtf8 } from 'node:buffer';
import { lineBreaksIn } from './line-breaks.js';
import { UnreadableText } from './unreadable-text.js';

/** Names from the Encoding Standard, as TextDecoder uses them. Windows calls code page 1252 "ANSI" in western countries. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
}

/** Code page 1252 has no letters for these bytes. TextDecoder turns them into control characters. */
const NO_LETTERS_OF_1252 = /[\u0081\u008d\u008f\u0090\u009d]/;
const BYTES_AT_ONCE = 1 << 16;

/**
 * The text of a file that a person has written on any system: UTF-8, UTF-16 with or without a byte order mark, else code
 * page 1252.
 * @throws {UnreadableText} the bytes are in none of these encodings; the message names the line
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  const text = [...decodedPieces(bytes, encoding)].join('');
  const zero = text.indexOf('\0');
  if (zero >= 0) throw new UnreadableText(`line ${lineBreaksIn(text.slice(0, zero)) + 1} has a zero, which no text has`);
  return { text, encoding };
}

/** The text in pieces, for a file too large for one string. NUL characters are left to the caller. @throws {UnreadableText} */
export function* decodedPieces(bytes: Uint8Array, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let start = 0; start < bytes.length; start += BYTES_AT_ONCE) {
    const isLast = start + BYTES_AT_ONCE >= bytes.length;
    let piece: string;
    try {
      piece = decoder.decode(bytes.subarray(start, start + BYTES_AT_ONCE), { stream: !isLast });
    } catch (cause) {
      throw new UnreadableText(`line ${lineOfFailure(bytes, encoding)} is neither UTF-8, UTF-16 nor code page 1252`, { cause });
    }
    yield piece;
  }
}

export function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  // Without a byte order mark the first character, which is ASCII (a name, a bracket or a quote), gives UTF-16 away.
  if (bytes.length >= 2 && first !== 0 && second === 0) return 'utf-16le';
  if (bytes.length >= 2 && first === 0 && second !== 0) return 'utf-16be';
  return isUtf8(bytes) || !isWindows1252(bytes) ? 'utf-8' : 'windows-1252';
}

/**
 * Whether bytes that are not valid UTF-8 are code page 1252. With more letters valid in UTF-8 than invalid bytes, the text is
 * damaged UTF-8: read as code page 1252, every name in it would be wrong.
 */
function isWindows1252(bytes: Uint8Array): boolean {
  let letters = 0;
  let damaged = 0;
  for (const letter of new TextDecoder('utf-8').decode(bytes)) {
    if (letter === '\ufffd') damaged++;
    else if (letter > '\x7f') letters++;
  }
  return letters <= damaged && !NO_LETTERS_OF_1252.test(new TextDecoder('windows-1252').decode(bytes));
}

/** The line in which decoding fails, found by bisection, since the decoder does not say where it stopped. */
function lineOfFailure(bytes: Uint8Array, encoding: Encoding): number {
  const fails = (length: number) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return false;
    } catch {
      return true;
    }
  };
  let [right, wrong] = [0, bytes.length];
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1;
    if (fails(middle)) wrong = middle;
    else right = middle;
  }
  return lineBreaksIn(new TextDecoder(encoding).decode(bytes.subarray(0, right))) + 1;
}
