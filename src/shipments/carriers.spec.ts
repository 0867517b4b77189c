import { describe, expect, it } from 'vitest';
import { KNOWN_CARRIERS, ownCarrier, trackingUrl } from './carriers.js';

/** Numbers of which each carrier's own check digit is right. */
const RIGHT: readonly (readonly [carrier: string, number: string])[] = [
  ['UPS', '1Z999AA10123456784'],
  ['UPS', '1Z 5R8 939 0357567127'.replaceAll(' ', '')],
  ['FEDEX', '986578788855'],
  ['FEDEX', '477179081230'],
  ['USPS', 'RB123456785US'],
  ['USPS', '9400111202555842332669'],
  ['DHL', '3318810025'],
  ['CANADA_POST', 'CP123456785CA'],
  ['CANADA_POST', '0073938000549297'],
];

describe('A tracking number', () => {
  it.each(RIGHT)('of %s leads to its page: %s', (carrier, number) => {
    const known = KNOWN_CARRIERS[carrier];
    if (!known) throw new Error(carrier);
    expect(trackingUrl(known, number)).toBe(known.link.replace('{number}', number));
    expect(trackingUrl(known, ` ${number.slice(0, 4)} ${number.slice(4).toLowerCase()} `)).toBe(
      known.link.replace('{number}', number),
    );
  });

  it.each(RIGHT)('of %s with a slip of the hand leads nowhere: %s', (carrier, number) => {
    const known = KNOWN_CARRIERS[carrier];
    const digit = [...number].findLastIndex((character, index) => /\d/.test(character) && index < number.length - 3);
    const slip = `${number.slice(0, digit)}${(Number(number[digit]) + 1) % 10}${number.slice(digit + 1)}`;
    expect(known && trackingUrl(known, slip)).toBeNull();
  });

  it.each(['', '   ', 'PRO 88100417', 'see invoice', '<script>', '1Z', 'http://example.com'])(
    'is none of a known carrier: %j',
    (text) => {
      for (const carrier of Object.values(KNOWN_CARRIERS)) expect(trackingUrl(carrier, text)).toBeNull();
    },
  );

  it('of a carrier of the merchant is encoded, whatever was typed', () => {
    const own = ownCarrier('Own trucks', 'https://example.com/track/{number}?n={number}');
    expect(trackingUrl(own, 'PRO 88-10/04?x=1&y#z')).toBe(
      'https://example.com/track/PRO8810%2F04%3FX%3D1%26Y%23Z?n=PRO8810%2F04%3FX%3D1%26Y%23Z',
    );
    expect(trackingUrl(own, ' ')).toBeNull();
  });

  it('leads to https pages alone', () => {
    for (const { link } of Object.values(KNOWN_CARRIERS)) expect(link).toMatch(/^https:\/\/[^{]+\{number\}/);
  });
});
