import type { SalesOrder } from '../../ordering/index.js';
import { flag } from '../sql/decode.js';

type Blank<Name extends string> = { readonly [Each in Name]?: '' };

/** Parameters that are passed as blank ("none"). Otherwise GP would take them from the customer's cards and refuse the values. */
export interface WithoutDefaults {
  /** Parameters of the header and of every line. */
  readonly everywhere: Blank<'I_vSLPRSNID' | 'I_vSALSTERR' | 'I_vSHIPMTHD' | 'I_vPRSTADCD'>;
  readonly header: Blank<'I_vPYMTRMID'>;
}

/** Which values on a customer's cards GP would refuse ("1" for yes): see beforeWritingQuery. */
export interface UnusableDefaults {
  readonly salesperson: string;
  readonly territory: string;
  readonly shippingMethod: string;
  readonly terms: string;
  readonly shipTo: string;
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
      ...(flag(salesperson) && { I_vSLPRSNID: '' as const }),
      ...(flag(territory) && { I_vSALSTERR: '' as const }),
      ...(flag(shippingMethod) && { I_vSHIPMTHD: '' as const }),
      ...(flag(shipTo) && { I_vPRSTADCD: '' as const }),
    },
    header: flag(terms) ? { I_vPYMTRMID: '' } : {},
  };
}

/** The codes of the addresses that an order goes to, in GP's form. */
export function addressCodesOf({ shipTo, lines }: SalesOrder): string[] {
  const places = [shipTo, ...lines.map((line) => line.shipTo)];
  return [...new Set(places.flatMap((place) => (place && 'addressCode' in place ? [place.addressCode.toUpperCase()] : [])))];
}
