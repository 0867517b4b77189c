/** The amounts of an order cannot be put in a form that passes GP's checks. Another attempt cannot succeed. */
export class UnwritableOrder extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'UnwritableOrder';
  }
}
