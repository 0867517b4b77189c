import type { Random } from '../../src/sandbox/generator/random.js';
import { TREACHEROUS_NAMES, TREACHEROUS_TEXTS } from './pieces.js';

const MARKS = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ':',
  '!',
  '$',
  '@',
  '...',
  '"',
  '"""',
  '\\',
  '#',
  ',',
  '&',
  '|',
  '=',
  '\n',
  '\0',
  '-',
  '.',
];

/** A text with one to four of its places spoilt: cut off, doubled, swapped, with marks and texts that do not belong there. */
export function mangled(text: string, random: Random): string {
  let result = text;
  for (let times = random.whole(1, 4); times > 0; times--) {
    const at = random.whole(0, result.length);
    const to = Math.min(result.length, at + random.whole(1, 20));
    const before = result.slice(0, at);
    const after = result.slice(to);
    switch (random.whole(0, 7)) {
      case 0:
        result = before;
        break;
      case 1:
        result = before + after;
        break;
      case 2:
        result = before + result.slice(at, to).repeat(random.whole(2, 5)) + after;
        break;
      case 3:
        result = before + random.pick(MARKS) + result.slice(at);
        break;
      case 4:
        result = before + random.pick(MARKS).repeat(random.whole(1, 200)) + result.slice(at);
        break;
      case 5:
        result = before + random.pick(TREACHEROUS_NAMES) + after;
        break;
      case 6:
        result = before + random.pick(TREACHEROUS_TEXTS) + after;
        break;
      default:
        result = before + String.fromCharCode(random.whole(0, 0xffff)) + result.slice(at + 1);
    }
  }
  return result;
}

/** Bytes of which some are flipped. */
export function flipped(bytes: Buffer, random: Random): Buffer {
  const result = Buffer.from(bytes);
  if (result.length === 0) return result;
  for (let times = random.whole(1, 6); times > 0; times--) {
    const at = random.whole(0, result.length - 1);
    result[at] = (result[at] ?? 0) ^ (1 << random.whole(0, 7));
  }
  return result;
}
