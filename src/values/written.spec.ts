import { describe, expect, it } from 'vitest';
import { Written } from './written.js';

describe('Amounts, quantities and dates', () => {
  it.each(['ar-EG', 'fa-IR', 'bn', 'mr-IN', 'my', 'th-TH-u-nu-thai', 'en-US'])('have Latin digits in %s', (locale) => {
    const written = new Written(locale, 'USD', 2);
    const texts = [
      written.amount('1234567.5'),
      written.total('-1234567.5'),
      written.unitPrice('1234.12345'),
      written.quantity('2.5'),
      written.date('2026-11-12'),
    ];
    for (const text of texts) {
      expect(text).toMatch(/\d/);
      expect(text).not.toMatch(/(?!\d)\p{Nd}/u);
    }
  });
});
