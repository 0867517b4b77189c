import { describe, expect, it } from 'vitest';
import { answerType } from './answer-type.js';

describe('an answer is application/json', () => {
  it.each([
    undefined,
    '',
    '*/*',
    'application/json',
    'application/*',
    'application/json, text/plain, */*',
    'text/html, */*;q=0.1',
    'application/graphql-response+json;q=0.5, application/json',
    'application/graphql-response+json;q=0, */*',
  ])('for Accept %j', (accept) => {
    expect(answerType(accept)).toBe('json');
  });
});

describe('an answer is application/graphql-response+json', () => {
  it.each([
    'application/graphql-response+json',
    'application/graphql-response+json; charset=utf-8',
    'application/graphql-response+json, application/json',
    'application/json;q=0.9, application/graphql-response+json',
    'application/graphql-response+json, application/json;q=0.9, */*;q=0.1',
  ])('for Accept %j', (accept) => {
    expect(answerType(accept)).toBe('graphql-response');
  });
});

it.each([
  'text/html',
  'image/avif,image/webp',
  'application/json;q=0',
  'application/json; charset=utf-16',
  ';;',
  'x'.repeat(9_000),
])('there is no answer for Accept %.60j', (accept) => {
  expect(answerType(accept)).toBeUndefined();
});
