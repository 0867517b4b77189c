/** How long pages wait for the ERP: the soft timeout of each kind of fact, multiplied by one factor for all kinds. */
export class SoftTimeouts {
  /** @param factor above 1 where the ERP is so far away that pages would too often show what was last known */
  constructor(public factor = 1) {}

  /** @returns milliseconds */
  of({ softTimeoutMs }: { readonly softTimeoutMs: number }): number {
    return softTimeoutMs * this.factor;
  }
}
