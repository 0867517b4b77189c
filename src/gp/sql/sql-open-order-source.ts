import type { Kysely } from 'kysely';
import {
  asOrderNumber,
  type OpenOrderDocuments,
  type OpenOrderSource,
  type Order,
  type OrderNumber,
} from '../../ordering/index.js';
import type { GpTables } from './gp-tables.js';
import { orderOf } from './open-document.query.js';
import { ORDER_DOCUMENTS, openDocuments, versionOf } from './open-documents.js';
import { SqlOrderSource } from './sql-order-source.js';

export class SqlOpenOrderSource implements OpenOrderSource {
  private readonly whole: SqlOrderSource;

  constructor(private readonly gp: Kysely<GpTables>) {
    this.whole = new SqlOrderSource(gp);
  }

  async openDocuments(from: string | null, limit: number, signal: AbortSignal): Promise<OpenOrderDocuments> {
    const { rows, next } = await openDocuments(this.gp, { types: ORDER_DOCUMENTS, from, limit }, signal);
    const documents = rows.flatMap((row) => {
      const order = orderOf(row);
      return order === null ? [] : [{ order: asOrderNumber(order), version: versionOf(row) }];
    });
    return { documents, next };
  }

  orders(numbers: readonly OrderNumber[], signal: AbortSignal): Promise<ReadonlyMap<OrderNumber, Order>> {
    return this.whole.orders(numbers, signal);
  }
}
