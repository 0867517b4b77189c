/** One page of a list that is read forwards with cursors. */
export interface Page<T> {
  readonly items: readonly { readonly node: T; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** An entry's place in a list, as an opaque text: the list's kind, so that other lists refuse it, and the entry's sort key. */
export function cursorOf(list: string, key: readonly string[]): string {
  return Buffer.from(JSON.stringify([list, ...key]), 'utf8').toString('base64url');
}

/** In characters. No sort key needs a fourth of this, and decoding a longer cursor would take time. */
const LONGEST_CURSOR = 2_000;

/** The sort key in a cursor, or undefined where the cursor is not of this list or its key does not have `parts` parts. */
export function keyOfCursor(list: string, cursor: string, parts: number): string[] | undefined {
  if (cursor.length > LONGEST_CURSOR) return undefined;
  try {
    const [kind, ...key] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const whole = kind === list && key.length === parts && key.every((part) => typeof part === 'string');
    return whole ? (key as string[]) : undefined;
  } catch {
    return undefined;
  }
}
