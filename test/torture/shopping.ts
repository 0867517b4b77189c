import { setTimeout as pause } from 'node:timers/promises';
import { type Contract } from '../../src/contract/index.js';
import { Random } from '../../src/sandbox/generator/random.js';
import { Exact } from '../../src/values/exact.js';
import { CHECK_CART, PLACE_ORDER } from '../ordering/checkout.js';
import { Counter } from './counter.js';
import type { Fleet } from './fleet.js';
import { STOREFRONT } from './storefront.js';

/** Who buys: on an account, or as somebody who has none yet. */
export type Shopper = { readonly accountNumber: string; readonly token: string } | { readonly email: string };

export interface PlannedOrder {
  readonly idempotencyKey: string;
  readonly shopper: Shopper;
  readonly lines: readonly { readonly sku: string; readonly quantity: string }[];
}

/** The contract's PlaceOrderInput as it is sent. */
export interface OrderInput {
  readonly idempotencyKey: string;
  readonly reference: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: string; readonly unitPrice: string }[];
  readonly total: { readonly amount: string; readonly currency: string };
  readonly [other: string]: unknown;
}

/** An order that was acknowledged, and what was asked for. */
export interface AcknowledgedOrder extends PlannedOrder {
  readonly submissionId: string;
  readonly input: OrderInput;
}

/** Nothing is as slow as this but a gateway that hangs. */
const GIVE_UP_AFTER_MS = 20_000;
const ADDRESS = {
  address: { line1: '1 First Street', city: 'Joliet', region: 'IL', postalCode: '60433', country: 'United States' },
};

/** Storefronts that buy, and repeat every call as it pleases them. */
export class Shopping {
  readonly calls = new Counter();
  readonly acknowledged = new Counter();
  /** Calls without an answer that could be used: the connection broke, or was hung up, or the answer was to try again. */
  unanswered = 0;
  /** Calls that were made although the same one had been answered, or was under way. */
  repeats = 0;
  /** Answers that nothing can be made of. */
  readonly faults: string[] = [];

  constructor(
    private readonly fleet: Fleet,
    private readonly seed: number,
  ) {}

  /** Asks for the prices of an order, and places it. */
  async buy(order: PlannedOrder): Promise<AcknowledgedOrder> {
    const acknowledged = await this.order(order);
    this.acknowledged.add();
    return acknowledged;
  }

  /** Places an order that is not one of those that the storm counts. */
  async order(order: PlannedOrder): Promise<AcknowledgedOrder> {
    const random = new Random(this.seed, 'call', order.idempotencyKey);
    const [prices] = await this.insist(random, (signal) => this.prices(order, random, signal));
    const input = inputOf(order, prices ?? []);
    const ids = new Set(await this.insist(random, (signal) => this.place(order, input, random, signal)));
    const [submissionId, ...others] = ids;
    if (!submissionId || others.length > 0) throw new Error(`${order.idempotencyKey} became ${[...ids].join(' and ')}`);
    return { ...order, submissionId, input };
  }

  /** Makes a call until it is answered: several times at once, hung up on too early, and once more after the answer. */
  async insist<T>(random: Random, once: (signal: AbortSignal) => Promise<T | undefined>): Promise<T[]> {
    const call = () => once(AbortSignal.timeout(random.perMille(200) ? random.whole(1, 100) : GIVE_UP_AFTER_MS));
    const answers: T[] = [];
    while (answers.length === 0) {
      const atOnce = random.perMille(300) ? random.whole(2, 4) : 1;
      this.repeats += atOnce - 1;
      answers.push(...(await Promise.all(Array.from({ length: atOnce }, call))).filter((answer) => answer !== undefined));
      if (answers.length === 0) await pause(random.whole(10, 200));
    }
    if (random.perMille(300)) {
      this.repeats++;
      const again = await call();
      if (again !== undefined) answers.push(again);
    }
    return answers;
  }

  private async prices({ shopper, lines }: PlannedOrder, random: Random, signal: AbortSignal): Promise<string[] | undefined> {
    const data = await this.ask<Contract.Query>(CHECK_CART, { input: { lines } }, shopper, random, signal);
    if (!data || isAway(data.checkCart.problems)) return undefined;
    const { problems, lines: checked } = data.checkCart;
    if (problems.length > 0) throw new Error(`A cart has ${JSON.stringify(problems)}`);
    const prices = checked.flatMap(({ price }) => (price && 'unitPrice' in price ? price.unitPrice.amount : []));
    return prices.length === lines.length ? prices : undefined;
  }

  /** @returns the submission's ID */
  async place({ shopper }: PlannedOrder, input: OrderInput, random: Random, signal: AbortSignal): Promise<string | undefined> {
    const data = await this.ask<Contract.Mutation>(PLACE_ORDER, { input }, shopper, random, signal);
    if (!data) return undefined;
    const { submission, userErrors } = data.placeOrder;
    if (submission) return submission.id;
    if (!isAway(userErrors)) throw new Error(`${input.idempotencyKey} was refused: ${JSON.stringify(userErrors)}`);
    this.unanswered++;
    return undefined;
  }

  async ask<Data>(
    query: string,
    variables: object,
    shopper: Shopper,
    random: Random,
    signal: AbortSignal,
  ): Promise<Data | undefined> {
    const gateway = await this.fleet.any(random);
    this.calls.add();
    try {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...STOREFRONT.headers,
          ...('token' in shopper && { authorization: `Bearer ${shopper.token}` }),
        },
        body: JSON.stringify({ query, variables }),
        signal,
      });
      const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
      if (response.status === 200 && !errors) return data;
      this.faults.push(`${response.status} ${JSON.stringify(errors)}`);
    } catch {
      // Hung up, or the gateway was killed.
    }
    this.unanswered++;
    return undefined;
  }
}

function isAway(problems: readonly { readonly code: string }[]): boolean {
  return problems.some(({ code }) => code === 'TEMPORARILY_UNAVAILABLE');
}

function inputOf({ idempotencyKey, shopper, lines }: PlannedOrder, prices: readonly string[]): OrderInput {
  const priced = lines.map((line, index) => ({ ...line, unitPrice: prices[index] ?? '' }));
  const amount = priced
    .reduce((sum, { quantity, unitPrice }) => sum.plus(new Exact(quantity).times(unitPrice).toDecimalPlaces(2)), new Exact(0))
    .toFixed(2);
  const input = { idempotencyKey, reference: idempotencyKey, lines: priced, total: { amount, currency: 'USD' } };
  if ('token' in shopper) return { ...input, payments: [{ method: 'ON_ACCOUNT', amount }] };
  return {
    ...input,
    customer: { email: shopper.email, name: shopper.email },
    shipTo: ADDRESS,
    billTo: ADDRESS,
    payments: [{ method: 'CARD', amount, transactionId: `txn-${idempotencyKey}`, account: 'VISA' }],
  };
}
