import { setTimeout as pause } from 'node:timers/promises';
import { type Contract } from '../../src/contract/index.js';
import { Random } from '../../src/sandbox/generator/random.js';
import { parseGlobalId } from '../../src/values/global-id.js';
import { Staff } from '../quotes/staff.js';
import type { Counter } from './counter.js';
import type { Shopper, Shopping } from './shopping.js';
import { query } from './storm.js';

/** Of every so many quotes, staff transfer one themselves while it is being ordered. */
const STAFF_ORDER_ONE_OF = 3;
const BUYERS_OF_A_QUOTE = 3;
const QUANTITY = '7';
const PRICE = '1.23';
const TOTAL = '8.61';
/** What an ordered quote is in GP. */
export const QUOTED = {
  total: `${TOTAL}000`,
  line: `CUT-4 ${QUANTITY} ${PRICE}`,
  /** Of the orders that buyers try to place from one quote. */
  references: (index: number) => Array.from({ length: BUYERS_OF_A_QUOTE }, (_, buyer) => referenceOf(index, buyer)),
};
const LOOK_EVERY_MS = 500;

const REQUEST_QUOTE = `mutation ($input: RequestQuoteInput!) { requestQuote(input: $input) { submission { id } userErrors { code } } }`;
const QUOTE = `query ($number: String!) { quote(number: $number) { ... on Quote { status revision total { amount } } ... on Unavailable { reason } } }`;
const ORDER_QUOTE = `mutation ($input: OrderQuoteInput!) { orderQuote(input: $input) { submission { id } userErrors { code message } } }`;

/** What became of one call that orders a quote. */
type Ordered = { readonly kind: 'accepted'; readonly submissionId: string } | { readonly kind: 'refused'; readonly code: string };

export interface AskedQuote {
  readonly number: string;
  readonly customer: string;
  /** References of the orders that were accepted from it. */
  readonly accepted: readonly string[];
  readonly isStaffs: boolean;
}

/** Buyers who ask for quotes and order them, several at the same moment, and staff who price them and order some themselves. */
export class Quoting {
  readonly asked: AskedQuote[] = [];

  constructor(
    private readonly shopping: Shopping,
    private readonly seed: number,
    private readonly gpUrl: string,
    private readonly ownUrl: string,
    private readonly quotes: number,
  ) {}

  /** Spread over the orders. */
  async quoteWhile(released: Counter, orders: number, shoppers: readonly Shopper[]): Promise<void> {
    const accounts = shoppers.filter((shopper) => 'token' in shopper);
    for (let index = 0; index < this.quotes; index++) {
      await released.reaches(Math.ceil((index * orders) / this.quotes));
      const shopper = accounts[index % accounts.length];
      if (shopper) await this.quote(index, shopper);
    }
  }

  private async quote(index: number, shopper: Shopper & { readonly accountNumber: string }): Promise<void> {
    const random = new Random(this.seed, 'quote', index);
    const key = `ASKED-${String(index).padStart(4, '0')}`;
    const request = { idempotencyKey: `TORTURE-${key}`, reference: key, lines: [{ sku: 'CUT-4', quantity: QUANTITY }] };
    const ids = new Set(await this.shopping.insist(random, (signal) => this.request(request, shopper, random, signal)));
    const [submissionId, ...others] = ids;
    if (!submissionId || others.length > 0) throw new Error(`${key} became ${[...ids].join(' and ')}`);

    const number = await this.numberOf(submissionId);
    await this.insistOnGp((staff) => staff.price(number, { prices: { 'CUT-4': PRICE } }));
    const [revision = ''] = await this.shopping.insist(random, (signal) => this.revision(number, shopper, random, signal));
    const isStaffs = index % STAFF_ORDER_ONE_OF === 0;
    const buyers = Array.from({ length: BUYERS_OF_A_QUOTE }, async (_, buyer) => {
      const reference = referenceOf(index, buyer);
      const own = new Random(this.seed, 'order quote', index, buyer);
      const input = {
        idempotencyKey: `TORTURE-${reference}`,
        reference,
        quoteNumber: number,
        revision,
        payments: [{ method: 'ON_ACCOUNT', amount: TOTAL }],
      };
      const answers = await this.shopping.insist(own, (signal) => this.order(input, shopper, own, signal));
      return answers.some(({ kind }) => kind === 'accepted') ? [reference] : [];
    });
    const staff = isStaffs ? this.transfer(number, `STAFFS-${index}`, random) : undefined;
    const accepted = (await Promise.all(buyers)).flat();
    await staff;
    this.asked.push({ number, customer: shopper.accountNumber, accepted, isStaffs });
  }

  private async request(input: object, shopper: Shopper, random: Random, signal: AbortSignal): Promise<string | undefined> {
    const data = await this.shopping.ask<Contract.Mutation>(REQUEST_QUOTE, { input }, shopper, random, signal);
    return data?.requestQuote.submission?.id;
  }

  private async revision(number: string, shopper: Shopper, random: Random, signal: AbortSignal): Promise<string | undefined> {
    const data = await this.shopping.ask<Contract.Query>(QUOTE, { number }, shopper, random, signal);
    const quote = data?.quote;
    return quote && 'revision' in quote && quote.status === 'OPEN' && quote.total.amount === TOTAL ? quote.revision : undefined;
  }

  private async order(input: object, shopper: Shopper, random: Random, signal: AbortSignal): Promise<Ordered | undefined> {
    const data = await this.shopping.ask<Contract.Mutation>(ORDER_QUOTE, { input }, shopper, random, signal);
    if (!data) return undefined;
    const { submission, userErrors } = data.orderQuote;
    if (submission) return { kind: 'accepted', submissionId: submission.id };
    const [code] = userErrors.map((error) => error.code);
    if (code === 'QUOTE_ALREADY_ORDERED') return { kind: 'refused', code };
    if (code !== 'TEMPORARILY_UNAVAILABLE') throw new Error(`A quote was refused: ${JSON.stringify(userErrors)}`);
    this.shopping.unanswered++;
    return undefined;
  }

  /** Staff take a quote to an order at some moment, unless the storefront was faster: then it is no longer there. */
  private async transfer(number: string, order: string, random: Random): Promise<void> {
    await pause(random.whole(0, 3_000));
    await this.insistOnGp((staff) => staff.transferOpen(number, order));
  }

  private async numberOf(submissionId: string): Promise<string> {
    const id = parseGlobalId(submissionId)?.key ?? '';
    for (;;) {
      const rows = await query<{ number: string | null; status: string }>(
        this.ownUrl,
        'select document_number as number, status from submission where id::text = $1',
        [id],
      );
      const [row] = rows;
      if (row?.status === 'PUSHED' && row.number) return row.number;
      if (row && row.status !== 'RECEIVED') throw new Error(`A request for a quote is ${row.status}`);
      await pause(LOOK_EVERY_MS);
    }
  }

  /** The storm takes GP away from its staff too. */
  private async insistOnGp(work: (staff: Staff) => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await work(new Staff((sql) => query(this.gpUrl, sql)));
      } catch {
        await pause(LOOK_EVERY_MS);
      }
    }
  }
}

function referenceOf(index: number, buyer: number): string {
  return `QUOTED-${String(index).padStart(4, '0')}-${buyer}`;
}
