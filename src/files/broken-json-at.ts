const SPACE = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a JSON string contains no control characters.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const LITERAL = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;

/**
 * The index at which a text stops being JSON; its length where only the end is missing. JSON.parse tells the place of some
 * mistakes only.
 */
export function brokenJsonAt(text: string): number {
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const next = (character: string): boolean => {
    skip(SPACE);
    if (text[at] !== character) return false;
    at++;
    return true;
  };
  /** The open brackets, the innermost last. */
  const open: ('[' | '{')[] = [];
  const key = () => {
    skip(SPACE);
    return skip(STRING) && next(':');
  };
  for (;;) {
    // A value begins here.
    if (next('{')) {
      if (!next('}')) {
        open.push('{');
        if (!key()) return at;
        continue;
      }
    } else if (next('[')) {
      if (!next(']')) {
        open.push('[');
        continue;
      }
    } else if (!skip(STRING) && !skip(LITERAL)) return at;
    // A value has ended: next comes the closing bracket of the object or array around it, or its next entry.
    for (let within = open.at(-1); ; within = open.at(-1)) {
      if (within === undefined) {
        skip(SPACE);
        return at;
      }
      if (next(',')) {
        if (within === '{' && !key()) return at;
        break;
      }
      if (!next(within === '{' ? '}' : ']')) return at;
      open.pop();
    }
  }
}
