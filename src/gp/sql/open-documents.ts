import type { Kysely } from 'kysely';
import type { GpTables } from './gp-tables.js';
import { type DocumentKey, openDocumentsQuery } from './open-document.query.js';
import { BACK_ORDER, FULFILMENT_ORDER, INVOICE, ORDER, QUOTE } from './order-status.js';

export type OpenDocumentRow = Awaited<ReturnType<ReturnType<typeof openDocumentsQuery>['execute']>>[number];

export interface OpenDocumentsPage {
  readonly rows: readonly OpenDocumentRow[];
  /** From where the next page goes on; null after the last one. */
  readonly next: string | null;
}

/** Types of documents that are orders or come from them, and those that are quotes. */
export const ORDER_DOCUMENTS: readonly number[] = [ORDER, INVOICE, BACK_ORDER, FULFILMENT_ORDER];
export const QUOTE_DOCUMENTS: readonly number[] = [QUOTE];

const START: DocumentKey = { number: '', type: 0 };

/** A page of the documents in work. @param from `next` of the page before; null for the first */
export async function openDocuments(
  gp: Kysely<GpTables>,
  ask: { readonly types: readonly number[]; readonly from: string | null; readonly limit: number },
  signal: AbortSignal,
): Promise<OpenDocumentsPage> {
  const { types, from, limit } = ask;
  const after = from === null ? START : (JSON.parse(from) as DocumentKey);
  const rows = await openDocumentsQuery(gp, { types, after, limit }).execute({ signal });
  const last = rows.at(-1);
  const isFull = last !== undefined && rows.length === limit;
  const key: DocumentKey | null = isFull ? { number: last.SOPNUMBE.trimEnd(), type: last.SOPTYPE } : null;
  return { rows, next: key && JSON.stringify(key) };
}

/** Another text after any change of the document. */
export function versionOf({ SOPTYPE, SOPNUMBE, stamp, lines, lineCount, holds }: OpenDocumentRow): string {
  const stamps = [stamp, lines].map((moment) => moment?.toISOString() ?? '');
  return [SOPTYPE, SOPNUMBE.trimEnd(), ...stamps, Number(lineCount ?? 0), Number(holds ?? 0)].join(' ');
}
