import type { Kysely } from 'kysely';
import { asQuoteNumber, type OpenQuoteSource, type OpenQuotes } from '../../quotes/index.js';
import { asAccountNumber } from '../../values/identifiers.js';
import { calendarDate } from './decode.js';
import type { GpTables } from './gp-tables.js';
import { openQuotesQuery } from './open-document.query.js';

export class SqlOpenQuoteSource implements OpenQuoteSource {
  constructor(private readonly gp: Kysely<GpTables>) {}

  async openQuotes(from: string | null, limit: number, signal: AbortSignal): Promise<OpenQuotes> {
    const rows = await openQuotesQuery(this.gp, { after: from ?? '', limit }).execute({ signal });
    const last = rows.at(-1);
    const quotes = rows.map((row) => ({
      number: asQuoteNumber(row.SOPNUMBE),
      accountNumber: asAccountNumber(row.CUSTNMBR),
      batch: row.BACHNUMB.trim(),
      expires: calendarDate(row.expires),
    }));
    return { quotes, next: last && rows.length === limit ? last.SOPNUMBE.trimEnd() : null };
  }
}
