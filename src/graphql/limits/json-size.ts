/** The size of the content of a JSON text. */
export interface JsonSize {
  /** Entries of lists and fields of objects. */
  readonly values: number;
  /** The depth of nested lists and objects. */
  readonly levels: number;
  /** The number of fields of the object with the most fields. */
  readonly widestObject: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Counts the content of a JSON text without parsing it: parsing is slow because it creates all values. A text that is not valid
 * JSON is counted too.
 */
export function jsonSizeOf(text: string): JsonSize {
  let values = 0;
  let level = 0;
  let levels = 0;
  let widestObject = 0;
  /** The fields so far of each open object; undefined for an open list. */
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

/** The end of the string that begins with the quote at this position. */
function endOfText(text: string, begin: number): number {
  for (let end = text.indexOf('"', begin + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes++;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}
