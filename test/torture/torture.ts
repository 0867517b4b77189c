import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Contract } from '../../src/contract/index.js';
import { DEMO_PASSWORD } from '../../src/demo.js';
import { readCompanyFolder, SHIPPED_COMPANY } from '../../src/sandbox/company-folder.js';
import { Random } from '../../src/sandbox/generator/random.js';
import { SandboxCompany } from '../../src/sandbox/sandbox-company.js';
import { Exact } from '../../src/values/exact.js';
import { type BuiltGateway, endAll } from '../support/built-gateway.js';
import { bundledProgram } from '../support/bundled-program.js';
import { dropDatabase } from '../support/databases.js';
import { ON_A_BUSY_MACHINE } from '../support/on-a-busy-machine.js';
import { type PostgresServer, startPostgres } from '../support/postgres-server.js';
import { LOGIN, TdsServer } from '../support/tds/tds-server.js';
import { createCopy } from '../support/templates.js';
import { CANCELLED_REFERENCE, Cancelling } from './cancelling.js';
import { Fleet } from './fleet.js';
import { HOLD_MINUTES, InvoicePaying, invoicesOf, post, receiptsIn, receiptsOf } from './invoices.js';
import { FITTING, INVOICED, Paying } from './paying.js';
import { INVOICE, PAYMENT, PAYMENT_TABLES } from './payments.js';
import { QUOTED, Quoting } from './quoting.js';
import { type AcknowledgedOrder, type PlannedOrder, type Shopper, Shopping } from './shopping.js';
import { STOREFRONT } from './storefront.js';
import { query, STEPS, Storm } from './storm.js';

/** The seed decides who orders what, how calls are repeated and what strikes when; processes run as they please all the same. */
const SEED = Number(process.env.TORTURE_SEED ?? Math.floor(Math.random() * 1_000_000));
const SIZE =
  process.env.TORTURE === 'full'
    ? {
        orders: 500,
        invoices: 40,
        quotes: 60,
        cancellations: 60,
        shops: 10,
        guests: 24,
        deathsAtEachStep: 4,
        outages: 6,
        callsBetween: 60,
        hasteWithLeases: false,
        withinMs: 3_600_000,
      }
    : {
        orders: 42,
        invoices: 4,
        quotes: 6,
        cancellations: 8,
        shops: 6,
        guests: 5,
        deathsAtEachStep: 1,
        outages: 1,
        callsBetween: 30,
        hasteWithLeases: true,
        withinMs: 1_200_000,
      };

const BUYERS = [
  ['nell.hargate@example.com', 'HARGATE'],
  ['otis.brindle@example.com', 'BRINDLE'],
  ['marta.quill@example.com', 'KESTREL'],
  ['tess.moreau@example.com', 'NORTHFLD-01'],
] as const;
const SKUS = ['CUT-4', 'CUT-6', 'CWR-12', 'HCS5-38-2-ZN', 'BRG-6201-2RS', 'BRG-6202-2RS', 'GLV-CUT5-M'];
const INVOICES = Array.from({ length: SIZE.invoices }, (_, index) => `INV-${index}`);
/** Of accounts whose buyers may pay, in GP itself. */
const OWED = invoicesOf(['BRINDLE', 'NORTHFLD-01'], SIZE.invoices * 2);
const BATCH = 'TORTURE';
const LOG_IN = 'mutation ($input: LoginInput!) { login(input: $input) { session { accessToken } userErrors { code } } }';
const SELECT =
  'mutation ($input: SelectAccountInput!) { selectAccount(input: $input) { session { accessToken } userErrors { code } } }';

/** A document in GP, or as it should be there. */
interface Document {
  readonly reference: string;
  readonly customer: string;
  readonly total: string;
  /** Item, quantity and unit price of each line. */
  readonly lines: readonly string[];
}

/** How the gateways reach GP: as a sandbox on a server of PostgreSQL's, or the same over the protocol of SQL Server. */
export type Protocol = 'PostgreSQL' | 'SQL Server';

