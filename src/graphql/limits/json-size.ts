/** How much a text of JSON holds. */
export interface JsonSize {
  /** Entries of lists and fields of objects. */
  readonly values: number;
  /** Lists and objects within each other. */
  readonly levels: number;
  /** Fields of the widest object. */
  readonly widestObject: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Counts what a text of JSON holds without reading it: reading makes something of every value, and that is what takes the
 * time. A text that is no JSON is counted all the same.
 */
export function jsonSizeOf(text: string): JsonSize {
  let values = 0;
  let level = 0;
  let levels = 0;
  let widestObject = 0;
  /** Fields so far of each object that is open, and undefined for a list. */
  const open: (number | undefined)[] = [];
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfText(text, at);
        break;
      case COMMA: {
        values++;
        const fields = open.at(-1);
        if (fields === undefined) break;
        open[open.length - 1] = fields + 1;
        if (fields + 1 > widestObject) widestObject = fields + 1;
        break;
      }
      case LIST:
      case OBJECT:
        values++;
        open.push(text.charCodeAt(at) === OBJECT ? 1 : undefined);
        if (widestObject === 0 && open.at(-1) !== undefined) widestObject = 1;
        if (++level > levels) levels = level;
        break;
      case LIST_END:
      case OBJECT_END:
        open.pop();
        level--;
        break;
    }
  }
  return { values, levels, widestObject };
}

/** Where the text ends that begins with the quote at this place. */
function endOfText(text: string, begin: number): number {
  for (let end = text.indexOf('"', begin + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes++;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}
