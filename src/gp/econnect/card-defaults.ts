import type { SalesOrder } from '../../ordering/index.js';
import type { ProcedureParameters } from './procedure-call.js';

/** Parameters that are passed as blank, "none", since GP would take them from the customer's cards and refuse what it finds. */
export interface WithoutDefaults {
  /** Of lines and header alike. */
  readonly everywhere: ProcedureParameters;
  readonly header: ProcedureParameters;
}

/** What of a customer's cards GP does not take any more, 1 for yes: see unusableDefaultsQuery. */
export interface UnusableDefaults {
  readonly salesperson: number;
  readonly territory: number;
  readonly shippingMethod: number;
  readonly terms: number;
  readonly shipTo: number;
}

export const ALL_DEFAULTS: WithoutDefaults = { everywhere: {}, header: {} };

/**
 * An order is not refused because its customer's salesperson has left (9538): it goes without one, and staff give it another.
 * The same for territories (244, 245), shipping methods (927), terms (7032) and the usual ship-to address (867, 9551).
 */
export function withoutDefaults(unusable: UnusableDefaults | undefined): WithoutDefaults {
  if (!unusable) return ALL_DEFAULTS;
  const { salesperson, territory, shippingMethod, terms, shipTo } = unusable;
  return {
    everywhere: {
      ...(salesperson === 1 && { I_vSLPRSNID: '' }),
      ...(territory === 1 && { I_vSALSTERR: '' }),
      ...(shippingMethod === 1 && { I_vSHIPMTHD: '' }),
      ...(shipTo === 1 && { I_vPRSTADCD: '' }),
    },
    header: terms === 1 ? { I_vPYMTRMID: '' } : {},
  };
}

/** The codes of the addresses that an order goes to, in GP's writing. */
export function addressCodesOf({ shipTo, lines }: SalesOrder): string[] {
  const places = [shipTo, ...lines.map((line) => line.shipTo)];
  return [...new Set(places.flatMap((place) => (place && 'addressCode' in place ? [place.addressCode.toUpperCase()] : [])))];
}
