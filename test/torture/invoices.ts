import { setTimeout as pause } from 'node:timers/promises';
import { type Contract } from '../../src/contract/index.js';
import { Random } from '../../src/sandbox/generator/random.js';
import type { SandboxCompany } from '../../src/sandbox/sandbox-company.js';
import { Exact } from '../../src/values/exact.js';
import { PAY, PREPARE } from '../payments/paying.js';
import type { Counter } from './counter.js';
import type { Fleet } from './fleet.js';
import type { Shopping } from './shopping.js';
import { STOREFRONT } from './storefront.js';
import { query } from './storm.js';

/** Each invoice is paid in two parts: the second is the rest, whatever the terms discount. */
const OWED = '90.30';
const PART = '30.10';
/** A call that was hung up on may have prepared a payment that nobody knows the key of: it holds the invoice for so long. */
export const HOLD_MINUTES = '1';
const ASK_AGAIN_MS = 1_000;

export interface InvoiceOfAccount {
  readonly number: string;
  readonly accountNumber: string;
}

export interface MadePayment {
  readonly invoice: string;
  readonly paymentKey: string;
  readonly amount: string;
  readonly submissionId: string;
}

type Payer = { readonly accountNumber: string; readonly token: string };

/** Invoices of these accounts in GP, one after the other. */
export function invoicesOf(accountNumbers: readonly string[], count: number): InvoiceOfAccount[] {
  return Array.from({ length: count }, (_, index) => ({
    number: `OWED-${index}`,
    accountNumber: accountNumbers[index % accountNumbers.length] ?? '',
  }));
}

export async function post(company: SandboxCompany, invoices: readonly InvoiceOfAccount[]): Promise<void> {
  for (const { number, accountNumber } of invoices) {
    await company.change(
      `insert into "RM20101" ("CUSTNMBR", "CPRCSTNM", "RMDTYPAL", "DOCNUMBR", "DOCDATE", "ORTRXAMT", "CURTRXAM")
       values ($1, $1, 1, $2, '2026-11-20', ${OWED}, ${OWED})`,
      [accountNumber, number],
    );
    await company.change(`insert into "RM00401" ("RMDTYPAL", "DOCNUMBR", "DCSTATUS", "CUSTNMBR") values (1, $2, 2, $1)`, [
      accountNumber,
      number,
    ]);
  }
}

/** Buyers who pay their invoices in two steps, and repeat every call as it pleases them. */
export class InvoicePaying {
  readonly made: MadePayment[] = [];

  constructor(
    private readonly fleet: Fleet,
    private readonly shopping: Shopping,
    private readonly seed: number,
    private readonly invoices: readonly InvoiceOfAccount[],
    private readonly payers: () => readonly Payer[],
  ) {}

  /** Spread over the orders. */
  async payWhile(released: Counter, orders: number): Promise<void> {
    const all = this.invoices.map(async ({ number, accountNumber }, index) => {
      await released.reaches(Math.ceil((index * orders) / this.invoices.length));
      const payer = this.payers().find((each) => each.accountNumber === accountNumber);
      if (!payer) throw new Error(`Nobody pays for ${accountNumber}.`);
      for (const amount of [PART, null]) await this.pay(payer, number, amount);
    });
    await Promise.all(all);
  }

  /** Every key again, whichever instance answers. @returns the submission's ID of each */
  async again(): Promise<string[]> {
    const random = new Random(this.seed, 'pay again');
    const ids: string[] = [];
    for (const { paymentKey, amount, invoice } of this.made) {
      const payer = this.payerOf(invoice);
      for (;;) {
        const id = await this.paid(payer, paymentKey, amount, random, AbortSignal.timeout(60_000));
        if (id !== undefined) {
          ids.push(id);
          break;
        }
      }
    }
    return ids;
  }

  private payerOf(invoice: string): Payer {
    const accountNumber = this.invoices.find(({ number }) => number === invoice)?.accountNumber;
    const payer = this.payers().find((each) => each.accountNumber === accountNumber);
    if (!payer) throw new Error(`Nobody pays ${invoice}.`);
    return payer;
  }

