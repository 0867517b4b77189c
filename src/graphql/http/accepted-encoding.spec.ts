import { expect, it } from 'vitest';
import { acceptedEncoding } from './accepted-encoding.js';

it.each([
  [undefined, undefined],
  ['', undefined],
  ['identity', undefined],
  ['deflate', undefined],
  ['gzip', 'gzip'],
  ['gzip,deflate', 'gzip'],
  ['gzip, deflate, br', 'br'],
  ['br;q=0.5, gzip', 'gzip'],
  ['BR', 'br'],
  ['*', 'br'],
  ['*;q=0', undefined],
  ['br;q=0, *', 'gzip'],
  ['gzip;q=0', undefined],
  ['gzip; q=0.000', undefined],
  ['gzip;q=x', undefined],
  ['identity;q=0', undefined],
])('who accepts %j gets %j', (accepted, encoding) => {
  for (let time = 1; time <= 2; time++) expect(acceptedEncoding(accepted)).toBe(encoding);
});

it('answers alike however many spellings are made up', () => {
  for (let made = 0; made < 1_000; made++) expect(acceptedEncoding(`made-up-${made}, gzip`)).toBe('gzip');
});
