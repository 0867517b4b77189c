export { type CsvRow, csvRows, csvRowsOfBytes, NotCsv } from './csv.js';
export { type DecodedText, decodeText, type Encoding, encodingOf } from './decode-text.js';
export { parseJson, readJsonFile } from './json.js';
export { makeFolder } from './make-folder.js';
export { readFileBytes, readTextFile } from './read-text-file.js';
export { UnreadableText } from './unreadable-text.js';
