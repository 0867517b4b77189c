import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';

/**
 * A second kind of document, which the gateway itself knows nothing of: payments of invoices, with a lock and a claim of their
 * own. Loaded into a built gateway: takes them over HTTP at a port of its own, and hands them over to GP's database.
 */
type Submissions = typeof import('../../src/submissions/index.js');
type HandOver<Document> = import('../../src/submissions/index.js').HandOver<Document>;
type HandOverResult = import('../../src/submissions/index.js').HandOverResult;
type ExactModule = typeof import('../../src/values/exact.js');
type DecimalString = import('../../src/values/exact.js').DecimalString;
type Random = import('../../src/sandbox/generator/random.js').Random;

export const PAYMENT = 'trial payment';
export const INVOICE = 'invoice';

export interface Payment {
  readonly idempotencyKey: string;
  readonly owner: string;
  readonly invoice: string;
  readonly amount: string;
  /** Whether the target refuses it for good. */
  readonly bounces: boolean;
}

export type PaymentAnswer =
  | { readonly kind: 'accepted'; readonly submissionId: string }
  /** The invoice is paid. */
  | { readonly kind: 'settled' }
  /** Others have claimed what is open of the invoice. */
  | { readonly kind: 'claimed' };

/** Where payments go: GP's server, in a schema of their own. A number that comes twice is refused, as GP does. */
export const PAYMENT_TABLES = `
  create schema torture;
  create sequence torture.payment_number;
  create table torture.invoice (number text primary key, amount numeric not null);
  create table torture.payment (number text primary key, submission_id uuid not null, key text not null, invoice text not null,
    amount numeric not null)`;

/** What a process writes about where it takes payments. */
export const PAYMENTS_AT = /^payments at (\S+)$/m;

const UNIQUE_VIOLATION = '23505';
const PATIENCE_MS = 300;

/** What can happen on the way to the target, with the share of the hand-overs that meets it, from 0 to 1. */
export type PaymentTroubles = Readonly<Partial<Record<'loseAnswer' | 'cutBeforeCommit', number>>>;

function paymentHandOver(url: string, troubles: PaymentTroubles, random: Random): HandOver<Payment> {
  const meets = (trouble: keyof PaymentTroubles) => random.perMille(1000 * (troubles[trouble] ?? 0));
  return {
    kind: PAYMENT,
    reserveNumber: async () => {
      const [row] = await asked<{ number: string }>(url, `select 'PAY' || nextval('torture.payment_number') as number`, []);
      if (!row) throw new Error('no number');
      return row.number;
    },
    has: async ({ id, documentNumber }) => {
      const found = 'select from torture.payment where number = $1 and submission_id = $2';
      return (await asked(url, found, [documentNumber, id])).length > 0;
    },
    submit: async ({ id, documentNumber, document }): Promise<HandOverResult> => {
      const { idempotencyKey, invoice, amount, bounces } = document;
      if (bounces) return { kind: 'refused', code: 1, message: 'The bank refuses it.' };
      if (meets('cutBeforeCommit')) throw new Error('cut before commit');
      try {
        const values = [documentNumber, id, idempotencyKey, invoice, amount];
        await asked(url, 'insert into torture.payment values ($1, $2, $3, $4, $5)', values);
      } catch (fault) {
        if ((fault as { code?: unknown }).code !== UNIQUE_VIOLATION) throw fault;
        return { kind: 'refused', code: 2, message: 'Duplicate number.' };
      }
      if (meets('loseAnswer')) throw new Error('the answer is lost');
      return { kind: 'accepted' };
    },
  };
}

/** Has the gateway that is loaded from `dist` take payments as soon as it begins to push documents. */
export async function takePayments(dist: string, url: string, seed: number, troubles: PaymentTroubles): Promise<void> {
  const built = (path: string) => import(new URL(path, dist).href) as Promise<unknown>;
  const { PushQueue, SubmissionsService } = (await built('submissions/index.js')) as Submissions;
  const { Canceller } = (await built('submissions/canceller.js')) as typeof import('../../src/submissions/canceller.js');
  const { Exact } = (await built('values/exact.js')) as ExactModule;
  const { SystemClock } = (await built('values/clock.js')) as typeof import('../../src/values/clock.js');
  const { Random } = (await built('sandbox/generator/random.js')) as typeof import('../../src/sandbox/generator/random.js');
  type Parts = {
    store: ConstructorParameters<typeof SubmissionsService>[0];
    pusher: { leases: ConstructorParameters<typeof Canceller>[1]; handOvers: HandOversOf };
  };
  type HandOversOf = InstanceType<Submissions['HandOvers']>;

  const { start } = PushQueue.prototype;
  PushQueue.prototype.start = async function () {
    const { store, pusher } = this as unknown as Parts;
    pusher.handOvers.register(paymentHandOver(url, troubles, new Random(seed, 'payments')));
    const service = new SubmissionsService(store, this, new Canceller(store, pusher.leases, pusher.handOvers), new SystemClock());

    const pay = async (payment: Payment): Promise<PaymentAnswer> => {
      const { idempotencyKey, owner, invoice, amount } = payment;
      const since = Date.now();
      const [row] = await asked<{ open: string }>(
        url,
        `select (i.amount - coalesce((select sum(p.amount) from torture.payment p where p.invoice = i.number), 0))::text as open
         from torture.invoice i where i.number = $1`,
        [invoice],
      );
      const open = new Exact(row?.open ?? 0);
      const key = { kind: INVOICE, key: invoice };
      const call = { kind: PAYMENT, owner, idempotencyKey, contentHash: JSON.stringify(payment), reference: idempotencyKey };
      const acceptance = await service.accept<Payment, 'settled' | 'claimed'>({ ...call, locks: [key] }, async (taken) => {
        if (open.lt(amount)) return { kind: 'refused', refusal: 'settled' };
        const [claimed = new Exact(0)] = await taken.of([key], since);
        if (open.minus(claimed).lt(amount)) return { kind: 'refused', refusal: 'claimed' };
        const claims = [{ ...key, amount: new Exact(amount).toFixed() as DecimalString }];
        return { kind: 'accept', document: payment, claims };
      });
      if (acceptance.kind === 'refused') return { kind: acceptance.refusal };
      if (acceptance.kind === 'keyReused') throw new Error('Two payments have one key.');
      const { id } = acceptance.submission;
      await service.pushNow(id, PATIENCE_MS);
      return { kind: 'accepted', submissionId: id };
    };

    const server = createServer((request, response) => {
      void bodyOf(request)
        .then(pay)
        .then(
          (answer) => response.end(JSON.stringify(answer)),
          () => response.writeHead(503).end(),
        );
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    server.unref();
    process.stdout.write(`payments at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
    return start.call(this);
  };
}

async function bodyOf(request: IncomingMessage): Promise<Payment> {
  return JSON.parse(await text(request)) as Payment;
}

/** Over a connection of its own, which nothing that was cut before has to do with. */
async function asked<Row extends pg.QueryResultRow>(url: string, sql: string, values: readonly string[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000, query_timeout: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