  private async pay(payer: Payer, invoice: string, part: string | null): Promise<void> {
    const random = new Random(this.seed, 'invoice', invoice, part ?? 'rest');
    const input = { invoices: [{ invoiceNumber: invoice, ...(part !== null && { amount: part }) }] };
    // All calls but one are refused, or their answers are lost: of those that were answered, one holds the invoice.
    const [prepared, ...others] = await this.shopping.insist(random, (signal) => this.prepared(payer, input, random, signal));
    if (!prepared || others.length > 0) throw new Error(`${invoice} is held ${others.length + 1} times.`);
    const { paymentKey, amount } = prepared;
    const answers = await this.shopping.insist(random, (signal) => this.paid(payer, paymentKey, amount.amount, random, signal));
    const [submissionId, ...more] = new Set(answers);
    if (!submissionId || more.length > 0) throw new Error(`${paymentKey} became ${answers.join(' and ')}`);
    this.made.push({ invoice, paymentKey, amount: amount.amount, submissionId });
  }

  private async prepared(payer: Payer, input: object, random: Random, signal: AbortSignal) {
    const data = await this.ask(PREPARE, input, payer, random, signal);
    if (data?.preparePayment.prepared) return data.preparePayment.prepared;
    const codes = data?.preparePayment.userErrors.map(({ code }) => code) ?? [];
    if (codes.some((code) => code !== 'PAYMENT_UNDER_WAY' && code !== 'TEMPORARILY_UNAVAILABLE')) {
      throw new Error(`${JSON.stringify(input)} was refused: ${codes.join(', ')}`);
    }
    await pause(ASK_AGAIN_MS);
    return undefined;
  }

  private async paid(payer: Payer, paymentKey: string, amount: string, random: Random, signal: AbortSignal) {
    const input = { paymentKey, method: 'CARD', transactionId: `txn-${paymentKey.slice(0, 20)}`, amount };
    const data = await this.ask(PAY, input, payer, random, signal);
    const codes = data?.payInvoices.userErrors.map(({ code }) => code) ?? [];
    if (codes.some((code) => code !== 'TEMPORARILY_UNAVAILABLE'))
      throw new Error(`${paymentKey} was refused: ${codes.join(', ')}`);
    return data?.payInvoices.submission?.id;
  }

  private async ask(text: string, input: object, { token }: Payer, random: Random, signal: AbortSignal) {
    const gateway = await this.fleet.any(random);
    this.shopping.calls.add();
    try {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...STOREFRONT.headers, authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: text, variables: { input } }),
        signal,
      });
      const { data, errors } = (await response.json()) as { data: Contract.Mutation; errors?: unknown };
      if (response.status === 200 && !errors) return data;
      this.shopping.faults.push(`${response.status} ${JSON.stringify(errors)}`);
    } catch {
      // Hung up, or the gateway was killed.
    }
    this.shopping.unanswered++;
    return undefined;
  }
}

/** The receipts that payments of invoices became in GP, and what they are applied to. */
export function receiptsIn(url: string) {
  return query<{ transaction: string; amount: string; unapplied: string; invoice: string; applied: string }>(
    url,
    `select trim(r."TRXDSCRN") as transaction, trim_scale(r."ORTRXAMT")::text as amount, trim_scale(r."CURTRXAM")::text as unapplied,
       trim(a."APTODCNM") as invoice, trim_scale(a."APPTOAMT")::text as applied
     from "RM10201" r join "RM20201" a on a."APFRDCTY" = 9 and a."APFRDCNM" = r."DOCNUMBR"
     where r."TRXDSCRN" like 'txn-%' order by 1`,
  );
}

/** What the made payments should be in GP. */
export function receiptsOf(made: readonly MadePayment[]) {
  return made
    .map(({ paymentKey, amount, invoice }) => {
      const plain = new Exact(amount).toFixed();
      return { transaction: `txn-${paymentKey.slice(0, 20)}`, amount: plain, unapplied: '0', invoice, applied: plain };
    })
    .toSorted((one, other) => (one.transaction < other.transaction ? -1 : 1));
}
