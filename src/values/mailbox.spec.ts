import { describe, expect, test } from 'vitest';
import { isMailbox } from './mailbox.js';

describe('An address that mail is sent to', () => {
  test.each(['ana@example.com', "o'neil+shop@sub.example.co.uk", 'a@localhost', 'käthe@müller.example', '用户@例子.广告'])(
    'is %s',
    (text) => expect(isMailbox(text)).toBe(true),
  );

  test.each([
    ['two of them', 'a@example.com,b@example.com'],
    ['a name with it', 'Ana <a@example.com>'],
    ['a line break', 'a@example.com\r\nBcc: b@example.com'],
    ['a NUL', 'a\0@example.com'],
    ['a mark of direction', 'a\u202e@example.com'],
    ['quotes', '"a b"@example.com'],
    ['a route', '@relay.example:a@example.com'],
    ['percent routing', 'a%b@c@example.com'],
    ['an address literal', 'a@[127.0.0.1]'],
    ['a full-width @', 'a＠b@example.com'],
    ['no domain', 'a@'],
    ['a domain that ends in a point', 'a@example.com.'],
    ['two points', 'a..b@example.com'],
    ['a leading hyphen', 'a@-example.com'],
    ['a local part of 65 letters', `${'a'.repeat(65)}@example.com`],
    ['255 letters', `a@${'b'.repeat(250)}.com`],
  ])('is not one with %s', (_, text) => expect(isMailbox(text)).toBe(false));
});
