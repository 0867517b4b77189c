import { readFileSync } from 'node:fs';
import { type DecodedText, decodeText } from './decode-text.js';
import { UnreadableText } from './unreadable-text.js';

/** Reads a file that a person has written. @throws {UnreadableText} it cannot be read, or a line of it is not text */
export function readTextFile(path: string): DecodedText {
  return decodeText(readFileBytes(path));
}

/** @throws {UnreadableText} it cannot be read */
export function readFileBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new UnreadableText('it cannot be read', { cause });
  }
}
