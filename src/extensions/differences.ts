/** One difference between two JSON values: where, and what was and is there; undefined where there is nothing. */
export interface Difference {
  readonly place: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The smallest parts in which two JSON values differ. */
export function differences(before: unknown, after: unknown, place = ''): readonly Difference[] {
  if (isObject(before) && isObject(after) && Array.isArray(before) === Array.isArray(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => differences(before[name], after[name], placeIn(place, name, Array.isArray(before))));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ place, before, after }];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function placeIn(place: string, name: string, isList: boolean): string {
  if (isList) return `${place}[${name}]`;
  return place === '' ? name : `${place}.${name}`;
}
