import { Random } from '../../src/sandbox/generator/random.js';
import type { Counter } from './counter.js';
import type { Fleet } from './fleet.js';
import { PAYMENTS_AT, type Payment, type PaymentAnswer } from './payments.js';
import type { Shopping } from './shopping.js';

/** Payments of one amount that an invoice has room for. */
export const FITTING = 3;
/** As many want to be paid beside one that bounces, so that one of them finds the invoice settled. */
const WANTED = FITTING + 1;
const AMOUNT = '30.10';
export const INVOICED = '90.30';
const PAYERS = 3;
/** A call that was hung up on may still claim something when everything else has ended. */
const ROUNDS_IN_VAIN = 3;

export interface AcceptedPayment extends Payment {
  readonly submissionId: string;
}

/** People who pay invoices, and repeat every call as it pleases them. */
export class Paying {
  readonly accepted: AcceptedPayment[] = [];
  readonly settled: Payment[] = [];
  /** Others had claimed what is open: to be asked again when those have ended. */
  private deferred: Payment[] = [];
  private roundsInVain = 0;

  constructor(
    private readonly fleet: Fleet,
    private readonly shopping: Shopping,
    private readonly seed: number,
    private readonly invoices: readonly string[],
    private readonly owners: readonly string[],
  ) {}

  /** First what bounces, each for an invoice of which nothing is claimed; then the others, spread over the orders. */
  async payWhile(released: Counter, orders: number): Promise<void> {
    await Promise.all(this.planned(0).map((payment) => this.pay(payment)));
    const others = Array.from({ length: WANTED }, (_, round) => this.planned(round + 1)).flat();
    let next = 0;
    const payer = async () => {
      while (next < others.length) {
        const index = next++;
        await released.reaches(Math.ceil((index * orders) / others.length));
        await this.pay(others[index] as Payment);
      }
    };
    await Promise.all(Array.from({ length: PAYERS }, payer));
  }

  /** Once all hand-overs have ended, and their claims with them. @returns whether there is anything left to ask for */
  async payDeferred(): Promise<boolean> {
    const asked = this.deferred;
    this.deferred = [];
    for (const payment of asked) await this.pay(payment);
    this.roundsInVain = asked.length > 0 && this.deferred.length === asked.length ? this.roundsInVain + 1 : 0;
    if (this.roundsInVain > ROUNDS_IN_VAIN) {
      throw new Error(`Nothing is under way, and claimed all the same: ${JSON.stringify(asked)}`);
    }
    return this.deferred.length > 0;
  }

  private async pay(payment: Payment): Promise<void> {
    const random = new Random(this.seed, 'pay', payment.idempotencyKey);
    const answers = await this.shopping.insist(random, (signal) => this.ask(payment, random, signal));
    const ids = new Set(answers.flatMap((answer) => (answer.kind === 'accepted' ? [answer.submissionId] : [])));
    const [submissionId, ...others] = ids;
    if (others.length > 0) throw new Error(`${payment.idempotencyKey} became ${[...ids].join(' and ')}`);
    if (submissionId) this.accepted.push({ ...payment, submissionId });
    else if (answers.some(({ kind }) => kind === 'settled')) this.settled.push(payment);
    else this.deferred.push(payment);
  }

  private async ask(payment: Payment, random: Random, signal: AbortSignal): Promise<PaymentAnswer | undefined> {
    const gateway = await this.fleet.any(random);
    const url = PAYMENTS_AT.exec(gateway.written)?.[1];
    if (!url) throw new Error('A gateway takes no payments.');
    this.shopping.calls.add();
    try {
      const response = await fetch(url, { method: 'POST', body: JSON.stringify(payment), signal });
      if (response.status === 200) return (await response.json()) as PaymentAnswer;
    } catch {
      // Hung up, or the gateway was killed.
    }
    this.shopping.unanswered++;
    return undefined;
  }

  /** One payment of each invoice. */
  private planned(round: number): Payment[] {
    return this.invoices.map((invoice, index) => ({
      idempotencyKey: `TORTURE-PAY-${invoice}-${round}`,
      // Those who also order: one owner's documents of both kinds are handed over one after the other.
      owner: this.owners[(index + round) % this.owners.length] ?? '',
      invoice,
      amount: AMOUNT,
      bounces: round === 0,
    }));
  }
}
