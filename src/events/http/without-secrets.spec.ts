import { describe, expect, it } from 'vitest';
import { withoutSecrets } from './without-secrets.js';

describe('An answer in the log of attempts', () => {
  it.each([
    ['wrong secret whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw!', 'wrong secret whsec_***!'],
    ['Authorization: Bearer eyJhbGci.abc-123', 'Authorization: *** ***'],
    ['{"error":"no","access_token":"abc\\u0031"}', '{"error":"no","access_token":***}'],
    ['password=hunter2&user=anna', 'password=***&user=anna'],
    ['cannot read column "total"', 'cannot read column "total"'],
    ['a\u001b[31mred\u0007', 'a [31mred'],
  ])('says of %j %j', (given, told) => {
    expect(withoutSecrets(given)).toBe(told);
  });
});
