import { type Contract, inputFaults } from '../contract/index.js';
import { notKept, oneLine } from '../ordering/index.js';
import { Exact, ZERO } from '../values/exact.js';
import { TOO_MUCH } from '../values/quantity.js';
import type { PaymentMethod } from './invoice-payment.js';
import type { PaymentRequest } from './payment-plan.js';
import { invalid, type Path, type PaymentProblem } from './payment-problem.js';

/** Each is a call of eConnect, and all of them are asked for in one question. */
export const MOST_INVOICES = 80;
export const MOST_CREDITS = 20;
const LONGEST_ID = 100;
const LONGEST_CODE = 50;

export interface ReadPayment {
  readonly request: PaymentRequest;
  readonly problems: readonly PaymentProblem[];
}

/** What the caller says about a payment that was made. */
export interface MadePayment {
  readonly paymentKey: string;
  readonly method: PaymentMethod;
  readonly transactionId: string | null;
  readonly authorizationCode: string | null;
  readonly amount: Exact;
}

export interface ReadMadePayment {
  readonly made: MadePayment;
  readonly problems: readonly PaymentProblem[];
}

/** Reads what is to be paid from the contract's input. How many decimals the currency has is not known here. */
export function readPayment(input: Contract.PreparePaymentInput): ReadPayment {
  const problems = faults(input);
  const { invoices, credits, onAccountAmount } = input;
  problems.push(...tooMany(invoices, ['invoices'], MOST_INVOICES), ...tooMany(credits ?? [], ['credits'], MOST_CREDITS));
  const wanted = invoices.slice(0, MOST_INVOICES).map(({ invoiceNumber, amount }) => ({
    number: invoiceNumber.trim().toUpperCase(),
    amount: amount ?? null,
  }));
  const used = (credits ?? []).slice(0, MOST_CREDITS).map((number) => number.trim().toUpperCase());
  wanted.forEach(({ number, amount }, index) => {
    problems.push(...numberProblems(number, ['invoices', index, 'invoiceNumber']));
    if (amount !== null) problems.push(...amountProblems(amount, ['invoices', index, 'amount']));
  });
  problems.push(...used.flatMap((number, index) => numberProblems(number, ['credits', index])));
  problems.push(
    ...twice(
      wanted.map(({ number }) => number),
      (index) => ['invoices', index, 'invoiceNumber'],
    ),
    ...twice(used, (index) => ['credits', index]),
  );
  // A blank amount comes as undefined, as one that is left out.
  if (onAccountAmount) problems.push(...amountProblems(onAccountAmount, ['onAccountAmount']));
  if (invoices.length === 0 && !onAccountAmount)
    problems.push(invalid('must name an invoice, or an amount on account', ['invoices']));
  return { request: { invoices: wanted, credits: used, onAccount: onAccountAmount ?? ZERO }, problems };
}

/** Reads what was paid from the contract's input. */
export function readMadePayment(input: Contract.PayInvoicesInput): ReadMadePayment {
  const problems = faults(input);
  const { paymentKey, method, amount } = input;
  if (method === 'ON_ACCOUNT') problems.push(invalid('must say how the money was paid', ['method']));
  const transactionId = text(input.transactionId, 'transactionId', LONGEST_ID, problems);
  const authorizationCode = text(input.authorizationCode, 'authorizationCode', LONGEST_CODE, problems);
  if (amount === null) problems.push(invalid('must not be blank', ['amount']));
  else if (amount.lt(ZERO)) problems.push(invalid('must not be negative', ['amount']));
  else if (amount.gte(TOO_MUCH)) problems.push(invalid('is too large', ['amount']));
  const made = {
    paymentKey: paymentKey.trim().toLowerCase(),
    method: method === 'ON_ACCOUNT' ? ('CARD' as const) : method,
    transactionId,
    authorizationCode,
    amount: amount ?? ZERO,
  };
  return { made, problems };
}

function amountProblems(amount: Exact, path: Path): PaymentProblem[] {
  if (!amount.gt(ZERO)) return [invalid('must be greater than zero', path)];
  return amount.gte(TOO_MUCH) ? [invalid('is too large', path)] : [];
}

/** A number that GP cannot have is not looked for: a database might refuse the whole question. */
function numberProblems(number: string, path: Path): PaymentProblem[] {
  const character = notKept(number);
  return character === undefined ? [] : [invalid(`has ${character}, which GP cannot keep`, path)];
}

function text(given: string | null | undefined, name: string, longest: number, problems: PaymentProblem[]): string | null {
  if (!given) return null;
  const kept = oneLine(given);
  const character = notKept(kept);
  if (character !== undefined) problems.push(invalid(`has ${character}, which GP cannot keep`, [name]));
  else if (kept.length > longest) problems.push(invalid(`must have at most ${longest} characters`, [name]));
  return kept === '' ? null : kept;
}

function twice(numbers: readonly string[], pathOf: (index: number) => Path): PaymentProblem[] {
  return numbers.flatMap((number, index) => (numbers.indexOf(number) < index ? [invalid('is there twice', pathOf(index))] : []));
}

function tooMany(list: readonly unknown[], path: Path, most: number): PaymentProblem[] {
  return list.length > most ? [invalid(`must not have more than ${most} entries`, path)] : [];
}

function faults(input: object): PaymentProblem[] {
  return inputFaults(input).map(({ field, problem }) => invalid(problem, field));
}
