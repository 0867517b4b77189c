import { setTimeout as pause } from 'node:timers/promises';
import { type Contract } from '../../src/contract/index.js';
import { Random } from '../../src/sandbox/generator/random.js';
import type { Counter } from './counter.js';
import type { Shopper, Shopping } from './shopping.js';

const QUANTITY = '3';
const CANCEL_ORDER = `mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { userErrors { code message } } }`;

/** The reference of an order that is placed to be cancelled. */
export const CANCELLED_REFERENCE = 'CANCELLED-';

/** Buyers who cancel orders while they are on their way to GP, or when GP has just got them: several times at once, as all calls. */
export class Cancelling {
  /** Submissions of orders whose cancellation was acknowledged. */
  readonly cancelled: string[] = [];

  constructor(
    private readonly shopping: Shopping,
    private readonly seed: number,
    private readonly cancellations: number,
  ) {}

  /** Spread over the orders. */
  async cancelWhile(released: Counter, orders: number, shoppers: readonly Shopper[]): Promise<void> {
    const accounts = shoppers.filter((shopper) => 'token' in shopper);
    for (let index = 0; index < this.cancellations; index++) {
      await released.reaches(Math.ceil((index * orders) / this.cancellations));
      const shopper = accounts[index % accounts.length];
      if (shopper) await this.orderAndCancel(index, shopper);
    }
  }

  private async orderAndCancel(index: number, shopper: Shopper): Promise<void> {
    const random = new Random(this.seed, 'cancel', index);
    const key = `${CANCELLED_REFERENCE}${String(index).padStart(4, '0')}`;
    const order = { idempotencyKey: key, shopper, lines: [{ sku: 'CUT-4', quantity: QUANTITY }] };
    const { submissionId } = await this.shopping.order(order);
    // So that some orders are on their way to GP, some at GP, and some there for a while.
    await pause(random.whole(0, 1_000));
    await this.shopping.insist(random, (signal) => this.cancel(submissionId, shopper, random, signal));
    this.cancelled.push(submissionId);
  }

  private async cancel(submissionId: string, shopper: Shopper, random: Random, signal: AbortSignal): Promise<true | undefined> {
    const data = await this.shopping.ask<Contract.Mutation>(CANCEL_ORDER, { input: { submissionId } }, shopper, random, signal);
    if (!data) return undefined;
    const { userErrors } = data.cancelOrder;
    if (userErrors.length === 0) return true;
    if (!userErrors.every(({ code }) => code === 'TEMPORARILY_UNAVAILABLE')) {
      throw new Error(`A cancellation was refused: ${JSON.stringify(userErrors)}`);
    }
    this.shopping.unanswered++;
    return undefined;
  }
}
