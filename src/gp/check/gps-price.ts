import { type Kysely, sql } from 'kysely';
import type { CalendarDate } from '../../values/calendar-date.js';
import { decimalString, Exact } from '../../values/exact.js';
import type { GpTables } from '../sql/gp-tables.js';
import { PRICE_PROCEDURE } from '../used-objects.js';

export interface PriceCall {
  readonly customer: string;
  readonly sku: string;
  readonly quantity: Exact;
  readonly unit: string;
  readonly currency: string;
  /** By which price sheets hold. */
  readonly date: CalendarDate;
  readonly withPromotions: boolean;
}

/** Rights, no such procedure, and parameters of another version's. */
const NOT_CALLABLE: ReadonlySet<unknown> = new Set([229, 2812, 8144, 8145, 201]);

/**
 * GP's own price (taItemListPrice); null where it has none. The procedure only reads. The unit is an output too; what it makes of
 * it is not asked for.
 */
export async function gpsPrice(
  gp: Kysely<GpTables>,
  { customer, sku, quantity, unit, currency, date, withPromotions }: PriceCall,
  signal: AbortSignal,
): Promise<Exact | null | 'notCallable'> {
  try {
    const { rows } = await sql<{
      errorState: number | null;
      price: string | null;
    }>`declare @state int, @errors varchar(255), @price varchar(40);
exec ${sql.id(PRICE_PROCEDURE)} @I_vCUSTNMBR = ${customer}, @I_vDOCDATE = ${date}, @I_vITEMNMBR = ${sku}, @I_vQUANTITY = ${decimalString(quantity)}, @I_vCURNCYID = ${currency}, @I_vIncludePromo = ${withPromotions ? 1 : 0}, @I_vUOFM = ${unit}, @I_vUNITPRCE = @price output, @O_iErrorState = @state output, @oErrString = @errors output;
select @state as "errorState", @price as "price";`.execute(gp, { signal });
    const answer = rows.find((row) => 'errorState' in row);
    return answer?.errorState === 0 && answer.price !== null ? new Exact(answer.price) : null;
  } catch (fault) {
    if (NOT_CALLABLE.has((fault as { readonly number?: unknown } | null)?.number)) return 'notCallable';
    throw fault;
  }
}

/** GP answers 0 for an item that it has no price of, and the gateway that there is none. */
export function isSamePrice(own: Exact | string, gps: Exact | null): boolean {
  if (typeof own === 'string') return gps === null || gps.lte(0);
  return gps?.eq(own) ?? false;
}
