import { vi } from 'vitest';
import { type Contract, DocumentLinks, type LinkedDocument } from '../../src/contract/index.js';
import { parseGlobalId } from '../../src/values/global-id.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import { PAY, PREPARE, RELEASE } from '../payments/paying.js';
import type { Answer } from '../support/test-gateway.js';
import { areAway, ofSubmission, sayings, wrong } from './answers.js';
import type { Ask } from './requests.js';
import type { Surroundings } from './surroundings.js';

const AWAY = '... on Unavailable { reason }';
const INVOICES = `query OutageInvoices($from: Date) { viewer { account { invoices(first: 3, filter: { from: $from }) {
  nodes { id number status total { amount } balance { amount } payable lines { sku quantity } shipments { number } source }
  unavailable { __typename reason }
} } } }`;
const QUOTES = `query OutageQuotes($from: Date) { viewer { account { quotes(first: 3, filter: { from: $from }) {
  nodes { number status total { amount } lines { sku unitPrice { amount } } source } unavailable { __typename reason }
} } } }`;
const SHIPMENTS = `query OutageShipments($from: Date) { viewer { account { orders(first: 3, filter: { from: $from }) {
  nodes { number status shipments { number carrier trackingNumbers { number url } lines { lineNumber quantity } } source }
  unavailable { __typename reason }
} } } }`;
const STATEMENT = `query OutageStatement($from: Date!, $to: Date!) { viewer { account { statement(from: $from, to: $to) {
  __typename ... on Statement { openingBalance { amount } closingBalance { amount } entries { number amount { amount } } source } ${AWAY}
} } } }`;
const QUICK_ORDER = `query OutageQuickOrder($code: String!) {
  quickOrder(lines: [{ code: $code }]) { match product { sku } problems { code } }
}`;

const READER = 'nell.hargate@example.com';
const READING_ACCOUNT = 'HARGATE';
const PAYER = 'otis.brindle@example.com';
const PAYING_ACCOUNT = 'BRINDLE';
const SEEN = { invoices: '2026-01-01', quotes: '2026-01-02', shipments: '2026-01-03' };
const SEEN_PERIOD = { from: '2026-01-01', to: '2026-11-23' };
/** No document of the sandbox is older. A test asks for another day every 250 ms, until all is well. */
const FIRST_DAY = Date.parse('1990-01-01');
const DAYS = 12_000;
/** A statement is of 24 months at most. */
const FIRST_DAY_OF_STATEMENT = Date.parse('2025-01-01');
const DAYS_OF_STATEMENT = 600;
const DAY_MS = 24 * 3_600_000;
/** Of one dollar each. One that a lost answer left held cannot be prepared again for some minutes. */
const OPEN_INVOICES = 1_000;
const PDF = '%PDF-';

type AskAs = <Data>(query: string, variables: object, email: string) => Promise<Answer<Data>>;

/** Quotes, invoices, payments, shipments and what is printed of them. */
export class DocumentRequests {
  /** The provider's transactions of payments that were accepted. */
  readonly paid: string[] = [];
  private readonly baseline = new Map<string, string>();
  private neverSeen = 0;
  private prepared = 0;
  private invoiceKey = '';

  constructor(
    private readonly surroundings: Surroundings,
    private readonly ask: AskAs,
    private readonly tokenOf: (email: string) => string | undefined,
  ) {}

  readonly byName: Readonly<Record<string, Ask>> = {
    'invoices seen before': () => this.seen('invoices', INVOICES, { from: SEEN.invoices }),
    'invoices never seen': () => this.look(INVOICES, { from: this.anotherDay() }),
    'quotes seen before': () => this.seen('quotes', QUOTES, { from: SEEN.quotes }),
    'quotes never seen': () => this.look(QUOTES, { from: this.anotherDay() }),
    'orders and their shipments, seen before': () => this.seen('shipments', SHIPMENTS, { from: SEEN.shipments }),
    'orders and their shipments, never seen': () => this.look(SHIPMENTS, { from: this.anotherDay() }),
    'a statement seen before': () => this.seen('statement', STATEMENT, SEEN_PERIOD),
    'a statement never seen': () => this.look(STATEMENT, this.anotherPeriod()),
    'a PDF of an invoice seen before': () => this.pdf({ kind: 'invoice', key: this.invoiceKey }),
    'a PDF of a statement never seen': () => this.pdf({ kind: 'statement', ...this.anotherPeriod() } as LinkedDocument),
    'quickOrder of a SKU': () => this.quickOrder('CUT-4', 'SKU'),
    'quickOrder of a code never seen': () => this.quickOrder(`NEVER-SEEN-${this.neverSeen++}`, 'NONE'),
    'preparePayment and releasePayment': () => this.preparePayment(),
    payInvoices: () => this.payInvoices(),
  };

  /** While everything is well: there are invoices to be paid, and what pages say is noted, to be compared with. */
  async open(): Promise<void> {
    await this.surroundings.owe(PAYING_ACCOUNT, OPEN_INVOICES, numberOf);
    const invoices = await this.ask<Contract.Query>(INVOICES, { from: SEEN.invoices }, READER);
    this.invoiceKey = parseGlobalId(invoices.data.viewer?.account?.invoices.nodes[0]?.id ?? '')?.key ?? '';
    if (this.invoiceKey === '') throw new Error(`No invoice: ${JSON.stringify(invoices)}`);
    for (const [name, query, variables] of this.pages()) {
      await vi.waitFor(async () => {
        const answer = await this.ask(query, variables, READER);
        if (answer.errors || sayings(answer).includes('Unavailable')) throw new Error(wrong(answer));
        this.baseline.set(name, sayings(answer));
      });
    }
  }

