import type { SalesOrder } from '../../ordering/index.js';
import type { ProcedureParameters } from './procedure-call.js';

/** Parameters that are passed as blank ("none"). Otherwise GP would take them from the customer's cards and refuse the values. */
export interface WithoutDefaults {
  /** Parameters of the header and of every line. */
  readonly everywhere: ProcedureParameters;
  readonly header: ProcedureParameters;
}

/** Which values on a customer's cards GP would refuse (1 for yes): see unusableDefaultsQuery. */
export interface UnusableDefaults {
  readonly salesperson: number;
  readonly territory: number;
  readonly shippingMethod: number;
  readonly terms: number;
  readonly shipTo: number;
}

export const ALL_DEFAULTS: WithoutDefaults = { everywhere: {}, header: {} };

/**
 * Passes refused defaults as blank. An order is not refused because its customer's salesperson has left (9538): it gets no
 * salesperson, and staff add one. The same holds for territories (244, 245), shipping methods (927), terms (7032) and the
 * usual ship-to address (867, 9551).
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

/** The codes of the addresses that an order goes to, in GP's form. */
export function addressCodesOf({ shipTo, lines }: SalesOrder): string[] {
  const places = [shipTo, ...lines.map((line) => line.shipTo)];
  return [...new Set(places.flatMap((place) => (place && 'addressCode' in place ? [place.addressCode.toUpperCase()] : [])))];
}
