import type { InvoicePayment } from '../../payments/index.js';
import { Exact, ZERO } from '../../values/exact.js';
import type { TextRow } from '../sql/together.js';
import { inWords, type PlannedPart, partsOf } from './planned-parts.js';
import { documentType } from './receivables-documents.js';

/** A row of RM20201 or RM30201. */
type AppliedRow = TextRow<Record<'APFRDCTY' | 'APFRDCNM' | 'APTODCTY' | 'APTODCNM' | 'APPTOAMT', unknown>>;

/** A receipt that GP has. */
interface FoundReceipt {
  readonly number: string;
  readonly isVoided: boolean;
}

/**
 * What of a payment's plan GP does not show as applied, in words for an operator. GP does not tell who applied a credit: what
 * others have applied of it to the same document counts, as the document is smaller by it.
 * @param rows what is applied; one that GP is moving to history may come twice
 */
export function notAppliedOf(payment: InvoicePayment, receipt: FoundReceipt, rows: readonly AppliedRow[]): string[] {
  const applied = new Map(rows.map((row) => [keyOfRow(row), new Exact(row.APPTOAMT)]));
  const isVoided = ({ from }: PlannedPart) => receipt.isVoided && from.kind === 'payment' && from.number === receipt.number;
  const missing = payment.applications
    .flatMap((planned) => partsOf(planned, receipt.number))
    .filter((part) => !isVoided(part))
    .map((part) => ({ part, amount: part.amount.minus(applied.get(keyOfPart(part)) ?? ZERO) }))
    .filter(({ amount }) => amount.gt(ZERO))
    .map(({ part, amount }) => inWords(part, amount));
  if (!receipt.isVoided) return missing;
  // Also of a payment on account alone, of which nothing was to be applied.
  return [`${new Exact(payment.amount).toFixed()} of ${receipt.number}, which was voided in GP`, ...missing];
}

function keyOfRow({ APFRDCTY, APFRDCNM, APTODCTY, APTODCNM }: AppliedRow): string {
  return JSON.stringify([APFRDCTY, APFRDCNM, APTODCTY, APTODCNM]);
}

function keyOfPart({ from, to }: PlannedPart): string {
  return JSON.stringify([String(documentType(from.kind)), from.number, String(documentType(to.kind)), to.number]);
}
