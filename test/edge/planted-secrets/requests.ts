import { DEMO_PASSWORD } from '../../../src/demo.js';
import { CHECK_CART, orderOf, PLACE_ORDER } from '../../ordering/checkout.js';
import { CLAIMS, OF_CONFIGURATION, OF_REQUESTS } from './secrets.js';

export interface Asked {
  readonly about: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const LOGIN =
  'mutation Login($input: LoginInput!) { login(input: $input) { session { accessToken } userErrors { code message } } }';
const LOGIN_WITH_TOKEN = `mutation LoginWithToken($input: LoginWithIdentityTokenInput!) {
  loginWithIdentityToken(input: $input) { session { accessToken } userErrors { code message field } }
}`;
const CATEGORIES = '{ categories { id } }';
const SHA256 = 'a'.repeat(64);

const json = (about: string, body: unknown, headers: Record<string, string> = {}): Asked => ({
  about,
  body: JSON.stringify(body),
  headers,
});
const graphql = (about: string, query: string, variables: object = {}, headers: Record<string, string> = {}): Asked =>
  json(about, { query, variables }, headers);

/** Carried by every request, whatever it asks for. */
export const USUAL_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'application/json',
  cookie: `session=${OF_REQUESTS.cookie}`,
  'user-agent': OF_REQUESTS.agent,
  origin: `https://${OF_REQUESTS.origin}`,
  referer: `https://${OF_REQUESTS.origin}/`,
  'x-correlation-id': OF_REQUESTS.correlationId,
  traceparent: OF_REQUESTS.traceParent,
  tracestate: `vendor=${OF_REQUESTS.traceState}`,
  baggage: `user=${OF_REQUESTS.baggage}`,
  sc_site: OF_REQUESTS.site,
  sc_lang: OF_REQUESTS.language,
  'x-sitecore-contextid': OF_REQUESTS.contextId,
  'x-forwarded-for': OF_REQUESTS.forwarded,
};

/** Good, bad and broken ones; each carries what it must not be told again. */
export function requests(
  idTokens: Readonly<Record<string, string>>,
  assertions: Readonly<Record<string, string>>,
): readonly Asked[] {
  return [
    ...ofVisitors(),
    ...ofMistakes(),
    ...ofOperations(),
    ...ofEditors(),
    ...ofOthers(),
    ...Object.entries(idTokens).map(([about, idToken]) =>
      graphql(`an ID token ${about}`, LOGIN_WITH_TOKEN, { input: { idToken, nonce: CLAIMS.nonce } }),
    ),
    ...Object.entries(assertions).map(([about, assertion]) =>
      graphql(`a client's assertion ${about}`, CATEGORIES, {}, { 'x-client-assertion': assertion }),
    ),
  ];
}

function guestOrder() {
  const { card, email, literal, name } = OF_REQUESTS;
  return orderOf([{ sku: 'CUT-4', quantity: '1', unitPrice: '1.92' }], {
    customer: { email, name },
    comment: literal,
    payments: [{ method: 'CARD', amount: '1.92', account: 'VISA', transactionId: 'txn_1', authorizationCode: card }],
  });
}

function ofVisitors(): readonly Asked[] {
  const { apiKey, comment, email, literal, password, token } = OF_REQUESTS;
  return [
    graphql('a page', `# ${comment}\n{ product(sku: "CUT-4") { name price { __typename } availability { __typename } } }`),
    graphql('a search', `{ catalog(query: "${literal}") { totalCount } }`),
    graphql('a cart', CHECK_CART, { input: { lines: [{ sku: literal, quantity: '1' }] } }),
    graphql('a sign-in', LOGIN, { input: { email, password } }),
    graphql('a sign-in that succeeds', LOGIN, { input: { email: 'nell.hargate@example.com', password: DEMO_PASSWORD } }),
    graphql('an order', PLACE_ORDER, { input: guestOrder() }),
    graphql('a token', '{ viewer { user { name } } }', {}, { authorization: `Bearer ${token}` }),
    graphql('another scheme', '{ viewer { user { name } } }', {}, { authorization: `Basic ${token}` }),
    graphql('a known client', CATEGORIES, {}, { 'x-api-key': OF_CONFIGURATION.clientKey }),
    graphql('an unknown client', CATEGORIES, {}, { sc_apikey: apiKey }),
  ];
}

