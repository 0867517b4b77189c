import type { Finding, Level } from './check.js';

/** What is the matter with one thing, in words for one and for several. */
export interface Trouble {
  readonly level: Level;
  /** The thing, such as a table. */
  readonly of: string;
  readonly one: string;
  /** As `one`, where it may be said of several alike. */
  readonly several?: string;
  readonly todo?: string;
}

/** One finding for all that have the same trouble and the same cure, with the list of them. */
export function inOneLine(troubles: readonly Trouble[]): Finding[] {
  const alike = Map.groupBy(troubles, ({ level, one, todo = '' }) => [level, one, todo].join('\n'));
  return [...alike.values()].map(([first, ...others]) => {
    const { level, one, several = one, todo } = first as Trouble;
    const names = [first as Trouble, ...others].map(({ of }) => of);
    return { level, text: `${names.join(', ')} ${names.length > 1 ? several : one}`, ...(todo !== undefined && { todo }) };
  });
}
