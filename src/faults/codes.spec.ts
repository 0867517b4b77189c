import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, INTERNAL_CODES } from './codes.js';

const CLASS_WITH_CODE = /class (\w+) extends \w+ \{\s*(?:\/\*\*[^/]*\*\/\s*)?static readonly code = '(\w+)'/g;
/** A code that a class does not have as its own. */
const STRAY_CODE = /^\s*readonly code(?:: \w+)? = '/m;
/** What graphql-js and Apollo Server give, and what whole requests are answered by their HTTP status: nothing is thrown for them. */
const THROWN = [...INTERNAL_CODES, 'BAD_USER_INPUT', 'QUERY_TOO_COMPLEX', 'UNAUTHENTICATED'];

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
  .map((path) => [path, readFileSync(join('src', path), 'utf8')] as const);

describe('A code', () => {
  it('stands in the list once', () => {
    const codes = [...ERROR_CODES, ...INTERNAL_CODES];
    expect(codes).toEqual([...new Set(codes)]);
  });

  it('of what is thrown has one class', () => {
    const classes = sources.flatMap(([, text]) => [...text.matchAll(CLASS_WITH_CODE)].map(([, , code]) => code));
    expect(classes.toSorted()).toEqual(THROWN.toSorted());
  });

  it('is that of a class, and not of some of its objects', () => {
    expect(sources.filter(([, text]) => STRAY_CODE.test(text)).map(([path]) => path)).toEqual([]);
  });
});