function ofMistakes(): readonly Asked[] {
  const { card, email, literal, malformed, password } = OF_REQUESTS;
  return [
    graphql('a wrong variable', LOGIN, { input: { email, password: { nested: password } } }),
    graphql('a wrong field of an input', LOGIN, { input: { email, pasword: password } }),
    graphql('a wrong decimal', PLACE_ORDER, { input: { ...guestOrder(), total: { amount: card, currency: 'USD' } } }),
    graphql("a card's number as a transaction", PLACE_ORDER, {
      input: { ...guestOrder(), payments: [{ method: 'CARD', amount: '1.92', account: 'VISA', transactionId: card }] },
    }),
    graphql('a wrong literal', `{ categories { products(first: "${literal}") { totalCount } } }`),
    graphql('a wrong decimal literal', `{ product(sku: "CUT-4") { price(quantity: "${literal}") { __typename } } }`),
    graphql('a wrong enum', `{ catalog(sort: "${literal}") { totalCount } }`),
    graphql('a wrong enum variable', 'query ($sort: CatalogSort) { catalog(sort: $sort) { totalCount } }', { sort: literal }),
    graphql('a syntax error', `{ product "${literal}" }`),
    graphql('an unfinished string', `{ product(sku: "${literal}`),
    graphql('a string in place of a selection', `query "${literal}" { categories { id } }`),
    graphql('an unknown field', `{ categories { nonsense(of: "${literal}") } }`),
    graphql('a cursor', `{ catalog(after: "${literal}") { totalCount } }`),
    graphql('an ID', `{ node(id: "${literal}") { id } orderSubmission(id: "${literal}") { id } }`),
    graphql('a location', `{ product(sku: "CUT-4") { availability(near: { postalCode: "${literal}" }) { __typename } } }`),
    { about: 'broken JSON', body: `{"query": "${malformed}` },
    { about: 'no JSON', body: malformed, headers: { 'content-type': 'text/plain' } },
  ];
}

function ofOperations(): readonly Asked[] {
  const { extension, literal, operationName, password, url } = OF_REQUESTS;
  return [
    json('an operation that is not in the document', { query: `query Known ${CATEGORIES}`, operationName }),
    json('an operation name that is none', { query: CATEGORIES, operationName: { nested: operationName } }),
    json('an unknown extension', { query: CATEGORIES, extensions: { [extension]: extension } }),
    json('extensions that are none', { query: CATEGORIES, extensions: extension }),
    json('a hash that is none', { extensions: { persistedQuery: { version: 1, sha256Hash: extension } } }),
    json('a hash of another query', {
      query: `{ catalog(query: "${literal}") { totalCount } }`,
      extensions: { persistedQuery: { version: 1, sha256Hash: SHA256 } },
    }),
    json('an unknown hash', { extensions: { persistedQuery: { version: 1, sha256Hash: SHA256 } } }),
    json('a list', [{ query: `{ x(of: "${literal}") }` }, { query: CATEGORIES, operationName }]),
    json('no query', { variables: { password } }),
    json('an ID of a registered operation', { documentId: extension, id: extension }),
    { about: 'a query by GET', method: 'GET', path: `/graphql?query=${encodeURIComponent(`{ x(y: "${url}") }`)}` },
    { about: 'extensions by GET', method: 'GET', path: `/graphql?extensions=${url}&operationName=${url}` },
  ];
}

function ofEditors(): readonly Asked[] {
  const { email, password, wrongKey } = OF_REQUESTS;
  const editor = { sc_editMode: 'true', sc_editing_key: OF_CONFIGURATION.editingKey };
  return [
    graphql('the editor', '{ viewer { user { name } } }', {}, editor),
    graphql('a wrong editing key', CATEGORIES, {}, { ...editor, sc_editing_key: wrongKey }),
    graphql('a mutation in the editor', LOGIN, { input: { email, password } }, editor),
  ];
}

function ofOthers(): readonly Asked[] {
  const { malformed, token, url } = OF_REQUESTS;
  return [
    { about: 'another path', method: 'GET', path: `/nowhere/${url}?token=${url}` },
    { about: 'another method', method: 'PUT', path: `/graphql/${url}`, body: malformed },
    { about: 'metrics with a wrong token', method: 'GET', path: '/metrics', headers: { authorization: `Bearer ${token}` } },
  ];
}
