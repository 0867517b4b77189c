/** One page of a list that is read forwards with cursors. */
export interface Page<T> {
  readonly items: readonly { readonly node: T; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** A place in a list, as an opaque text: the list's kind, so that a cursor of another list is refused, and the sort key of an entry. */
export function cursorOf(list: string, key: readonly string[]): string {
  return Buffer.from(JSON.stringify([list, ...key]), 'utf8').toString('base64url');
}

/** No sort key is as long as a fourth of this, and what is longer takes time to look at. */
const LONGEST_CURSOR = 2_000;

/** The sort key in a cursor, or undefined where it is none of this list's or does not have so many parts. */
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
