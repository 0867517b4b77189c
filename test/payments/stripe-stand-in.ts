import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A payment as Stripe keeps it. Amounts are in cents. */
export interface StripePayment {
  readonly status?: 'succeeded' | 'requires_capture' | 'processing';
  readonly amount: number;
  readonly currency?: string;
  readonly paymentKey?: string;
  readonly refunded?: number;
  readonly disputed?: boolean;
}

/** Speaks the part of Stripe's HTTP API with which payments are looked at: payment intents and charges by their IDs. */
export class StripeStandIn {
  readonly payments = new Map<string, StripePayment>();
  /** Requests as they came: method and path, and the key of whoever asked. */
  readonly asked: { readonly request: string; readonly key: string | undefined; readonly version: string | undefined }[] = [];
  /** What it answers instead: a status, or nothing at all. */
  trouble: number | 'hangs' | null = null;

  private constructor(
    private readonly server: Server,
    readonly key: string,
  ) {}

  static async start(key = 'rk_test_of_the_merchant'): Promise<StripeStandIn> {
    let standIn: StripeStandIn | undefined;
    const server = createServer((request, response) => standIn?.answer(request, response));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    standIn = new StripeStandIn(server, key);
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private answer({ method, url = '', headers }: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(url, this.url);
    const key = headers.authorization?.replace('Bearer ', '');
    this.asked.push({ request: `${method} ${pathname}`, key, version: String(headers['stripe-version'] ?? '') });
    if (this.trouble === 'hangs') return;
    const [status, body] = this.reply(pathname, key, searchParams.getAll('expand[0]').includes('latest_charge'));
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_1' }).end(JSON.stringify(body));
  }

  private reply(pathname: string, key: string | undefined, expands: boolean): readonly [number, object] {
    if (typeof this.trouble === 'number') return [this.trouble, errorOf('api_error', 'Something is wrong.')];
    if (key !== this.key) return [401, errorOf('invalid_request_error', 'Invalid API Key provided.')];
    const [, kind, id = ''] = /^\/v1\/(payment_intents|charges)\/(\w+)$/.exec(pathname) ?? [];
    const payment = this.payments.get(id);
    if (!kind || !payment) return [404, errorOf('invalid_request_error', `No such payment: '${id}'`, 'resource_missing')];
    return [200, kind === 'charges' ? charge(id, payment) : intent(id, payment, expands)];
  }
}

function intent(id: string, payment: StripePayment, expands: boolean) {
  const { status = 'succeeded', amount, currency = 'usd', paymentKey } = payment;
  const chargeId = id.replace('pi_', 'ch_');
  return {
    id,
    object: 'payment_intent',
    status,
    amount,
    amount_received: status === 'succeeded' ? amount : 0,
    currency,
    metadata: paymentKey ? { paymentKey } : {},
    latest_charge: expands ? charge(chargeId, payment) : chargeId,
  };
}

function charge(
  id: string,
  { status = 'succeeded', amount, currency = 'usd', paymentKey, refunded = 0, disputed = false }: StripePayment,
) {
  const captured = status === 'succeeded';
  return {
    id,
    object: 'charge',
    paid: status !== 'processing',
    captured,
    amount,
    amount_captured: captured ? amount : 0,
    amount_refunded: refunded,
    refunded: refunded >= amount,
    disputed,
    currency,
    metadata: paymentKey ? { paymentKey } : {},
  };
}

function errorOf(type: string, message: string, code?: string) {
  return { error: { type, message, ...(code && { code }) } };
}
