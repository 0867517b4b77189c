import type { GraphQLSchema } from 'graphql';
import { type InputPlace, inputLeavesOf, inputListsOf } from './inputs.js';

/** A request that anybody may send, as large as it can be. */
export interface Attack {
  readonly name: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Just below the longest body. */
const BYTES = 1_040_000;
const CATEGORIES = '{ categories { id } }';

const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['letters', 'a'.repeat(BYTES)],
  ['words', 'a '.repeat(BYTES / 2)],
  ['blanks', ' '.repeat(BYTES)],
  ['NULs', '\0'.repeat(BYTES / 6)],
  ['combining marks', `e${'\u0301'.repeat(BYTES / 2)}`],
  ['letters that grow', 'ß'.repeat(BYTES / 2)],
  ['digits', '1'.repeat(BYTES)],
  ['hyphens', '-'.repeat(BYTES)],
];

/** The largest requests for each place of the schema's input, and for each layer that a request passes. */
export function worstRequests(schema: GraphQLSchema): Attack[] {
  return [
    ...inputListsOf(schema).flatMap((list) => [50, 500, 5_000, mostEntries(list)].map((entries) => listOf(list, entries))),
    ...inputLeavesOf(schema).flatMap((leaf) =>
      TEXTS.map(([what, text]) => ({ name: `${leaf.name}: 1 MB of ${what}`, body: bodyOf(leaf, leaf.valueWith(text)) })),
    ),
    ...LAYERS,
    ...DOCUMENTS.map(([what, query]) => ({ name: `a document of ${what}`, body: JSON.stringify({ query }) })),
    ...HEADERS.map(([header, value]) => ({
      name: `the header ${header}: ${value.slice(0, 12)}…`,
      body: JSON.stringify({ query: CATEGORIES }),
      headers: { [header]: value },
    })),
  ];
}

/** As many entries as a body has room for. */
export function longestList(list: InputPlace<number>): Attack {
  return listOf(list, mostEntries(list));
}

function listOf(list: InputPlace<number>, entries: number): Attack {
  return { name: `${list.name}: ${entries} entries`, body: bodyOf(list, list.valueWith(entries)) };
}

function mostEntries(list: InputPlace<number>): number {
  const [one, two] = [1, 2].map((entries) => JSON.stringify(list.valueWith(entries)).length) as [number, number];
  return Math.floor((BYTES - 2_000) / (two - one));
}

function bodyOf({ query }: InputPlace<never> | InputPlace<unknown> | InputPlace<number>, x: unknown): string {
  return JSON.stringify({ query, variables: { x } });
}

function times(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join('');
}

const withVariables = (json: string) => `{"query":"${CATEGORIES}","variables":${json}}`;
const withHash = (hash: string, rest = '') => `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"${hash}"}}${rest}}`;

const LAYERS: readonly Attack[] = Object.entries({
  'nested lists': withVariables(`{"x":${'['.repeat(500_000)}${']'.repeat(500_000)}}`),
  'nested objects': withVariables(`${'{"a":'.repeat(170_000)}1${'}'.repeat(170_000)}`),
  'variables of many names': withVariables(`{${times(80_000, (index) => `"${index}a":1,`)}"z":1}`),
  'variables of many numbers for names': withVariables(`{${times(80_000, (index) => `"${index * 7_919}":1,`)}"z":1}`),
  'a list of numbers': withVariables(`{"x":[${'1,'.repeat(500_000)}1]}`),
  'a list of objects': withVariables(`{"x":[${'{},'.repeat(330_000)}{}]}`),
  'a list of large numbers': withVariables(`{"x":[${'1e308,'.repeat(160_000)}1]}`),
  'a long number': withVariables(`{"x":${'1'.repeat(1_000_000)}}`),
  'as many values as are allowed': withVariables(`{${times(24_000, (index) => `"${index}${'a'.repeat(30)}":1,`)}"z":1}`),
  'extensions of many objects': `{"query":"${CATEGORIES}","extensions":{"x":[${'{},'.repeat(330_000)}{}]}}`,
  'a part that means nothing': `{"query":"${CATEGORIES}","other":[${'{},'.repeat(330_000)}{}]}`,
  blanks: `${' '.repeat(1_000_000)}{"query":"${CATEGORIES}"}`,
  escapes: withVariables(`{"x":"${'\\u0041'.repeat(170_000)}"}`),
  backslashes: withVariables(`{"x":"${'\\\\'.repeat(500_000)}"}`),
  quotes: withVariables(`{"x":"${'\\"'.repeat(500_000)}"}`),
  prototypes: withVariables(`{"x":["${'__proto__'.repeat(100_000)}"]}`),
  'what is cut off': `{"query":"${CATEGORIES}","other":[${'{},'.repeat(330_000)}`,
  'a long name of an operation': `{"query":"${CATEGORIES}","operationName":"${'a'.repeat(1_000_000)}"}`,
  'a long document': `{"query":"${'a'.repeat(1_000_000)}"}`,
  'a long hash': withHash('a'.repeat(1_000_000)),
  'a hash of another document': withHash('a'.repeat(64), `,"query":"${CATEGORIES}${'#'.repeat(49_000)}"`),
  'a long ID of a document': `{"documentId":"${'a'.repeat(1_000_000)}"}`,
  'many operations': `[${'{},'.repeat(330_000)}{}]`,
  'ten operations of 100 KB': `[${Array.from({ length: 10 }, () => withVariables(`{"x":"${'a '.repeat(50_000)}"}`)).join(',')}]`,
}).map(([what, body]) => ({ name: `a body of ${what}`, body }));