  /** What is seen before is remembered. */
  async prepare(): Promise<void> {
    await Promise.all(
      this.pages().map(([name, query, variables]) =>
        vi.waitFor(async () => {
          const word = await this.seen(name, query, variables);
          if (word !== 'normal' && word !== 'stale') throw new Error(`${name}: ${word}`);
        }),
      ),
    );
  }

  private pages(): readonly (readonly [name: string, query: string, variables: object])[] {
    return [
      ['invoices', INVOICES, { from: SEEN.invoices }],
      ['quotes', QUOTES, { from: SEEN.quotes }],
      ['shipments', SHIPMENTS, { from: SEEN.shipments }],
      ['statement', STATEMENT, SEEN_PERIOD],
    ];
  }

  private async seen(name: string, query: string, variables: object): Promise<string> {
    const answer = await this.ask<Contract.Query>(query, variables, READER);
    const word = ofPage(answer);
    const isAsBefore = word === 'unavailable' || sayings(answer) === this.baseline.get(name);
    return isAsBefore ? word : `other than before ${JSON.stringify(answer)}`;
  }

  private async look(query: string, variables: object): Promise<string> {
    return ofPage(await this.ask<Contract.Query>(query, variables, READER));
  }

  private async pdf(document: LinkedDocument): Promise<string> {
    const { app } = this.surroundings.gateway.gateway;
    const claims = JSON.parse(Buffer.from(this.tokenOf(READER)?.split('.')[1] ?? '', 'base64url').toString());
    const viewer = { sessionId: claims.sid, accountNumber: asAccountNumber(READING_ACCOUNT) };
    const token = await app.get(DocumentLinks).make(viewer as Parameters<DocumentLinks['make']>[0], document);
    const response = await fetch(`${this.surroundings.gateway.url}/documents/${token}`, { signal: AbortSignal.timeout(60_000) });
    const body = await response.text();
    if (response.status === 200 && body.startsWith(PDF)) return 'normal';
    return response.status === 503 && response.headers.has('retry-after') ? 'refused' : `answered ${response.status} ${body}`;
  }

  private async quickOrder(code: string, match: Contract.QuickOrderMatch): Promise<string> {
    const answer = await this.ask<Contract.Query>(QUICK_ORDER, { code }, READER);
    const [line] = answer.data?.quickOrder ?? [];
    if (answer.status !== 200 || answer.errors || !line) return wrong(answer);
    if (areAway(line.problems)) return 'refused';
    return line.match === match && line.problems.every((problem) => problem.code === 'UNKNOWN_PRODUCT')
      ? 'normal'
      : wrong(answer);
  }

  /** Each time of another invoice, which is let go of again. */
  private async preparePayment(): Promise<string> {
    const input = { invoices: [{ invoiceNumber: numberOf(1 + (this.prepared++ % OPEN_INVOICES)) }] };
    const answer = await this.ask<Contract.Mutation>(PREPARE, { input }, PAYER);
    const { prepared, userErrors } = answer.data?.preparePayment ?? {};
    if (!prepared) return !answer.errors && areAway(userErrors ?? []) ? 'refused' : wrong(answer);
    const released = await this.ask<Contract.Mutation>(RELEASE, { key: prepared.paymentKey }, PAYER);
    if (released.errors) return wrong(released);
    return areAway(released.data.releasePayment.userErrors) ? 'refused' : 'normal';
  }

  /** On account, which needs no balance of GP's. A payment that is accepted has to be in GP in the end. */
  private async payInvoices(): Promise<string> {
    const before = await this.ask<Contract.Mutation>(PREPARE, { input: { invoices: [], onAccountAmount: '1' } }, PAYER);
    const { prepared, userErrors } = before.data?.preparePayment ?? {};
    if (!prepared) return !before.errors && areAway(userErrors ?? []) ? 'refused' : wrong(before);
    const { paymentKey, amount } = prepared;
    // Its digits are no card's, as those of a random text may seem to be.
    const transactionId = `txn-${paymentKey.replaceAll(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')}`.slice(0, 30);
    const input = { paymentKey, method: 'CARD', transactionId, amount: amount.amount };
    const answer = await this.ask<Contract.Mutation>(PAY, { input }, PAYER);
    const { submission, userErrors: problems } = answer.data?.payInvoices ?? {};
    if (!submission) return !answer.errors && areAway(problems ?? []) ? 'refused' : wrong(answer);
    this.paid.push(transactionId);
    return ofSubmission(answer, submission);
  }

  private anotherDay(): string {
    return day(FIRST_DAY, this.neverSeen++ % DAYS);
  }

  private anotherPeriod(): { from: string; to: string } {
    const nth = this.neverSeen++;
    const to = day(Date.parse('2026-11-01'), Math.floor(nth / DAYS_OF_STATEMENT) % 30);
    return { from: day(FIRST_DAY_OF_STATEMENT, nth % DAYS_OF_STATEMENT), to };
  }
}

function ofPage(answer: Answer<Contract.Query>): string {
  if (answer.status !== 200 || answer.errors || !answer.data.viewer?.account) return wrong(answer);
  const says = JSON.stringify(answer.data);
  if (says.includes('"Unavailable"')) return 'unavailable';
  return says.includes('"STALE"') ? 'stale' : 'normal';
}

function numberOf(nth: number): string {
  return `OUTAGE-${nth}`;
}

function day(first: number, nth: number): string {
  return new Date(first + nth * DAY_MS).toISOString().slice(0, 10);
}
