import type { Answer, TestGateway } from '../support/test-gateway.js';

export const REQUEST_QUOTE = `mutation Ask($input: RequestQuoteInput!) {
  requestQuote(input: $input) {
    submission { id idempotencyKey reference status attempts orderNumber order { __typename } rejection { code message } }
    userErrors { code field message }
  }
}`;

let requests = 0;

/** A request for a quote with a key of its own. */
export function requestOf(lines: readonly Record<string, unknown>[], rest: Record<string, unknown> = {}) {
  requests++;
  return { idempotencyKey: `test-quote-${requests}`, reference: `ASK-${requests}`, lines, ...rest };
}

async function answered(asked: Promise<Answer>) {
  const { status, data, errors } = await asked;
  if (status !== 200 || errors) throw new Error(JSON.stringify({ status, errors }));
  return data;
}

export async function requestQuote(gateway: TestGateway, input: Record<string, unknown>, token?: string) {
  return (await answered(gateway.ask(REQUEST_QUOTE, { input }, token))).requestQuote;
}

/** The codes and places of what stands in the way. */
export function problemsIn({
  userErrors,
}: {
  readonly userErrors: readonly { readonly code: string; readonly field?: readonly string[] | null }[];
}) {
  return userErrors.map(({ code, field }) => [code, field?.join('.') ?? null]);
}

const QUOTE_FIELDS = `number reference status revision date expires orderNumber source
  lines { lineNumber sku quantity unitOfMeasure unitPrice { amount currency } discount { amount } extendedPrice { amount } product { sku } warehouse { code } }
  subtotal { amount } discount { amount } freight { amount } miscellaneous { amount } tax { amount } total { amount currency }
  messages { by text }`;

export const QUOTE = `query Quote($number: String!) { quote(number: $number) {
  ... on Quote { ${QUOTE_FIELDS} } ... on Unavailable { reason retryAfterSeconds }
} }`;

export const QUOTES = `query Quotes($first: Int, $after: String, $filter: QuoteFilter) { viewer { account { quotes(first: $first, after: $after, filter: $filter) {
  nodes { number status } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } unavailable { reason }
} } } }`;

const ORDER_QUOTE = `mutation OrderQuote($input: OrderQuoteInput!) {
  orderQuote(input: $input) {
    submission { id idempotencyKey reference status orderNumber order { ... on Order { number total { amount } } } rejection { code message } }
    userErrors { code field message }
  }
}`;

const ANSWER_QUOTE = `mutation AnswerQuote($input: AnswerQuoteInput!) {
  answerQuote(input: $input) { quote { ... on Quote { ${QUOTE_FIELDS} } } userErrors { code field message } }
}`;

export async function quoteOf(gateway: TestGateway, number: string, token?: string) {
  // biome-ignore lint/suspicious/noExplicitAny: a union whose members the tests tell apart by their fields
  return (await answered(gateway.ask(QUOTE, { number }, token))).quote as any;
}

export async function quotesOf(gateway: TestGateway, variables: Record<string, unknown>, token?: string) {
  const { viewer } = await answered(gateway.ask(QUOTES, variables, token));
  const list = viewer?.account?.quotes;
  if (!list) throw new Error('No account was shown.');
  return list;
}

let orders = 0;

/** An order of a quote, on account, with a key of its own. */
export function orderOfQuote(
  quote: { readonly number: string; readonly revision: string; readonly total: { readonly amount: string } },
  rest = {},
) {
  orders++;
  return {
    idempotencyKey: `order-of-quote-${orders}`,
    reference: `WEBQ-${orders}`,
    quoteNumber: quote.number,
    revision: quote.revision,
    payments: [{ method: 'ON_ACCOUNT', amount: quote.total.amount }],
    ...rest,
  };
}

export async function orderQuote(gateway: TestGateway, input: Record<string, unknown>, token?: string) {
  return (await answered(gateway.ask(ORDER_QUOTE, { input }, token))).orderQuote;
}

export async function answerQuote(gateway: TestGateway, input: Record<string, unknown>, token?: string) {
  return (await answered(gateway.ask(ANSWER_QUOTE, { input }, token))).answerQuote;
}