const PRICE =
  '{ ... on Price { unitPrice { amount } breaks { fromQuantity unitPrice { amount } } explanation { rule reference } } }';
const STOCK =
  '{ ... on Availability { totalAvailable warehouses { available distanceKm warehouse { code name address { city } } } } }';
/** What costs nearly as much as an operation may. */
const listing = (each: string) => `{ catalog(first: 100, sort: SKU) { nodes { sku ${each} } } }`;

const DOCUMENTS: readonly (readonly [what: string, query: string])[] = [
  ['eight prices of each product', listing(times(8, (index) => `p${index}: price(quantity: ${index + 1}) ${PRICE} `))],
  [
    'the stock of each product',
    listing(times(5, (index) => `s${index}: availability(near: { postalCode: "6060${index}" }) ${STOCK} `)),
  ],
  ['the categories of each product', listing(times(8, (index) => `c${index}: categories { name parent { name } } `))],
  [
    'the properties of each product',
    listing(times(8, (index) => `a${index}: attributes { name value } u${index}: unitsOfMeasure { code } `)),
  ],
  ['the variants of each product', listing('variants { sku name attributes { name value } }')],
  ['braces', '{'.repeat(49_000)],
  ['nested lists', `{ product(sku: ${'['.repeat(2_400)}${']'.repeat(2_400)}) { sku } }`],
  ['nested objects', `{ catalog(filter: ${'{a:'.repeat(1_200)}1${'}'.repeat(1_200)}) { totalCount } }`],
  ['fields that there are not', `{ product(sku: "a") { ${times(1_900, (index) => `a${index} `)} } }`],
  ['one field', `{ categories { ${'id '.repeat(310)} } }`],
  ['arguments that there are not', `{ catalog(${times(1_600, (index) => `a${index}: 1 `)}) { totalCount } }`],
  ['one argument', `{ catalog(${'first: 1 '.repeat(1_600)}) { totalCount } }`],
  ['one field of an input', `{ catalog(filter: {${'categoryId: 1 '.repeat(1_600)}}) { totalCount } }`],
  ['variables that nobody uses', `query (${times(1_200, (index) => `$a${index}: Int `)}) { categories { id } }`],
  ['variables that nobody declares', `{ products(skus: [${times(2_000, (index) => `$a${index} `)}]) { sku } }`],
  ['types that there are not', `query (${times(1_200, (index) => `$a${index}: T${index} `)}) { categories { id } }`],
  ['a type of lists', `query ($a: ${'['.repeat(1_600)}Int${']!'.repeat(1_600)}) { catalog(first: $a) { totalCount } }`],
  ['directives that there are not', `{ categories ${times(49, (index) => `@a${index} `)} { id } }`],
  ['operations', times(20, (index) => `query Q${index} { ${'categories { id } '.repeat(50)} } `)],
  ['definitions of types', times(1_200, (index) => `scalar A${index} `)],
  [
    'fragments in a row',
    `{ product(sku: "a") { ...F0 } } ${times(300, (index) => `fragment F${index} on Product { ...F${index + 1} } `)} fragment F300 on Product { sku }`,
  ],
  [
    'fragments that double',
    `{ product(sku: "a") { ...F0 } } ${times(30, (index) => `fragment F${index} on Product { ...F${index + 1} ...F${index + 1} } `)} fragment F30 on Product { sku }`,
  ],
  ['fragments that there are not', `{ product(sku: "a") { ${times(1_600, (index) => `...F${index} `)} } }`],
  ['fragments within each other', `{ product(sku: "a") { ${'... { '.repeat(1_600)} sku ${'} '.repeat(1_600)} } }`],
  ['values of a list', `{ products(skus: [${times(4_900, (index) => `"a${index}" `)}]) { sku } }`],
  [
    'values that a type does not have',
    `{ catalog(filter: { types: [${times(4_800, (index) => `A${index} `)}] }) { totalCount } }`,
  ],
  ['one text', `{ product(sku: "${'a'.repeat(49_000)}") { sku } }`],
  ['lines of a text', `{ product(sku: """${'\n '.repeat(24_000)}""") { sku } }`],
  ['comments', `${CATEGORIES} ${'#\n'.repeat(24_000)}`],
  ['blank lines and an error', `${'\n'.repeat(49_000)} {`],
  ['one number', `{ catalog(first: ${'1'.repeat(49_000)}) { totalCount } }`],
  [
    'searches',
    `{ ${times(10, (index) => `c${index}: catalog(query: "${'a b '.repeat(50)}${index}", first: 100) { nodes { sku name } } `)} }`,
  ],
];

const HEADERS: readonly (readonly [header: string, value: string])[] = [
  ['accept', 'a/b;q=0.1,'.repeat(1_500)],
  ['accept-encoding', 'gzip;q=0.1,'.repeat(1_300)],
  ['authorization', `Bearer ${'a.'.repeat(7_000)}`],
  ['baggage', 'a=b,'.repeat(3_500)],
  ['content-type', `application/json${';a=b'.repeat(3_000)}`],
  ['content-type', `application/json${'\t'.repeat(15_000)}x`],
  ['sc_apikey', 'a'.repeat(15_000)],
  ['traceparent', 'a'.repeat(15_000)],
  ['x-client-assertion', 'a.'.repeat(7_000)],
  ['x-correlation-id', 'a'.repeat(15_000)],
  ['x-forwarded-for', '1.2.3.4,'.repeat(1_800)],
];
