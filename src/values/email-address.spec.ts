import { describe, expect, it } from 'vitest';
import { isEmailAddress } from './email-address.js';

describe('An e-mail address', () => {
  it.each(['ann@example.com', "o'neil+shop@example.co.uk", 'jörg@müller.example', 'a@b'])('is %s', (text) => {
    expect(isEmailAddress(text)).toBe(true);
  });

  it.each([
    'ann',
    'ann@',
    '@example.com',
    'ann smith@example.com',
    'ann@example.com;ben@example.com',
    'evil;ann@example.com',
    'evil,ann@example.com',
    // The Greek question mark is a semicolon once composed, and the full-width one where a code page has no other.
    'evil\u037eann@example.com',
    'evil\uff1bann@example.com',
    'Ann <ann@example.com>',
    '"evil;ann"@example.com',
    '',
  ])('is not %j', (text) => {
    expect(isEmailAddress(text)).toBe(false);
  });
});
