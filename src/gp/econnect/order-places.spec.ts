import { describe, expect, it } from 'vitest';
import { gpPhone } from './order-places.js';

describe('A phone number in GP', () => {
  it.each([
    ['312-555-0121', '31255501210000'],
    ['(312) 555-0121', '31255501210000'],
    ['+1 312.555.0121', '31255501210000'],
    ['3125550121 x17', '31255501210017'],
    ['312-555-0121 ext. 4', '31255501210004'],
    ['+44 20 7946 0958', '+44 20 7946 0958'],
    ['on request', 'on request'],
  ])('of %s is %s', (text, phone) => {
    expect(gpPhone(text)).toBe(phone);
  });
});
