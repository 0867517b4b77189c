import { brokenJsonAt } from './broken-json-at.js';
import { lineBreaksIn } from './line-breaks.js';
import { readTextFile } from './read-text-file.js';
import { UnreadableText } from './unreadable-text.js';

/** Reads a JSON file that a person has written. @throws {UnreadableText} */
export function readJsonFile(path: string): unknown {
  return parseJson(readTextFile(path).text);
}

/** @throws {UnreadableText} the text is not JSON. The message names the line only, as the parser's own message quotes the text */
export function parseJson(text: string): unknown {
  const json = text.replace(/^\ufeff+/, '');
  try {
    return JSON.parse(json);
  } catch {
    const line = lineBreaksIn(json.slice(0, brokenJsonAt(json))) + 1;
    throw new UnreadableText(json.trim() === '' ? 'it is not JSON but empty' : `it is not JSON: see line ${line}`);
  }
}
