import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { Random } from '../../src/sandbox/generator/random.js';
import { Canceller } from '../../src/submissions/canceller.js';
import {
  type HandOver,
  type HandOverResult,
  type HandOvers,
  PushQueue,
  SubmissionsService,
} from '../../src/submissions/index.js';
import { SystemClock } from '../../src/values/clock.js';
import { type DecimalString, Exact } from '../../src/values/exact.js';
import { INVOICE, PAYMENT, type Payment, type PaymentAnswer } from './payments.js';

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

/** Has the gateway take payments as soon as it begins to push documents. */
export function takePayments(url: string, seed: number, troubles: PaymentTroubles): void {
  type Parts = {
    store: ConstructorParameters<typeof SubmissionsService>[0];
    pusher: { leases: ConstructorParameters<typeof Canceller>[1]; handOvers: HandOvers };
  };

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
