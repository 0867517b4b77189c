import type { Contract } from '../../src/contract/index.js';
import type { Answer, TestGateway } from '../support/test-gateway.js';

export const PREPARE = `mutation Prepare($input: PreparePaymentInput!) {
  preparePayment(input: $input) {
    prepared { paymentKey amount { amount currency } termsDiscount { amount } creditsUsed { amount } expiresAt }
    userErrors { code field message }
  }
}`;

export const PAY = `mutation Pay($input: PayInvoicesInput!) {
  payInvoices(input: $input) {
    submission { id paymentKey status receivedAt pushedAt attempts paymentNumber rejection { code message } }
    userErrors { code field message }
  }
}`;

export const RELEASE = `mutation Release($key: ID!) {
  releasePayment(paymentKey: $key) { released userErrors { code field } }
}`;

type Headers = Readonly<Record<string, string>>;

/** A buyer at a gateway, who pays invoices. */
export class Payer {
  constructor(
    readonly gateway: Pick<TestGateway, 'url'>,
    private readonly token: string | undefined,
    private readonly headers: Headers = {},
  ) {}

  async ask(query: string, variables: Record<string, unknown>): Promise<Answer> {
    const response = await fetch(`${this.gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
        ...this.headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Answer;
    if (response.status !== 200 || errors) throw new Error(JSON.stringify({ status: response.status, errors }));
    return { status: response.status, data, errors };
  }

  async prepare(input: Record<string, unknown>): Promise<Contract.PreparePaymentPayload> {
    return (await this.ask(PREPARE, { input })).data.preparePayment;
  }

  /** A payment that is prepared without a problem. */
  async prepared(input: Record<string, unknown>): Promise<Contract.PreparedPayment> {
    const { prepared, userErrors } = await this.prepare(input);
    if (!prepared) throw new Error(JSON.stringify(userErrors));
    return prepared;
  }

  async pay(input: Record<string, unknown>): Promise<Contract.PayInvoicesPayload> {
    return (await this.ask(PAY, { input })).data.payInvoices;
  }

  /** Pays by card what was prepared. */
  async paid({ paymentKey, amount }: Contract.PreparedPayment, rest: Record<string, unknown> = {}) {
    const input = { paymentKey, method: 'CARD', transactionId: `txn_${paymentKey.slice(0, 8)}`, amount: amount.amount, ...rest };
    const { submission, userErrors } = await this.pay(input);
    if (!submission) throw new Error(JSON.stringify(userErrors));
    return submission;
  }

  async release(paymentKey: string): Promise<Contract.ReleasePaymentPayload> {
    return (await this.ask(RELEASE, { key: paymentKey })).data.releasePayment;
  }
}
