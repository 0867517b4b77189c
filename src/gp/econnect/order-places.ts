import type { ShipTo } from '../../ordering/index.js';
import { given } from './procedure-call.js';

/** The parameter of the first phone number, which lines and headers name differently. */
type PhoneParameter = 'I_vPHONE1' | 'I_vPHNUMBR1';

/**
 * The ship-to parameters of a line or header. GP takes an address from the customer's card where all its parts are blank, and
 * the customer's usual address where no code is passed. A written-out address is passed with a blank code, so that no part
 * of a card gets into it.
 */
export function placeParameters(place: ShipTo | null, phoneParameter: PhoneParameter) {
  if (place === null) return {};
  if ('addressCode' in place) return { I_vPRSTADCD: place.addressCode.toUpperCase() };
  const { contactName, line1, line2, line3, city, region, postalCode, country, phone } = place.address;
  return given({
    I_vPRSTADCD: '',
    I_vShipToName: contactName,
    I_vCNTCPRSN: contactName,
    I_vADDRESS1: line1,
    I_vADDRESS2: line2,
    I_vADDRESS3: line3,
    I_vCITY: city,
    I_vSTATE: region,
    I_vZIPCODE: postalCode,
    I_vCOUNTRY: country,
    [phoneParameter]: phone === null ? null : gpPhone(phone),
  });
}

const PHONE = /^(?:\+?1[\s.-]?)?\(?(\d{3})\)?[\s.-]?(\d{3})[\s.-]?(\d{4})(?:\s*(?:x|ext\.?)\s*(\d{1,4}))?$/i;

/** GP's client keeps a phone number as 10 digits and an extension of 4. Any other text is kept unchanged. */
export function gpPhone(text: string): string {
  const [, area, exchange, line, extension = ''] = PHONE.exec(text.trim()) ?? [];
  return area === undefined ? text.trim() : `${area}${exchange}${line}${extension.padStart(4, '0')}`;
}
