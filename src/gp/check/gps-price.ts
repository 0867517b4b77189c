import { type Kysely, sql } from 'kysely';
import type { CalendarDate } from '../../values/calendar-date.js';
import { decimalString, Exact } from '../../values/exact.js';
import type { GpTables } from '../sql/gp-tables.js';
import { PRICE_PROCEDURE } from '../used-objects.js';
import { findProcedures } from './found-procedures.js';
import type { PriceBasis } from './own-price.js';

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

const PARAMETERS = [
  ...['I_vCUSTNMBR', 'I_vDOCDATE', 'I_vITEMNMBR', 'I_vQUANTITY', 'I_vCURNCYID', 'I_vIncludePromo', 'I_vUOFM', 'I_vUNITPRCE'],
  ...['O_iErrorState', 'oErrString'],
].map((name) => `@${name}`);

/**
 * Why GP's own price cannot be asked for; null where it can. It is looked up and not tried: a call that is refused counts as a
 * problem of the connection.
 */
export async function priceCallTrouble(handingOver: Kysely<GpTables>, signal: AbortSignal): Promise<string | null> {
  const found = await findProcedures(handingOver, [PRICE_PROCEDURE], signal);
  if (found[0]?.allowed !== 1) return `${PRICE_PROCEDURE} may not be called, or is not there`;
  const known = new Set(found.map(({ parameter }) => parameter));
  const missing = PARAMETERS.filter((parameter) => !known.has(parameter));
  return missing.length === 0 ? null : `${PRICE_PROCEDURE} is another version's: it does not have ${missing.join(', ')}`;
}

/** How GP is asked for the price of an item in its selling unit. */
export function priceCall({ company, terms, item, today, promotions }: PriceBasis, quantity: Exact): PriceCall {
  return {
    ...{ customer: terms.accountNumber ?? '', sku: item.sku, quantity, unit: item.sellingUnit, date: today },
    currency: terms.currency || company.functionalCurrency,
    withPromotions: promotions === 'apply',
  };
}

/**
 * GP's own price (taItemListPrice); null where it has none. The procedure only reads. The unit is an output too; what it makes of
 * it is not asked for.
 */
export async function gpsPrice(
  handingOver: Kysely<GpTables>,
  { customer, sku, quantity, unit, currency, date, withPromotions }: PriceCall,
  signal: AbortSignal,
): Promise<Exact | null> {
  const { rows } = await sql<{
    errorState: number | null;
    price: string | null;
  }>`declare @state int, @errors varchar(255), @price varchar(40);
exec ${sql.id(PRICE_PROCEDURE)} @I_vCUSTNMBR = ${customer}, @I_vDOCDATE = ${date}, @I_vITEMNMBR = ${sku}, @I_vQUANTITY = ${decimalString(quantity)}, @I_vCURNCYID = ${currency}, @I_vIncludePromo = ${withPromotions ? 1 : 0}, @I_vUOFM = ${unit}, @I_vUNITPRCE = @price output, @O_iErrorState = @state output, @oErrString = @errors output;
select @state as "errorState", @price as "price";`.execute(handingOver, { signal });
  const answer = rows.find((row) => 'errorState' in row);
  return answer?.errorState === 0 && answer.price !== null ? new Exact(answer.price) : null;
}

/** GP answers 0 for an item that it has no price of, and the gateway that there is none. */
export function isSamePrice(own: Exact | null, gps: Exact | null): boolean {
  if (own === null) return gps === null || gps.lte(0);
  return gps?.eq(own) ?? false;
}
