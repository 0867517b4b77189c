import { Exact } from '../values/exact.js';
import type { Loading } from './load-company.js';
import type { SandboxCompany } from './sandbox-company.js';

/** Into which batch sales staff move what they have priced. */
const BATCH = 'PRICED';

/** A line of a quote as staff have left it. Amounts are in the quote's currency. */
export interface PricedLine {
  readonly item: string;
  readonly quantity: string;
  readonly unit: string;
  readonly unitPrice: string;
}

export type Pricing =
  | { readonly kind: 'priced'; readonly lines: readonly PricedLine[]; readonly total: string; readonly currency: string }
  /** There is no such quote among those that staff can open, such as one that was ordered. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'tooManyPrices'; readonly lines: number }
  /** GP's window takes no more decimals than a line's item has prices with (SOP10200.ODECPLCU). */
  | { readonly kind: 'tooManyDecimals'; readonly item: string; readonly decimals: number };

/**
 * Prices a quote as sales staff do in GP's window, with all sums, and moves it out of the batch of requests. Taxes, freight and
 * discounts stay as they are.
 * @param prices new unit prices in the quote's currency, of its lines in their order; the others keep theirs
 */
export function priceQuote(company: SandboxCompany, number: string, prices: readonly string[]): Promise<Pricing> {
  return company.transaction(async (db) => {
    const [quote] = await db.query<{ currency: string }>(
      `select coalesce((select trim(c."ISOCURRC") from "DYNAMICS"."MC40200" as c where c."CURNCYID" = "SOP10100"."CURNCYID"), '') as currency
        from "SOP10100" where "SOPTYPE" = 1 and "SOPNUMBE" = $1::bpchar for update`,
      [number],
    );
    if (!quote) return { kind: 'unknown' };
    const lines = await db.query<{ line: number; item: string; decimals: number }>(
      `select "LNITMSEQ" as line, trim("ITEMNMBR") as item, "ODECPLCU" - 1 as decimals from "SOP10200" where ${LINES} order by "LNITMSEQ"`,
      [number],
    );
    if (prices.length > lines.length) return { kind: 'tooManyPrices', lines: lines.length };
    const tooFine = lines.find(({ decimals }, index) => new Exact(prices[index] ?? 0).decimalPlaces() > decimals);
    if (tooFine) return { kind: 'tooManyDecimals', item: tooFine.item, decimals: tooFine.decimals };
    for (const [index, price] of prices.entries()) await db.query(PRICE_A_LINE, [number, lines[index]?.line, price]);
    const [{ total = '' } = {}] = await db.query<{ total: string }>(SUM_UP, [number, BATCH]);
    return { kind: 'priced', lines: await linesOf(db, number), total, currency: quote.currency };
  });
}

/** Lines of the quote $1, without the components of kits. */
const LINES = `"SOPTYPE" = 1 and "SOPNUMBE" = $1::bpchar and "CMPNTSEQ" = 0`;

/** How many units of the functional currency the quote's is worth. GP has no rate where it is the functional one. */
const RATE = `(select coalesce(case "RTCLCMTD" when 1 then 1 / nullif("XCHGRATE", 0) else nullif("XCHGRATE", 0) end, 1) as rate, econnect_currency_decimals("CURNCYID") as decimals
  from "SOP10100" where "SOPTYPE" = 1 and "SOPNUMBE" = $1::bpchar)`;

const PRICE_A_LINE = `update "SOP10200" set "ORUNTPRC" = $3::numeric, "UNITPRCE" = round($3::numeric * rate, 5),
    "OXTNDPRC" = round($3::numeric * "QUANTITY", decimals), "XTNDPRCE" = round($3::numeric * "QUANTITY" * rate, 2),
    "OREPRICE" = round($3::numeric * "QUANTITY", decimals), "REMPRICE" = round($3::numeric * "QUANTITY" * rate, 2),
    "ORMRKDAM" = 0, "MRKDNAMT" = 0, "MRKDNPCT" = 0, "MRKDNTYP" = 0
  from ${RATE} as quote where ${LINES} and "LNITMSEQ" = $2`;

const SUM_UP = `update "SOP10100" set "BACHNUMB" = $2, "ORSUBTOT" = subtotal, "SUBTOTAL" = round(subtotal * rate, 2),
    "OREMSUBT" = subtotal, "REMSUBTO" = round(subtotal * rate, 2), "ORMRKDAM" = markdowns, "MRKDNAMT" = round(markdowns * rate, 2),
    "ORDOCAMT" = subtotal + others, "DOCAMNT" = round((subtotal + others) * rate, 2),
    "ORACTAMT" = subtotal + others - "ORPMTRVD", "ACCTAMNT" = round((subtotal + others - "ORPMTRVD") * rate, 2)
  from (select coalesce(sum("OXTNDPRC"), 0) as subtotal, coalesce(sum(round("ORMRKDAM" * "QUANTITY", decimals)), 0) as markdowns
    from "SOP10200", ${RATE} as quote where ${LINES}) as lines,
    (select "ORFRTAMT" + "ORMISCAMT" + "ORTAXAMT" - "ORTDISAM" as others from "SOP10100"
      where "SOPTYPE" = 1 and "SOPNUMBE" = $1::bpchar) as amounts,
    ${RATE} as quote
  where "SOPTYPE" = 1 and "SOPNUMBE" = $1::bpchar
  returning round("ORDOCAMT", decimals)::text as total`;

function linesOf(db: Loading, number: string): Promise<readonly PricedLine[]> {
  return db.query<PricedLine>(
    `select trim("ITEMNMBR") as item, trim_scale("QUANTITY")::text as quantity, trim("UOFM") as unit,
      trim_scale("ORUNTPRC")::text as "unitPrice" from "SOP10200" where ${LINES} order by "LNITMSEQ"`,
    [number],
  ) as Promise<readonly PricedLine[]>;
}
