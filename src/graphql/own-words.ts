/** What Apollo Server and graphql-js say of requests that they cannot take, and how the gateway says it. */
const OWN_WORDS: readonly (readonly [theirs: RegExp, own: string])[] = [
  [/^POST body missing, /, 'The body of the request must be a JSON object with a "query".'],
  [/^GraphQL queries must be strings\./, 'The "query" of a request must be a text.'],
  [/^`(variables|extensions)` in a POST body (?:should|must) be /, 'The "$1" of a request must be a JSON object.'],
  [/^The (variables|extensions) search parameter (?:contains|should contain) /, 'The "$1" of a request must be a JSON object.'],
  [/^`operationName` in a POST body must be /, 'The "operationName" of a request must be a text.'],
  [/^The '\w+' search parameter may only be specified once\./, 'Each parameter of a request may be given once.'],
  [/^GET requests may not have a content-type header /, 'The content-type of a GET request must be application/json, or absent.'],
  [/^GET requests only support query operations, /, 'A GET request may hold queries only. Send the operation by POST.'],
  [
    /^An 'accept' header was provided /,
    'Answers are application/json or application/graphql-response+json, and the accept header allows neither.',
  ],
  [/^GraphQL operations must contain a non-empty `query` /, 'The request must have a "query", or the hash of a persisted one.'],
  [/^Unsupported persisted query version/, 'The version of a persisted query must be 1.'],
  [/^provided sha does not match query/, 'The hash is not that of the query.'],
  [/^No operations found in request\./, 'The list of operations is empty.'],
  [/^Operation batching disabled\./, 'Operations must be sent one by one.'],
  [/^Schema is not configured to execute (\w+) operation\./, 'There are no operations of the kind "$1".'],
  [/^Must provide operation name /, 'The document has several operations. The "operationName" must be that of one of them.'],
  [/^Must provide an operation\./, 'The document has no operation.'],
];

/** A text about a request in the gateway's own words, which do not tell of the libraries that it is made of. */
export function inOwnWords(message: string): string {
  const known = OWN_WORDS.find(([theirs]) => theirs.test(message));
  if (!known) return message;
  const [theirs, own] = known;
  const [, name = ''] = theirs.exec(message) ?? [];
  return own.replace('$1', name);
}
