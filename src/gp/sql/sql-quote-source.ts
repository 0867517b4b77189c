import type { Kysely } from 'kysely';
import {
  asQuoteNumber,
  type OrderedAs,
  type Quote,
  type QuoteNumber,
  type QuotePage,
  type QuotePageAsk,
  type QuoteSource,
  type QuoteTax,
} from '../../quotes/index.js';
import { decimalString, Exact, ZERO } from '../../values/exact.js';
import { type AccountNumber, asAccountNumber, asPriceLevel } from '../../values/identifiers.js';
import { calendarDate, decimal, flag, keyOrNull, whole } from './decode.js';
import type { GpTables } from './gp-tables.js';
import { groupBy } from './group.js';
import { fits, fitting, inParts, KEY_LENGTH } from './keys.js';
import { hasMasterNumber } from './order.query.js';
import { ORDER } from './order-status.js';
import {
  QUOTE_PARAMETERS,
  type QuotePlace,
  quotePageQuery,
  quotePlacesQuery,
  quoteSuccessorsQuery,
  quotesQuery,
} from './quote.query.js';
import { documentHead, documentLine } from './sales-document.js';
import type { TextRows } from './together.js';

/** LNITMSEQ of a document's taxes on freight and on miscellaneous charges, and of its sums. */
const FREIGHT = 2_147_483_646;
const MISCELLANEOUS = 2_147_483_645;
const SUM = 0;

type Rows = TextRows<ReturnType<typeof quotesQuery>['parts']>;
type SuccessorRow = Rows['successorInWork'][number];
type TaxRow = Rows['tax'][number];

export class SqlQuoteSource implements QuoteSource {
  /** @param history where later pages may be read, some seconds old */
  constructor(
    private readonly gp: Kysely<GpTables>,
    private readonly history: Kysely<GpTables> = gp,
  ) {}

  async quotes(numbers: readonly QuoteNumber[], signal: AbortSignal): Promise<ReadonlyMap<QuoteNumber, Quote>> {
    const places = new Map<QuoteNumber, QuotePlace>();
    for (const part of inParts(fitting(numbers, KEY_LENGTH.document), 2)) {
      for (const row of await quotePlacesQuery(this.gp, part).execute({ signal })) {
        const place = quotePlace(row, asAccountNumber(row.CUSTNMBR));
        places.set(place.number, place);
      }
    }
    return this.quotesAt(this.gp, [...places.values()], signal);
  }

  async page(ask: QuotePageAsk, signal: AbortSignal): Promise<QuotePage> {
    if (!fits(ask.accountNumber, KEY_LENGTH.customer)) return { quotes: [], hasNextPage: false };
    const gp = ask.after === null ? this.gp : this.history;
    const rows = await quotePageQuery(gp, ask).execute({ signal });
    const places = rows.slice(0, ask.first).map((row) => quotePlace(row, ask.accountNumber));
    const quotes = await this.quotesAt(gp, places, signal);
    // A quote may have been deleted meanwhile.
    return { quotes: places.flatMap(({ number }) => quotes.get(number) ?? []), hasNextPage: rows.length > ask.first };
  }

