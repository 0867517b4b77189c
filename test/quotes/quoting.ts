import type { Answer, TestGateway } from '../support/test-gateway.js';

const REQUEST_QUOTE = `mutation Ask($input: RequestQuoteInput!) {
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
