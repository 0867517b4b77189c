import { hasCheckDigit } from './check-digits.js';

/** A carrier with the page on which it tells where a parcel is. */
export interface Carrier {
  readonly name: string;
  /** An https address with {number} in it. */
  readonly link: string;
  /** Whether a number, without blanks and in upper case, can be one of the carrier's. */
  readonly accepts: (number: string) => boolean;
}

const OF_UPS = /^(?:1Z[0-9A-Z]{16}|T\d{10}|\d{9}|\d{26})$/;
const OF_FEDEX = /^(?:\d{12}|\d{15}|\d{20}|\d{22})$/;
const OF_USPS = /^(?:[A-Z]{2}\d{9}US|\d{20}|\d{22}|\d{26}|\d{30}|\d{34})$/;
const OF_DHL = /^(?:\d{10}|JJD\d{13,24})$/;
const OF_CANADA_POST = /^(?:\d{16}|[A-Z]{2}\d{9}CA)$/;
const OF_PUROLATOR = /^(?:\d{12}|[A-Z]{3}\d{9})$/;

/** The carriers that come with the gateway, by the names of the configuration. */
export const KNOWN_CARRIERS: Readonly<Record<string, Carrier>> = {
  UPS: {
    name: 'UPS',
    link: 'https://www.ups.com/track?tracknum={number}',
    accepts: (number) => OF_UPS.test(number) && (!number.startsWith('1Z') || hasCheckDigit.ofUps(number)),
  },
  FEDEX: {
    name: 'FedEx',
    link: 'https://www.fedex.com/fedextrack/?trknbr={number}',
    accepts: (number) => OF_FEDEX.test(number) && (number.length !== 12 || hasCheckDigit.ofFedexExpress(number)),
  },
  USPS: {
    name: 'USPS',
    link: 'https://tools.usps.com/go/TrackConfirmAction?tLabels={number}',
    accepts: (number) =>
      OF_USPS.test(number) &&
      (/^[A-Z]/.test(number)
        ? hasCheckDigit.ofPostalUnion(number)
        : ![20, 22].includes(number.length) || hasCheckDigit.mod10(number)),
  },
  DHL: {
    name: 'DHL',
    link: 'https://www.dhl.com/en/express/tracking.html?AWB={number}',
    accepts: (number) => OF_DHL.test(number) && (!/^\d{10}$/.test(number) || hasCheckDigit.ofDhlExpress(number)),
  },
  CANADA_POST: {
    name: 'Canada Post',
    link: 'https://www.canadapost-postescanada.ca/track-reperage/en#/details/{number}',
    accepts: (number) =>
      OF_CANADA_POST.test(number) && (/^[A-Z]/.test(number) ? hasCheckDigit.ofPostalUnion(number) : hasCheckDigit.mod10(number)),
  },
  PUROLATOR: {
    name: 'Purolator',
    link: 'https://www.purolator.com/en/shipping/tracker?pin={number}',
    accepts: (number) => OF_PUROLATOR.test(number),
  },
};

/** A carrier of the merchant's own. Nothing is known of its numbers. */
export function ownCarrier(name: string, link: string): Carrier {
  return { name, link, accepts: () => true };
}

/** The page that tells where a parcel is; null for a number that is not one of the carrier's, as after a slip of the hand. */
export function trackingUrl({ link, accepts }: Carrier, typed: string): string | null {
  const number = typed.replaceAll(/[\s-]/g, '').toUpperCase();
  if (number === '' || !accepts(number)) return null;
  return link.replaceAll('{number}', encodeURIComponent(number));
}