  async successors(
    accountNumber: AccountNumber,
    numbers: readonly QuoteNumber[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<QuoteNumber, string | null>> {
    const found: [QuoteNumber, string | null][] = [];
    for (const part of inParts(fitting(numbers, KEY_LENGTH.document), 4)) {
      const { inWork, inHistory } = await quoteSuccessorsQuery(this.gp, accountNumber, part).ask(this.gp, { signal });
      const ofQuotes = groupBy([...inWork, ...inHistory], (row) => asQuoteNumber(row.ORIGNUMB));
      found.push(...[...ofQuotes].map(([number, rows]) => [number, orderNumberOf(rows)] as [QuoteNumber, string | null]));
    }
    return new Map(found);
  }

  private async quotesAt(
    gp: Kysely<GpTables>,
    places: readonly QuotePlace[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<QuoteNumber, Quote>> {
    // Only a company that began to track master numbers later has quotes of both kinds.
    const kinds = [places.filter(hasMasterNumber), places.filter((place) => !hasMasterNumber(place))];
    const answers = await Promise.all(
      kinds.map(async (kind) => {
        const quotes: Quote[] = [];
        for (const part of inParts(kind, QUOTE_PARAMETERS)) {
          quotes.push(...quotesOf(await quotesQuery(gp, part).ask(gp, { signal })));
        }
        return quotes;
      }),
    );
    return new Map(answers.flat().map((quote) => [quote.number, quote]));
  }
}

function quotePlace(
  row: { readonly SOPNUMBE: string; readonly MSTRNUMB: number; readonly tracked: number | null },
  accountNumber: AccountNumber,
): QuotePlace {
  return { number: asQuoteNumber(row.SOPNUMBE), accountNumber, masterNumber: row.MSTRNUMB, tracked: row.tracked === 1 };
}

function quotesOf(rows: Rows): Quote[] {
  const inWork = new Map(rows.inWork.map((row) => [row.SOPNUMBE, row]));
  const inHistory = rows.inHistory.filter((row) => !inWork.has(row.SOPNUMBE));
  const terms = new Map([...rows.termsInHistory, ...rows.termsInWork].map((row) => [row.SOPNUMBE, row]));
  const linesInWork = groupBy(rows.lineInWork, (row) => row.SOPNUMBE);
  const linesInHistory = groupBy(rows.lineInHistory, (row) => row.SOPNUMBE);
  const lineKey = (row: { readonly SOPNUMBE: string; readonly LNITMSEQ: string }) => `${row.LNITMSEQ} ${row.SOPNUMBE}`;
  const levels = new Map([...rows.levelInHistory, ...rows.levelInWork].map((row) => [lineKey(row), row.PRCLEVEL]));
  const fields = new Map(rows.fields.map((row) => [row.SOPNUMBE, row]));
  const comments = new Map(rows.lineComment.map((row) => [lineKey(row), row]));
  const taxes = groupBy(rows.tax, (row) => row.SOPNUMBE);
  const successors = groupBy([...rows.successorInWork, ...rows.successorInHistory], (row) => row.ORIGNUMB.toUpperCase());

  return [...inWork.values(), ...inHistory].map((row): Quote => {
    const key = row.SOPNUMBE;
    const isInWork = inWork.has(key);
    const { deposit: _, purchaseOrderNumber: __, ...head } = documentHead(row, fields.get(key));
    const lines = [...((isInWork ? linesInWork : linesInHistory).get(key) ?? [])].toSorted(
      (one, other) => whole(one.LNITMSEQ) - whole(other.LNITMSEQ),
    );
    const isVoided = flag(row.VOIDSTTS);
    const quote = { ...head, lines: lines.map(({ LNITMSEQ }) => LNITMSEQ) };
    return {
      ...head,
      number: asQuoteNumber(key),
      expires: calendarDate(terms.get(key)?.expires ?? '1900-01-01'),
      batch: terms.get(key)?.BACHNUMB ?? '',
      paymentTerms: terms.get(key)?.PYMTRMID ?? '',
      isVoided,
      isInWork,
      ordered: orderedAs(successors.get(key.toUpperCase()) ?? [], isInWork, isVoided),
      lines: lines.map((line, index) => ({
        ...documentLine(line, index + 1, {
          shipTo: head.shipTo,
          comment: comments.get(lineKey(line)),
          quantityShipped: ZERO,
          quantityBackordered: ZERO,
          quantityCancelled: new Exact(decimal(line.QTYCANCE)),
        }),
        priceLevel: keyOrNull(levels.get(lineKey(line)) ?? '', asPriceLevel),
      })),
      taxes: taxesOf(taxes.get(key) ?? [], quote.lines),
    };
  });
}

/** A quote in history that was not voided has been transferred, even where the document that it became is gone. */
function orderedAs(successors: readonly SuccessorRow[], isInWork: boolean, isVoided: boolean): OrderedAs | null {
  if (successors.length === 0) return isInWork || isVoided ? null : { orderNumber: null };
  return { orderNumber: orderNumberOf(successors) };
}

/** The number of the order that a quote became, rather one that is not voided. */
function orderNumberOf(successors: readonly SuccessorRow[]): string | null {
  const orders = successors.filter((row) => whole(row.SOPTYPE) === ORDER);
  return (orders.find((row) => !flag(row.VOIDSTTS)) ?? orders[0])?.SOPNUMBE ?? null;
}

/** @param sequences of the lines, in their order */
function taxesOf(rows: readonly TaxRow[], sequences: readonly string[]): QuoteTax[] {
  const lines = rows.filter((row) => sequences.includes(row.LNITMSEQ));
  const sums = rows.filter((row) => whole(row.LNITMSEQ) === SUM);
  const total = (of: readonly TaxRow[]) => of.reduce((sum, row) => sum.plus(decimal(row.ORSLSTAX)), ZERO);
  // A document whose taxes were entered as a whole has none on its lines.
  const ofGoods = total(lines).eq(total(sums))
    ? lines.map((row) => taxOf(row, sequences.indexOf(row.LNITMSEQ) + 1, row.ORSLSTAX))
    : sums.map((row) => taxOf(row, 'document', row.ORSLSTAX));
  return [
    ...ofGoods,
    ...rows.filter((row) => whole(row.LNITMSEQ) === FREIGHT).map((row) => taxOf(row, 'freight', row.ORFRTTAX)),
    ...rows.filter((row) => whole(row.LNITMSEQ) === MISCELLANEOUS).map((row) => taxOf(row, 'miscellaneous', row.ORMSCTAX)),
  ].filter(({ amount, taxableAmount }) => amount !== '0' || taxableAmount !== '0');
}

function taxOf(row: TaxRow, on: QuoteTax['on'], amount: string): QuoteTax {
  return { on, detail: row.TAXDTLID, amount: decimalString(amount), taxableAmount: decimal(row.ORTXSLS) };
}
