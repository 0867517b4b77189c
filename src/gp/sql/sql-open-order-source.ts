import type { Kysely } from 'kysely';
import {
  asOrderNumber,
  type OpenOrderDocuments,
  type OpenOrderSource,
  type Order,
  type OrderNumber,
} from '../../ordering/index.js';
import type { GpTables } from './gp-tables.js';
import { type DocumentKey, openDocumentsQuery, orderOf } from './open-document.query.js';
import { SqlOrderSource } from './sql-order-source.js';

type DocumentRow = Awaited<ReturnType<ReturnType<typeof openDocumentsQuery>['execute']>>[number];

const START: DocumentKey = { number: '', type: 0 };

export class SqlOpenOrderSource implements OpenOrderSource {
  private readonly whole: SqlOrderSource;

  constructor(private readonly gp: Kysely<GpTables>) {
    this.whole = new SqlOrderSource(gp);
  }

  async openDocuments(from: string | null, limit: number, signal: AbortSignal): Promise<OpenOrderDocuments> {
    const after = from === null ? START : (JSON.parse(from) as DocumentKey);
    const rows = await openDocumentsQuery(this.gp, { after, limit }).execute({ signal });
    const documents = rows.flatMap((row) => {
      const order = orderOf(row);
      return order === null ? [] : [{ order: asOrderNumber(order), version: versionOf(row) }];
    });
    const last = rows.at(-1);
    const key: DocumentKey | null =
      last && rows.length === limit ? { number: last.SOPNUMBE.trimEnd(), type: last.SOPTYPE } : null;
    return { documents, next: key && JSON.stringify(key) };
  }

  orders(numbers: readonly OrderNumber[], signal: AbortSignal): Promise<ReadonlyMap<OrderNumber, Order>> {
    return this.whole.orders(numbers, signal);
  }
}

function versionOf({ SOPTYPE, SOPNUMBE, stamp, lines, lineCount, holds }: DocumentRow): string {
  const stamps = [stamp, lines].map((moment) => moment?.toISOString() ?? '');
  return [SOPTYPE, SOPNUMBE.trimEnd(), ...stamps, Number(lineCount ?? 0), Number(holds ?? 0)].join(' ');
}
