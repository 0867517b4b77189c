import type { Settings } from '../config/index.js';
import { StartRefused } from '../faults/index.js';
import { readJsonFile, UnreadableText } from '../files/index.js';
import {
  type CheckResult,
  type GpCompany,
  rehearseOrder,
  salesOrderOfJson,
  TABLES_OF_ORDER,
  UnusableOrder,
  type WrittenOrder,
  type WrittenRow,
  withoutAnswer,
} from '../gp/index.js';
import { counted } from '../values/counted.js';
import { asAccountNumber } from '../values/identifiers.js';
import { table } from './terminal.js';

/** As long as writing an order may take. */
const PATIENCE_MS = 60_000;

export interface Rehearsed {
  readonly finding: CheckResult;
  /** Undefined where GP would refuse the order. */
  readonly written: WrittenOrder | undefined;
}

type Order = Awaited<ReturnType<typeof salesOrderOfJson>>;

/** @throws {StartRefused} the file cannot be read, or is no JSON; the message names the place */
export function readJson(file: string): unknown {
  let json: unknown;
  try {
    json = readJsonFile(file);
  } catch (cause) {
    if (!(cause instanceof UnreadableText)) throw cause;
    throw new StartRefused(`--order ${file}: ${cause.message}.`, { cause });
  }
  // The variables of a request, as a client sends them.
  return typeof json === 'object' && json !== null && 'input' in json ? json.input : json;
}

/**
 * The order of the file, for an account or as a visitor's.
 * @throws {StartRefused} the file is no order; the message has a line for each mistake
 */
export async function orderOf(
  company: GpCompany,
  { gp }: Settings,
  { json, account }: { readonly json: unknown; readonly account: string | undefined },
): Promise<Order> {
  const accountNumber = account === undefined ? null : asAccountNumber(account.trim());
  const orderer = { accountNumber, today: company.today(), promotions: gp.promotions };
  try {
    return await salesOrderOfJson(company, gp.currencyCodes, json, orderer, AbortSignal.timeout(PATIENCE_MS));
  } catch (fault) {
    if (!(fault instanceof UnusableOrder)) throw fault;
    throw new StartRefused(`--order: ${fault.message}`, { cause: fault });
  }
}

/** Writes the order, and takes it back. */
export async function rehearse(company: GpCompany, { ordering }: Settings, order: Order): Promise<Rehearsed> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const { documentId = null, batchId, cardName = null, newCustomerClass: customerClass = null } = ordering;
  const setup = { documentId, batchId, cardName, customerClass };
  try {
    const answer = await rehearseOrder(company, setup, order, signal);
    if (answer.kind === 'written') {
      const { header, lines } = answer;
      const text = `GP takes the order: ${counted(lines.length, 'line')}, total ${header['total']}. Nothing of it stays.`;
      return { finding: { check: 'order', level: 'ok', text }, written: answer };
    }
    const text = `GP refuses the order: ${answer.message}. Nothing of it stays.`;
    return {
      finding: { check: 'order', level: 'missing', text, todo: 'docs/order-mapping.md names each parameter' },
      written: undefined,
    };
  } catch (fault) {
    const { text, ...finding } = withoutAnswer(fault);
    return { finding: { check: 'order', ...finding, text: `${text}. Nothing of the order stays.` }, written: undefined };
  }
}

/** What GP has made of an order, by GP's own columns. */
export function orderLines({ accountNumber, header, lines, taxes, payments }: WrittenOrder): string[] {
  return [
    ...section(
      `The order of ${accountNumber} (${TABLES_OF_ORDER.header})`,
      table(Object.entries(header).filter(([, value]) => value !== '')),
    ),
    ...section(`Its lines (${TABLES_OF_ORDER.lines})`, rowsOf(lines)),
    ...section(`Its taxes (${TABLES_OF_ORDER.taxes})`, rowsOf(taxes)),
    ...section(`Its payments (${TABLES_OF_ORDER.payments})`, rowsOf(payments)),
  ];
}

function section(title: string, rows: readonly string[]): string[] {
  return rows.length === 0 ? [] : ['', title, ...rows.map((row) => `  ${row}`)];
}

/** Columns that are blank in every row are left out. */
function rowsOf(rows: readonly WrittenRow[]): string[] {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => rows.some((row) => row[column] !== ''));
  return rows.length === 0 ? [] : table([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]);
}
