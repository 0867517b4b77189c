import { describe, expect, it } from 'vitest';
import { readmeTabs } from './readme-tabs.js';

function markdown(...lines: string[]): string {
  return lines.join('\n');
}

describe('readmeTabs', () => {
  it('makes a tab of every graphql block, in order, and of no other block', () => {
    const text = markdown(
      '# Title',
      '```graphql',
      'query First {',
      '  viewer { __typename }',
      '}',
      '```',
      'Then:',
      '```sh',
      'npm start',
      '```',
      '```graphql',
      'query Second { viewer { __typename } }',
      '```',
    );
    expect(readmeTabs(text)).toEqual([
      { query: 'query First {\n  viewer { __typename }\n}' },
      { query: 'query Second { viewer { __typename } }' },
    ]);
  });

  it('takes a json block directly after a query as its variables', () => {
    const text = markdown(
      '```graphql',
      'query Item($sku: ID!) { product(sku: $sku) { name } }',
      '```',
      '',
      '```json',
      '{ "sku": "A" }',
      '```',
    );
    expect(readmeTabs(text)).toEqual([
      {
        query: 'query Item($sku: ID!) { product(sku: $sku) { name } }',
        variables: '{ "sku": "A" }',
      },
    ]);
  });

  it('leaves a json block alone that text or another block separates from the query', () => {
    const query = ['```graphql', 'query A { a }', '```'];
    const json = ['```json', '{ "data": null }', '```'];
    expect(readmeTabs(markdown(...query, 'answers', ...json))).toEqual([{ query: 'query A { a }' }]);
    expect(readmeTabs(markdown(...query, '```text', '```', ...json))).toEqual([{ query: 'query A { a }' }]);
  });

  it('reads Windows line ends', () => {
    expect(readmeTabs('```graphql\r\nquery A {\r\n  a\r\n}\r\n```\r\n')).toEqual([{ query: 'query A {\n  a\n}' }]);
  });

  it('does not take a fence inside a block for a new one', () => {
    expect(readmeTabs(markdown('```text', '```graphql', '```', '```graphql', 'query A { a }', '```'))).toEqual([
      { query: 'query A { a }' },
    ]);
  });

  it.each([
    ['an operation without a name', ['```graphql', '{ a }', '```'], 'line 1: the graphql block has no named operation'],
    ['a type definition', ['', '```graphql', 'type A { a: Int }', '```'], 'line 2: the graphql block has no named operation'],
    ['a query with a mistake', ['```graphql', 'query A {', '```'], 'line 1: the graphql block cannot be parsed'],
    [
      'variables with a mistake',
      ['```graphql', 'query A { a }', '```', '```json', '{', '```'],
      'line 4: the variables cannot be',
    ],
    ['variables in a list', ['```graphql', 'query A { a }', '```', '```json', '[]', '```'], 'line 4: the variables are not'],
    ['no query', ['# Title'], 'README.md has no graphql block'],
  ])('refuses %s', (_, lines, message) => {
    expect(() => readmeTabs(markdown(...lines))).toThrow(message);
  });
});