/** Declares the test. */
export function torture(protocol: Protocol): void {
  describe(`Under torture on a ${protocol} (TORTURE_SEED=${SEED})`, () => {
    let gp: PostgresServer;
    let sqlServer: TdsServer | undefined;
    let ownUrl: string;
    let storm: Storm;
    let fleet: Fleet;
    let shopping: Shopping;
    let paying: Paying;
    let invoicePaying: InvoicePaying;
    let quoting: Quoting;
    let cancelling: Cancelling;
    let shoppers: Shopper[];
    let before: Sums;

    beforeAll(async () => {
      gp = await startPostgres();
      ownUrl = await createCopy('gateway');
      const program = await bundledProgram('torture/program.ts');
      await loadCompany(gp.url);
      await query(gp.url, PAYMENT_TABLES);
      await query(gp.url, 'insert into torture.invoice select *, $2::numeric from unnest($1::text[])', [INVOICES, INVOICED]);
      storm = new Storm(gp, ownUrl, SEED, SIZE);
      if (protocol === 'SQL Server') {
        sqlServer = await TdsServer.start(gp.url);
        storm.rageIn(sqlServer.trouble);
      }
      fleet = new Fleet(
        program,
        {
          DATABASE_URL: ownUrl,
          GP_URL: sqlServer ? `${sqlServer.url}?encrypt=false` : gp.url,
          ...(sqlServer && { GP_PASSWORD: LOGIN.password }),
          TORTURE_PAYMENTS: gp.url,
          CLIENTS: STOREFRONT.clients,
          VISITOR_ORDERS_PER_MINUTE: '1000',
          GP_ORDER_BATCH: BATCH,
          // A token of one instance is good for the others, whatever their ports.
          PUBLIC_URL: 'http://gateway.test',
          ACCESS_TOKEN_MINUTES: '1440',
          ORDER_PUSH_PATIENCE_MS: '500',
          PAYMENT_HOLD_MINUTES: HOLD_MINUTES,
          GP_PAYMENT_CARD: 'VISA',
          LOG_LEVEL: 'error',
          ...ON_A_BUSY_MACHINE,
        },
        storm,
      );
      shopping = new Shopping(fleet, SEED);
      const owners = BUYERS.map(([, account]) => account);
      paying = new Paying(fleet, shopping, SEED, INVOICES, owners);
      invoicePaying = new InvoicePaying(fleet, shopping, SEED, OWED, () => shoppers.filter((shopper) => 'token' in shopper));
      quoting = new Quoting(shopping, SEED, gp.url, ownUrl, SIZE.quotes);
      cancelling = new Cancelling(shopping, SEED, SIZE.cancellations);
      const gateway = await fleet.start(0, { seed: SEED, troubles: {} });
      shoppers = [
        ...(await Promise.all(BUYERS.map(([email, account]) => signedIn(gateway, email, account)))),
        ...Array.from({ length: SIZE.guests }, (_, index) => ({ email: `guest.${index}@example.com` })),
      ];
      await gateway.kill();
      before = await sumsIn(gp.url);
    }, SIZE.withinMs);
    afterAll(async () => {
      await fleet?.close();
      await endAll();
      await sqlServer?.close();
      await gp?.remove();
      if (ownUrl) await dropDatabase(ownUrl);
    });

    it(`${SIZE.orders} orders, the payments of ${SIZE.invoices} invoices and the orders of ${SIZE.quotes} quotes reach GP once each, ${SIZE.cancellations} cancelled orders do not stay there, and claims end with their documents`, {
      timeout: SIZE.withinMs,
    }, async () => {
      const startedAt = performance.now();
      const seconds = () => Math.round((performance.now() - startedAt) / 1000);
      const bought: AcknowledgedOrder[] = [];
      let next = 0;
      const shop = async () => {
        while (next < SIZE.orders) {
          const index = next++;
          await storm.released.reaches(index + 1);
          bought.push(await shopping.buy(planned(index, shoppers)));
        }
      };
      const shops = Array.from({ length: SIZE.shops }, shop);
      const payments = [paying.payWhile(storm.released, SIZE.orders), invoicePaying.payWhile(storm.released, SIZE.orders)];
      const quotes = quoting.quoteWhile(storm.released, SIZE.orders, shoppers);
      const cancellations = cancelling.cancelWhile(storm.released, SIZE.orders, shoppers);
      await Promise.race([Promise.all([storm.rage(fleet, shopping), ...shops, ...payments, quotes, cancellations]), fleet.crash]);
      const acknowledgedAfter = seconds();
      const waiting = `select reference, attempts, last_fault, next_attempt_at, leased_until, now() from submission where status = 'RECEIVED'`;
      const isOver = async () => {
        await storm.freeLeasesOfTheDead(fleet);
        expect(await query(ownUrl, waiting)).toEqual([]);
      };
      const allEnded = () =>
        vi.waitFor(isOver, { timeout: SIZE.withinMs - (performance.now() - startedAt) - 10_000, interval: 500 });
      await Promise.race([allEnded(), fleet.crash]);
      while (await paying.payDeferred()) await Promise.race([allEnded(), fleet.crash]);
      await Promise.race([allEnded(), fleet.crash]);
      await Promise.race([lastLooksAtCancelled(), fleet.crash]);

      const { calls, repeats, unanswered, faults } = shopping;
      const { diedAt, kills, outages, cuts } = storm;
      const strikes = JSON.stringify(Object.fromEntries(sqlServer?.trouble.struck ?? []));
      const [{ attempts } = { attempts: 0 }] = await query(ownUrl, 'select sum(attempts)::integer as attempts from submission');
      console.log(
        `Seed ${SEED}: ${bought.length} orders and ${paying.accepted.length + invoicePaying.made.length} payments and ${quoting.asked.length} quotes and ${cancelling.cancelled.length} cancellations in ${calls.count} calls, ${repeats} of them repeated on purpose, ${unanswered} ` +
          `unanswered; ${diedAt.length} deaths at steps (${diedAt.join(', ')}), ${kills} at random, ${outages} outages of GP, ` +
          `connections cut ${cuts} times, in mid-order ${strikes}; ${attempts} pushes; acknowledged after ${acknowledgedAfter} s, in GP after ${seconds()} s.`,
      );
      expect(faults).toEqual([]);
      expect(sqlServer?.trouble.faults ?? []).toEqual([]);
      expect(new Set(diedAt)).toEqual(new Set(STEPS));
      expect(bought).toHaveLength(SIZE.orders);
      await expectQuotes();
      await expectCancelled();
      const documents = await documentsIn(gp.url);
      await expectDocuments(
        documents.filter(({ reference }) => !reference.startsWith('QUOTED-')),
        bought,
      );
      await expectSums(documents);
      await expectAnswers(bought);
      await expectPayments();
      await expectReceipts();
      await expectClaimsEnded();
    });

    /** No push is at work any more: what had been tried is looked for in GP at once, and not after three minutes. */
    async function lastLooksAtCancelled(): Promise<void> {
      await query(ownUrl, 'update submission set look_again_at = now() where look_again_at > now()');
      const left = 'select reference from submission where look_again_at is not null';
      await vi.waitFor(async () => expect(await query(ownUrl, left)).toEqual([]), { timeout: SIZE.withinMs, interval: 500 });
    }

    /** Every cancelled order is voided in GP, or has never come there, and none is open. */
    async function expectCancelled(): Promise<void> {
      expect(new Set(cancelling.cancelled).size).toBe(SIZE.cancellations);
      const like = [`${CANCELLED_REFERENCE}%`];
      const taken = await query<{ number: string | null; status: string }>(
        ownUrl,
        'select document_number as number, status from submission where reference like $1',
        like,
      );
      expect(taken).toHaveLength(SIZE.cancellations);
      expect(taken.filter(({ status }) => status !== 'PUSHED' && status !== 'CANCELLED')).toEqual([]);
      expect(await query(gp.url, 'select "SOPNUMBE" from "SOP10100" where "REFRENCE" like $1', like)).toEqual([]);
      const history = await query<{ number: string; voided: number }>(
        gp.url,
        'select trim("SOPNUMBE") as number, "VOIDSTTS" as voided from "SOP30200" where "REFRENCE" like $1',
        like,
      );
      const voided = history.map(({ number }) => number);
      expect(history.filter((document) => document.voided !== 1)).toEqual([]);
      expect(new Set(voided).size).toBe(voided.length);
      const pushed = taken.flatMap(({ number, status }) => (status === 'PUSHED' && number ? number : []));
      expect(pushed.filter((number) => !voided.includes(number))).toEqual([]);
    }

    async function expectDocuments(documents: readonly Document[], bought: readonly AcknowledgedOrder[]): Promise<void> {
      const emails = await query<{ customer: string; email: string }>(
        gp.url,
        `select trim("Master_ID") as customer, trim("INET1") as email from "SY01200" where "Master_Type" = 'CUS' and "INET1" like 'guest.%'`,
      );
      const customers = new Map(emails.map(({ customer, email }) => [email, customer]));
      expect(emails).toHaveLength(customers.size);
      const wanted = bought.map(({ input, shopper }) => ({
        reference: input.reference,
        customer: 'email' in shopper ? customers.get(shopper.email) : shopper.accountNumber,
        total: new Exact(input.total.amount).toFixed(5),
        lines: input.lines.map(({ sku, quantity, unitPrice }) => [sku, fixed(quantity), fixed(unitPrice)].join(' ')),
      }));
      expect(documents).toEqual(wanted.toSorted((one, other) => (one.reference < other.reference ? -1 : 1)));
    }

    /** What GP adds up itself has grown by the documents, and by nothing else. */
    async function expectSums(documents: readonly Document[]): Promise<void> {
      const after = await sumsIn(gp.url);
      const onOrder = new Map<string, Exact>();
      for (const { customer, total } of documents) onOrder.set(customer, (onOrder.get(customer) ?? new Exact(0)).plus(total));
      expect(grown(before.onOrder, after.onOrder)).toEqual(asRecord(onOrder));
      const allocated = await query<{ key: string; amount: string }>(
        gp.url,
        `select trim(l."ITEMNMBR") || ' ' || trim(l."LOCNCODE") as key, sum(l."QUANTITY" * l."QTYBSUOM")::text as amount
       from "SOP10200" l join "SOP10100" h using ("SOPTYPE", "SOPNUMBE") where h."BACHNUMB" = $1 group by 1`,
        [BATCH],
      );
      const sold = new Map(allocated.map(({ key, amount }) => [key, new Exact(amount)]));
      expect(grown(before.allocated, after.allocated)).toEqual(asRecord(sold));
      const total = documents.reduce((sum, document) => sum.plus(document.total), new Exact(0));
      const batch = `select "NUMOFTRX" as count, "BCHTOTAL"::text as total from "SY00500" where "BACHNUMB" = $1`;
      expect(await query(gp.url, batch, [BATCH])).toEqual([{ count: documents.length, total: total.toFixed(5) }]);
      expect(after.lines - before.lines).toBe(documents.reduce((sum, { lines }) => sum + lines.length, 0));
      const accounts = new Set<string>(BUYERS.map(([, account]) => account));
      // Guests have paid by card.
      expect(after.payments - before.payments).toBe(documents.filter(({ customer }) => !accounts.has(customer)).length);
    }

    /** Every key is answered as it was acknowledged, by either instance. */
    async function expectAnswers(bought: readonly AcknowledgedOrder[]): Promise<void> {
      const random = new Random(SEED, 'again');
      const answers: (readonly [string, string | undefined])[] = [];
      for (const order of bought) {
        const id = await shopping.place(order, order.input, random, AbortSignal.timeout(120_000));
        answers.push([order.idempotencyKey, id]);
      }
      expect(answers).toEqual(bought.map(({ idempotencyKey, submissionId }) => [idempotencyKey, submissionId]));
      const [{ count } = { count: 0 }] = await query(
        ownUrl,
        `select count(*)::integer as count from submission where kind = 'order' and status = 'PUSHED' and reference not like '${CANCELLED_REFERENCE}%'`,
      );
      expect(count).toBe(bought.length);
    }

    /** Every quote is there once that was asked for, closed, and became one whole order: a buyer's or the staff's. */
    async function expectQuotes(): Promise<void> {
      const { asked } = quoting;
      expect(new Set(asked.map(({ number }) => number)).size).toBe(SIZE.quotes);
      expect((await sumsIn(gp.url)).quotes - before.quotes).toBe(SIZE.quotes);
      const open = `select "SOPNUMBE" as number from "SOP10100" where "SOPTYPE" = 1 and "REFRENCE" like 'ASKED-%'`;
      expect(await query(gp.url, open)).toEqual([]);

      const orders = await query<{ quote: string; total: string; reference: string; lines: string[] }>(
        gp.url,
        `select trim(h."ORIGNUMB") as quote, h."DOCAMNT"::text as total, trim(h."REFRENCE") as reference, array(
           select trim(l."ITEMNMBR") || ' ' || trim_scale(l."QUANTITY") || ' ' || trim_scale(l."UNITPRCE") from "SOP10200" l
           where l."SOPTYPE" = h."SOPTYPE" and l."SOPNUMBE" = h."SOPNUMBE") as lines
         from "SOP10100" h where h."SOPTYPE" = 2 and h."ORIGTYPE" = 1 and trim(h."ORIGNUMB") = any($1) order by 1`,
        [asked.map(({ number }) => number)],
      );
      const ordered = new Set(orders.map(({ reference }) => reference));
      const wanted = asked.map(({ number, accepted, isStaffs }) => {
        // Staff may have been faster than all of them.
        const bought = isStaffs ? accepted.find((reference) => ordered.has(reference)) : accepted[0];
        return { quote: number, total: QUOTED.total, reference: bought ?? '', lines: bought ? [QUOTED.line] : [] };
      });
      expect(orders).toEqual(wanted.toSorted((one, other) => (one.quote < other.quote ? -1 : 1)));
      // Where staff were faster, a second buyer may have been accepted after the first was refused; elsewhere there is one.
      for (const { accepted, isStaffs } of asked) if (!isStaffs) expect(accepted).toHaveLength(1);

      const submissions = `select kind, status, reference from submission where kind in ('quote-order', 'quote-request') order by reference`;
      const taken = await query<{ kind: string; status: string; reference: string }>(ownUrl, submissions);
      const pushed = taken.filter(({ status }) => status === 'PUSHED').map(({ reference }) => reference);
      const bought = orders.flatMap(({ reference }) => reference || []).toSorted();
      expect(pushed.filter((reference) => reference.startsWith('QUOTED-'))).toEqual(bought);
      expect(pushed.filter((reference) => reference.startsWith('ASKED-'))).toHaveLength(SIZE.quotes);
      const refused = taken.filter(({ status }) => status !== 'PUSHED');
      const ofStaffs = new Set(asked.flatMap(({ isStaffs }, index) => (isStaffs ? QUOTED.references(index) : [])));
      expect(refused.filter(({ status, reference }) => status !== 'REJECTED' || !ofStaffs.has(reference))).toEqual([]);
      const known = new Set(taken.map(({ reference }) => reference));
      expect(asked.flatMap(({ accepted }) => accepted).filter((reference) => !known.has(reference))).toEqual([]);
    }

    /** Every payment is there once that was accepted and does not bounce, and every invoice is paid in full. */
    async function expectPayments(): Promise<void> {
      const { accepted, settled } = paying;
      const submissions = await query<{ id: string; status: string }>(
        ownUrl,
        'select id, status from submission where kind = $1 order by 1',
        [PAYMENT],
      );
      const statuses = accepted.map(({ submissionId, bounces }) => ({
        id: submissionId,
        status: bounces ? 'REJECTED' : 'PUSHED',
      }));
      expect(submissions).toEqual(statuses.toSorted((one, other) => (one.id < other.id ? -1 : 1)));
      const arrived = await query(
        gp.url,
        'select key, submission_id as id, invoice, amount::text from torture.payment order by 1',
      );
      const wanted = accepted.flatMap(({ idempotencyKey: key, submissionId: id, invoice, amount, bounces }) =>
        bounces ? [] : { key, id, invoice, amount },
      );
      expect(arrived).toEqual(wanted.toSorted((one, other) => (one.key < other.key ? -1 : 1)));
      const paid = Object.groupBy(wanted, ({ invoice }) => invoice);
      expect(INVOICES.map((invoice) => paid[invoice]?.length)).toEqual(INVOICES.map(() => FITTING));
      expect(settled.map(({ invoice }) => invoice).toSorted()).toEqual(INVOICES.toSorted());
      expect(accepted.filter(({ bounces }) => bounces)).toHaveLength(INVOICES.length);
    }

    /** Every payment of an invoice is one receipt, applied to it, and nothing remains to be paid; every key is answered as before. */
    async function expectReceipts(): Promise<void> {
      const { made } = invoicePaying;
      expect(made).toHaveLength(OWED.length * 2);
      expect(await receiptsIn(gp.url)).toEqual(receiptsOf(made));
      const sums = `select count(*)::integer as count, sum("CURTRXAM")::text as open from "RM20101" where "DOCNUMBR" like 'OWED-%'`;
      expect(await query(gp.url, sums)).toEqual([{ count: OWED.length, open: '0.00000' }]);
      const total = made.reduce((sum, { amount }) => sum.plus(amount), new Exact(0)).toFixed(5);
      const batch = `select sum("NUMOFTRX")::integer as count, sum("BCHTOTAL")::text as total from "SY00500" where rtrim("BACHNUMB") ~ '^WEBPAY\\d{6}$' and "BCHTOTAL" > 0`;
      const shipped = await query<{ count: number; total: string }>(gp.url, batch);
      expect(shipped).toEqual([{ count: made.length, total }]);
      expect(await invoicePaying.again()).toEqual(made.map(({ submissionId }) => submissionId));
    }

    /** With the hand-over of their document: when GP got it, or never to be counted where it was refused. */
    async function expectClaimsEnded(): Promise<void> {
      const others = `select s.kind as document, s.reference, s.status, c.kind, c.key from submission_claim c
      join submission s on s.id = c.submission_id
      where c.released_at <> case s.status when 'PUSHED' then s.pushed_at when 'REJECTED' then '-infinity' when 'CANCELLED' then '-infinity' else 'infinity' end
        or s.status = 'RECEIVED'`;
      expect(await query(ownUrl, others)).toEqual([]);
      const kinds = `select distinct s.kind as document, c.kind from submission_claim c
      join submission s on s.id = c.submission_id order by 1, 2`;
      expect(await query(ownUrl, kinds)).toEqual([
        { document: 'order', kind: 'credit' },
        { document: 'order', kind: 'stock' },
        { document: 'payment', kind: 'openItem' },
        { document: 'payment', kind: 'paid' },
        { document: 'quote-order', kind: 'credit' },
        { document: 'quote-order', kind: 'quote' },
        { document: 'quote-order', kind: 'stock' },
        { document: PAYMENT, kind: INVOICE },
      ]);
    }
  });
}

