import { expect, it } from 'vitest';
import type { ViewerIdentity } from '../../contract/index.js';
import { Dependencies } from '../../live/index.js';
import { KeptAnswers } from './kept-answers.js';
import { KnownRequest } from './known-requests.js';

it('A short answer that is kept shares its memory with no other, which would be kept with it', () => {
  const kept = new KeptAnswers(1_000_000);
  const request = new KnownRequest({ query: '{ a }' });
  const identity = {} as ViewerIdentity;
  const body = Buffer.from('{"data":{"a":1}}');
  expect(body.buffer.byteLength).toBeGreaterThan(body.length);
  kept.keep(request, identity, body, new Dependencies());
  const found = kept.find(request, identity, 0);
  expect(found).toEqual(body);
  expect(found?.buffer.byteLength).toBe(body.length);
});
