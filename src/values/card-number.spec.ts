import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasNetworkCardNumber, withoutCardNumbers } from './card-number.js';

describe('A text without card numbers', () => {
  it.each([
    ['4111111111111111', '************1111'],
    ['4111 1111 1111 1111', '**** **** **** 1111'],
    ['4111-1111-1111-1111', '****-****-****-1111'],
    ['4111\u00A01111\u20131111 - 1111', '****\u00A0****\u2013**** - 1111'],
    ['378282246310005', '***********0005'],
    ['3782 822463 10005', '**** ****** *0005'],
    ['4222222222222', '*********2222'],
    ['6304000000000000000', '***************0000'],
    ['Card:5555555555554444.', 'Card:************4444.'],
    ['Visa4111111111111111x', 'Visa************1111x'],
    ['pay with 4111 1111 1111 1111, until 12/28', 'pay with **** **** **** 1111, until 12/28'],
    ['2 pieces 4111111111111111', '2 pieces ************1111'],
    ['4111111111111111 and 5555 5555 5555 4444', '************1111 and **** **** **** 4444'],
    ['5\n4111\n1111\n1111\n1111', '5\n****\n****\n****\n1111'],
  ])('keeps the last four digits of %j', (text, kept) => {
    expect(withoutCardNumbers(text)).toBe(kept);
  });

  it.each([
    ['4111111111111112', 'another check digit'],
    ['411111111111', 'too few digits'],
    ['41111111111111111111111111', 'more digits than any card has'],
    ['+1 312 555 0121', 'a telephone number'],
    ['PO-7767 of 2026-11-23', 'a date'],
    ['0000000000000000', 'nothing but zeros'],
    ['550e8400-e29b-41d4-a716-446655440000', 'an UUID'],
    ['pi_3MtwBwLkdIwHu7ix28a3tqPa', "a provider's ID"],
  ])('leaves %s as it is: %s', (text) => {
    expect(withoutCardNumbers(text)).toBe(text);
  });

  it('has a number of a large network, or one that is one by chance', () => {
    const cards = ['4111111111111111', 'order 5555-5555-5555-4444', '378282246310005', '6011 1111 1111 1117'];
    expect(cards.filter(hasNetworkCardNumber)).toEqual(cards);
    // Milliseconds of a day, numbers of a shop's system and of a marketplace.
    expect(['1732893491234', '5678901234564', '402-1234567-1234563', 'W-100'].filter(hasNetworkCardNumber)).toEqual([]);
  });

  it('shows no number however it is divided, wherever it stands', () => {
    const card = fc
      .integer({ min: 12, max: 18 })
      .chain((length) =>
        fc
          .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
          .map((digits) => withCheckDigit([1, ...digits.slice(1)])),
      );
    const separator = fc.constantFrom('', ' ', '-', ' - ');
    fc.assert(
      fc.property(
        card,
        fc.array(separator, { minLength: 19, maxLength: 19 }),
        fc.constantFrom('', 'No. ', '12 '),
        (number, separators, before) => {
          const written = [...number].map((digit, index) => (index === 0 ? digit : `${separators[index]}${digit}`)).join('');
          const kept = withoutCardNumbers(`${before}${written}`);
          expect(kept.replaceAll(/[^\d*]/g, '')).not.toContain(number);
          expect(kept).toHaveLength(before.length + written.length);
          expect(withoutCardNumbers(kept)).toBe(kept);
        },
      ),
    );
  });
});

function withCheckDigit(digits: readonly number[]): string {
  const sum = digits.toReversed().reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${digits.join('')}${(10 - (sum % 10)) % 10}`;
}
