/** The amounts of an order can't be brought into the form that GP checks. No other try will help. */
export class UnwritableOrder extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'UnwritableOrder';
  }
}
