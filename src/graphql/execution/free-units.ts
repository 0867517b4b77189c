/** Which units of a block of memory are free. Pieces of any number of units are given away and given back. */
export class FreeUnits {
  /** The first unit is given to no piece, so that 0 is no address. */
  private next = 1;
  /** The addresses of pieces that were given back, by their number of units. */
  private returned: number[][] = [];

  /** @param end the number of units of the block */
  constructor(private readonly end: number) {}

  /** @returns the address of the first unit; undefined if there is no room */
  take(units: number): number | undefined {
    const returned = this.returned[units]?.pop();
    if (returned !== undefined) return returned;
    if (this.next + units > this.end) return undefined;
    const at = this.next;
    this.next += units;
    return at;
  }

  giveBack(at: number, units: number): void {
    this.returned[units] ??= [];
    this.returned[units].push(at);
  }

  clear(): void {
    this.next = 1;
    this.returned = [];
  }
}