function planned(index: number, shoppers: readonly Shopper[]): PlannedOrder {
  const random = new Random(SEED, 'order', index);
  const lines = random.pickSome(SKUS, random.whole(1, 5)).map((sku) => ({ sku, quantity: String(random.whole(1, 20)) }));
  return { idempotencyKey: `TORTURE-${String(index).padStart(4, '0')}`, shopper: random.pick(shoppers), lines };
}

/** The company with stock and credit for everything. */
async function loadCompany(url: string): Promise<void> {
  const company = await SandboxCompany.open({
    company: readCompanyFolder(SHIPPED_COMPANY),
    url,
    timeZone: 'UTC',
    warn: () => undefined,
  });
  await company.change(`update "IV00102" set "QTYONHND" = 1000000`);
  await company.change(`update "RM00101" set "CRLMTAMT" = 9000000, "CRLMTPER" = 0 where "CRLMTTYP" = 2`);
  await post(company, OWED);
  await company.close();
}

async function signedIn(gateway: BuiltGateway, email: string, accountNumber: string): Promise<Shopper> {
  const { login } = await gateway.ask<Contract.Mutation>(LOG_IN, { input: { email, password: DEMO_PASSWORD } });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${login.session?.accessToken}` };
  const body = JSON.stringify({ query: SELECT, variables: { input: { accountNumber } } });
  const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
  const { data } = (await response.json()) as { data: Contract.Mutation };
  const token = data.selectAccount.session?.accessToken;
  if (!token) throw new Error(`${email} cannot sign in: ${JSON.stringify(data)}`);
  return { accountNumber, token };
}

function documentsIn(url: string): Promise<Document[]> {
  return query<Document>(
    url,
    `select trim(h."REFRENCE") as reference, trim(h."CUSTNMBR") as customer, h."DOCAMNT"::text as total, array(
       select trim(l."ITEMNMBR") || ' ' || l."QUANTITY" || ' ' || l."UNITPRCE" from "SOP10200" l
       where l."SOPTYPE" = h."SOPTYPE" and l."SOPNUMBE" = h."SOPNUMBE" order by l."LNITMSEQ") as lines
     from "SOP10100" h where h."SOPTYPE" = 2 and (h."BACHNUMB" = $1 or h."REFRENCE" like 'TORTURE-%') order by 1`,
    [BATCH],
  );
}

/** What GP keeps in sums, by account, and by item and site. */
interface Sums {
  readonly onOrder: ReadonlyMap<string, Exact>;
  readonly allocated: ReadonlyMap<string, Exact>;
  readonly lines: number;
  readonly payments: number;
  /** In work and in history. */
  readonly quotes: number;
}

async function sumsIn(url: string): Promise<Sums> {
  const amounts = async (sql: string) => {
    const rows = await query<{ key: string; amount: string }>(url, sql);
    return new Map(rows.map(({ key, amount }) => [key, new Exact(amount)]));
  };
  const [rows] = await query<{ lines: number; payments: number; quotes: number }>(
    url,
    `select (select count(*)::integer from "SOP10200" where "SOPTYPE" <> 1) as lines, (select count(*)::integer from "SOP10103") as payments,
       (select count(*)::integer from "SOP10100" where "SOPTYPE" = 1) + (select count(*)::integer from "SOP30200" where "SOPTYPE" = 1) as quotes`,
  );
  return {
    onOrder: await amounts(`select trim("CUSTNMBR") as key, "ONORDAMT"::text as amount from "RM00103"`),
    allocated: await amounts(
      `select trim("ITEMNMBR") || ' ' || trim("LOCNCODE") as key, "ATYALLOC"::text as amount from "IV00102" where "RCRDTYPE" = 2`,
    ),
    lines: rows?.lines ?? 0,
    payments: rows?.payments ?? 0,
    quotes: rows?.quotes ?? 0,
  };
}

/** What is more, where anything is. */
function grown(before: ReadonlyMap<string, Exact>, after: ReadonlyMap<string, Exact>): Record<string, string> {
  const more = [...after].map(([key, amount]) => [key, amount.minus(before.get(key) ?? 0)] as const);
  return asRecord(new Map(more.filter(([, amount]) => !amount.isZero())));
}

function asRecord(amounts: ReadonlyMap<string, Exact>): Record<string, string> {
  return Object.fromEntries([...amounts].map(([key, amount]) => [key, amount.toFixed(5)]));
}

const fixed = (decimal: string) => new Exact(decimal).toFixed(5);
