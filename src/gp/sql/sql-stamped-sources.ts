import type { Kysely } from 'kysely';
import type { ChangedCustomerSource, CustomerStanding } from '../../account/index.js';
import type { ErpClock } from '../../changes/index.js';
import type { ChangedSince, SinceAsk } from '../../events/index.js';
import type { ChangedStockSource, Stock } from '../../inventory/index.js';
import {
  asDocumentNumber,
  type PostedInvoice,
  type PostedInvoiceKey,
  type PostedInvoiceSource,
} from '../../receivables/index.js';
import { type ChangeStamp, stampOf } from '../../values/change-stamp.js';
import { asAccountNumber, asSku, type Sku } from '../../values/identifiers.js';
import { clockQuery } from './catalog.query.js';
import {
  changedCustomersQuery,
  changedInvoicesQuery,
  changedItemsQuery,
  FIRST_STAMP,
  postedInvoicesQuery,
  type ReceivablesKey,
} from './changed-since.query.js';
import { creditLimit } from './credit-limit.js';
import { calendarDate, decimal } from './decode.js';
import type { GpTables } from './gp-tables.js';
import { fitting, inParts, KEY_LENGTH } from './keys.js';
import { invoiceKind } from './receivables-types.js';
import { SqlStockSource } from './sql-stock-source.js';

/** GP's own clock, with which its stamps are compared. */
export class SqlErpClock implements ErpClock {
  constructor(protected readonly gp: Kysely<GpTables>) {}

  async now(signal: AbortSignal): Promise<ChangeStamp> {
    const { now } = await clockQuery(this.gp).executeTakeFirstOrThrow({ signal });
    return stampOf(now);
  }
}

export class SqlChangedStockSource extends SqlErpClock implements ChangedStockSource {
  async changed({ since, from, limit }: SinceAsk, signal: AbortSignal): Promise<ChangedSince<Sku>> {
    const ask = { since: since ?? FIRST_STAMP, after: from ?? '', limit };
    const rows = await changedItemsQuery(this.gp, ask).execute({ signal });
    return { records: rows.map((row) => asSku(row.ITEMNMBR)), next: nextOf(rows, limit, (row) => row.ITEMNMBR.trimEnd()) };
  }

  levels(skus: readonly Sku[], signal: AbortSignal): Promise<ReadonlyMap<Sku, Stock>> {
    return new SqlStockSource(this.gp).levels(skus, signal);
  }
}

export class SqlChangedCustomerSource extends SqlErpClock implements ChangedCustomerSource {
  async changed({ since, from, limit }: SinceAsk, signal: AbortSignal): Promise<ChangedSince<CustomerStanding>> {
    const ask = { since: since ?? FIRST_STAMP, after: from ?? '', limit };
    const rows = await changedCustomersQuery(this.gp, ask).execute({ signal });
    const records = rows.map((row) => ({
      accountNumber: asAccountNumber(row.CUSTNMBR),
      onHold: row.HOLD === 1,
      limit: creditLimit(String(row.CRLMTTYP), row.limitAmount, String(row.CRLMTPER), row.bucketAmount),
    }));
    return { records, next: nextOf(rows, limit, (row) => row.CUSTNMBR.trimEnd()) };
  }
}

const FIRST_DOCUMENT: ReceivablesKey = { customer: '', type: 0, number: '' };

export class SqlPostedInvoiceSource extends SqlErpClock implements PostedInvoiceSource {
  async changed({ since, from, limit }: SinceAsk, signal: AbortSignal): Promise<ChangedSince<PostedInvoice>> {
    const after = from === null ? FIRST_DOCUMENT : (JSON.parse(from) as ReceivablesKey);
    const rows = await changedInvoicesQuery(this.gp, { since: since ?? FIRST_STAMP, after, limit }).execute({ signal });
    const keyOf = (row: InvoiceRow): ReceivablesKey => ({
      customer: row.CUSTNMBR.trimEnd(),
      type: row.RMDTYPAL,
      number: row.DOCNUMBR.trimEnd(),
    });
    return { records: rows.map(postedInvoice), next: nextOf(rows, limit, (row) => JSON.stringify(keyOf(row))) };
  }

  async invoices(keys: readonly PostedInvoiceKey[], signal: AbortSignal): Promise<readonly PostedInvoice[]> {
    const found: PostedInvoice[] = [];
    const numbers = [...new Set(keys.map(({ number }) => number))];
    for (const part of inParts(fitting(numbers, KEY_LENGTH.document), 1)) {
      found.push(...(await postedInvoicesQuery(this.gp, part).execute({ signal })).map(postedInvoice));
    }
    return found.filter((invoice) =>
      keys.some(
        ({ accountNumber, kind, number }) =>
          accountNumber === invoice.accountNumber && kind === invoice.kind && number === invoice.number,
      ),
    );
  }
}

type InvoiceRow = Awaited<ReturnType<ReturnType<typeof postedInvoicesQuery>['execute']>>[number];

function postedInvoice(row: InvoiceRow): PostedInvoice {
  return {
    accountNumber: asAccountNumber(row.CUSTNMBR),
    kind: invoiceKind(row.RMDTYPAL),
    number: asDocumentNumber(row.DOCNUMBR),
    dueDate: calendarDate(row.due),
    balance: decimal(row.balance),
    isVoided: row.VOIDSTTS === 1,
  };
}

/** Where the next page begins. A page that is not full is the last one. */
function nextOf<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => string): string | null {
  const last = rows.at(-1);
  return last !== undefined && rows.length === limit ? keyOf(last) : null;
}
