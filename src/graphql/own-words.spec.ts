import { describe, expect, it } from 'vitest';
import { inOwnWords } from './own-words.js';

describe('A text about a request', () => {
  it.each([
    [
      'POST body missing, invalid Content-Type, or JSON object has no keys.',
      'The body of the request must be a JSON object with a "query".',
    ],
    ['Schema is not configured to execute subscription operation.', 'There are no operations of the kind "subscription".'],
    ['`variables` in a POST body must be an object if provided.', 'The "variables" of a request must be a JSON object.'],
    ['The extensions search parameter contains invalid JSON.', 'The "extensions" of a request must be a JSON object.'],
  ])('of a library is in words of our own: %s', (theirs, own) => {
    expect(inOwnWords(theirs)).toBe(own);
  });

  it.each(['PersistedQueryNotFound', 'Syntax Error: Unexpected "}".', 'Cannot query field "x".'])(
    'that clients or GraphQL know stays: %s',
    (text) => expect(inOwnWords(text)).toBe(text),
  );
});
