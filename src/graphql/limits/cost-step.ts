import type { Condition } from './condition.js';
import type { ListSize } from './list-size.js';

/** The part of an operation's cost that one field causes. */
export interface CostStep {
  /** Undefined if the field is always included. */
  readonly condition: Condition | undefined;
  /** Undefined if the field is not a list. */
  readonly size: ListSize | undefined;
  /** The facts that are asked for each time the field is resolved, by their places in the tally. */
  readonly asks: readonly number[];
  /** The facts that are asked for each entry of the list, or of the lists below. */
  readonly asksForEach: readonly number[];
  readonly entries: ListSize;
  readonly rows: number;
  /** The rows that the lists in its input count for. */
  readonly input: ListSize;
  readonly children: readonly CostStep[];
}

/** Whether the cost of a field depends on the variables. */
export function dependsOnVariables({ condition, size, entries, input, children }: CostStep): boolean {
  return (
    condition !== undefined ||
    [size, entries, input].some((part) => typeof part === 'object') ||
    children.some(dependsOnVariables)
  );
}

/** Adds up the rows, and the keys of each fact that is asked for. */
export class Tally {
  rows = 0;
  readonly keys: number[];

  /** @param variables undefined for the highest cost that the operation can have with any variables */
  constructor(
    facts: number,
    private readonly variables: Readonly<Record<string, unknown>> | undefined,
  ) {
    this.keys = new Array<number>(facts).fill(0);
  }

  /** @param times how often the fields are resolved */
  add(steps: readonly CostStep[], times: number): void {
    for (const { condition, size, asks, asksForEach, entries, rows, input, children } of steps) {
      if (condition && this.variables && !condition(this.variables)) continue;
      this.ask(asks, times);
      if (asksForEach.length > 0) this.ask(asksForEach, times * this.sizeOf(entries));
      const objects = size === undefined ? times : times * this.sizeOf(size);
      this.rows += times * (rows + this.sizeOf(input)) + (size === undefined ? 0 : objects);
      this.add(children, objects);
    }
  }

  private ask(facts: readonly number[], keys: number): void {
    for (const fact of facts) this.keys[fact] = (this.keys[fact] ?? 0) + keys;
    this.rows += keys * facts.length;
  }

  private sizeOf(size: ListSize): number {
    if (typeof size === 'number') return size;
    return this.variables ? size.read(this.variables) : size.most;
  }
}
