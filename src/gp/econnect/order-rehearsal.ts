import type { Kysely } from 'kysely';
import type { SalesOrder } from '../../ordering/index.js';
import type { GpTables } from '../sql/gp-tables.js';
import { type EConnect, isRefused } from './econnect.js';
import { intakeDatabase } from './intake.query.js';
import { orderCalls } from './order-calls.js';
import { OrderCustomers } from './order-customers.js';
import { readOrderFacts } from './order-facts.js';
import { ORDER, type OrderSetup } from './order-setup.js';
import { type Refusal, refusalOf } from './refusal.js';
import { writtenOrderQueries } from './rehearsal.query.js';
import { UnwritableOrder } from './unwritable-order.js';

/**
 * The number of a rehearsed order. It is not one of GP's own row of numbers, so none of them is used up; a second rehearsal
 * at the same time waits for the first.
 */
const NUMBER = 'REHEARSAL';

/** Texts without blanks at their ends, dates as 2026-11-23, and amounts with GP's five decimals, by GP's columns. */
export type WrittenRow = Readonly<Record<string, string>>;

/** What GP would have of an order. */
export interface WrittenOrder {
  readonly kind: 'written';
  /** Of the customer: the one that the order would create has its own number. */
  readonly accountNumber: string;
  readonly header: WrittenRow;
  /** With the components of kits, each after its kit (CMPNTSEQ). */
  readonly lines: readonly WrittenRow[];
  /** By line (LNITMSEQ). 0 is the sum of the document, 2147483646 freight, 2147483645 fees and duties. */
  readonly taxes: readonly WrittenRow[];
  readonly payments: readonly WrittenRow[];
}

/**
 * Writes an order into GP as it would be handed over, with its customer where GP does not have it yet, reads what GP has made
 * of it, and takes all of it back.
 * @returns what GP would have, or why it would refuse the order
 * @throws {unknown} GP gave no answer. Nothing of the order stays then either
 */
export async function rehearseOrder(
  { econnect, gp }: { readonly econnect: EConnect; readonly gp: Kysely<GpTables> },
  setup: OrderSetup,
  order: SalesOrder,
  signal: AbortSignal,
): Promise<WrittenOrder | Refusal> {
  const db = intakeDatabase(gp);
  const { accountNumber, calls: newCustomer } = await new OrderCustomers(econnect, db, setup).missing(order, signal);
  const { usualDocumentIds, ...facts } = await readOrderFacts(db, order, accountNumber, signal);
  // Without a number, GP takes one for a deposit itself, in the same transaction.
  const keys = { type: ORDER, number: NUMBER, accountNumber, paymentNumbers: [], quoted: null, ...facts } as const;
  const { header, lines, taxes, payments } = writtenOrderQueries(gp, NUMBER);
  try {
    const calls = orderCalls(order, keys, { ...setup, documentId: setup.documentId ?? usualDocumentIds[ORDER] });
    const answer = await econnect.rehearse([...newCustomer, ...calls], [header, lines, taxes, payments] as const, signal);
    if (isRefused(answer)) return await refusalOf(answer.codes, db, signal);
    const [headers, ...rows] = answer;
    const [writtenLines, writtenTaxes, writtenPayments] = rows.map((part) => part.map(asTexts));
    return {
      kind: 'written',
      accountNumber,
      header: asTexts(headers[0] ?? {}),
      lines: writtenLines ?? [],
      taxes: writtenTaxes ?? [],
      payments: writtenPayments ?? [],
    };
  } catch (fault) {
    if (fault instanceof UnwritableOrder) return { kind: 'refused', code: null, message: fault.message };
    throw fault;
  }
}

function asTexts(row: object): WrittenRow {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, String(value ?? '').trimEnd()]));
}
