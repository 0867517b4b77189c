import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SessionAuthenticator, UserStore } from '../../src/identity/index.js';
import { requestOf, requestQuote } from '../quotes/quoting.js';
import { TestGateway } from '../support/test-gateway.js';

const INVOICE = 'query ($number: String!) { invoice(number: $number) { ... on Invoice { number documentUrl } } }';
const STATEMENT = `query ($from: Date!, $to: Date!) {
  viewer { account { statement(from: $from, to: $to) { ... on Statement { closingBalance { amount } documentUrl } } } }
}`;
interface InvoiceAnswer {
  readonly invoice: { readonly documentUrl: string };
}

interface QuoteAnswer {
  readonly quote: { readonly documentUrl: string };
}

interface CreditAnswer {
  readonly number: string;
  readonly kind: string;
  readonly documentUrl: string | null;
}

interface CreditsAnswer {
  readonly viewer: { readonly account: { readonly credits: { readonly nodes: readonly CreditAnswer[] } } };
}

interface StatementAnswer {
  readonly viewer: {
    readonly account: {
      readonly statement: { readonly documentUrl: string; readonly closingBalance: { readonly amount: string } };
    };
  };
}

const MINUTE_MS = 60_000;

let gateway: TestGateway;
let nell: string;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true });
  gateway = await TestGateway.start({
    PRINT_MERCHANT: 'Larkfell Supply Co.',
    PRINT_ADDRESS: '1 Distribution Way|Gary IN 46402',
    PRINT_REMIT_TO: 'PO Box 700|Chicago IL 60601',
  });
  nell = await gateway.signIn('nell.hargate@example.com');
});
afterEach(() => gateway.gp.make({}));
afterAll(async () => {
  vi.useRealTimers();
  await gateway?.stop();
});

async function invoiceUrl(number = 'INV26-0640', token = nell): Promise<string> {
  const { data, errors } = await gateway.ask(INVOICE, { number }, token);
  expect(errors).toBeUndefined();
  return (data.invoice as { documentUrl: string }).documentUrl;
}

/** Opens a link as a browser does: with nothing but its URL. */
function open(url: string): Promise<Response> {
  return fetch(gateway.url + new URL(url).pathname);
}

async function textOf(response: Response): Promise<string> {
  const pdf = await getDocument({ data: new Uint8Array(await response.arrayBuffer()), verbosity: 0 }).promise;
  const texts: string[] = [];
  for (let page = 1; page <= pdf.numPages; page++) {
    const { items } = await (await pdf.getPage(page)).getTextContent();
    texts.push(...items.flatMap((item) => ('str' in item ? [item.str] : [])));
  }
  await pdf.destroy();
  return texts.join('\n');
}

describe('The link of an invoice', () => {
  it('opens it as a PDF that browsers show, keep nowhere, and run nothing of', async () => {
    const response = await open(await invoiceUrl());
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="Invoice_INV26-0640.pdf"; filename*=UTF-8''Invoice%20INV26-0640.pdf`,
      'cache-control': 'private, no-store',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const text = await textOf(response);
    for (const part of [
      'Larkfell Supply Co.',
      'PO Box 700',
      'INV26-0640',
      'PO-6644',
      'CWR-12',
      'LEVEL-48',
      'Illinois sales tax',
      'PYMT26-0212',
      '600.45',
      'USD 0.00',
      'PAID',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('gives the same bytes each time', async () => {
    const url = await invoiceUrl();
    const [one, other] = await Promise.all([open(url), open(url)]);
    expect(Buffer.from(await one.arrayBuffer()).equals(Buffer.from(await other.arrayBuffer()))).toBe(true);
  });

  it('opens a debit memo under its own name', async () => {
    const response = await open(await invoiceUrl('DM26-0003'));
    expect(response.headers.get('content-disposition')).toContain('Debit_memo_DM26-0003.pdf');
    const text = await textOf(response);
    expect(text.split('\n')).toContain('Debit memo');
    expect(text).not.toContain('Invoice');
  });

  it('marks a voided one', async () => {
    const pickersgil = await gateway.signIn('nell.hargate@example.com');
    const text = await textOf(await open(await invoiceUrl('INV26-0512', pickersgil)));
    expect(text).toContain('VOID');
    expect(text).not.toContain('Balance due');
  });

  it('marks one that is not posted yet and cannot be paid', async () => {
    const admin = await gateway.signIn('admin@example.com', 'HARGATE');
    const text = await textOf(await open(await invoiceUrl('INV26-1009', admin)));
    expect(text).toContain('NOT POSTED');
    expect(await textOf(await open(await invoiceUrl()))).not.toContain('NOT POSTED');
  });

  it('is another one for another session, also where the rest of the answer is kept', async () => {
    const other = await gateway.signIn('nell.hargate@example.com');
    const urls = [await invoiceUrl(), await invoiceUrl('INV26-0640', other), await invoiceUrl('INV26-0640', other)];
    expect(new Set(urls).size).toBe(2);
  });

  it('opens nothing where it was changed, or is made up', async () => {
    const url = await invoiceUrl();
    const [head, payload = '', signature] = (url.split('/').at(-1) ?? '').split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const forged = Buffer.from(JSON.stringify({ ...claims, account: 'BRINDLE' })).toString('base64url');
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'document-link+jwt' })).toString('base64url');
    for (const token of [`${head}.${forged}.${signature}`, `${unsigned}.${payload}.`, nell, 'x', '%00', '..%2f..']) {
      const response = await fetch(`${gateway.url}/documents/${token}`);
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain('HARGATE');
    }
  });

  it('is no access token', async () => {
    const token = (await invoiceUrl()).split('/').at(-1);
    const { errors } = await gateway.ask('{ viewer { user { email } } }', {}, token);
    expect(errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });

  it('is good for five minutes, and for no more than six', async () => {
    const url = await invoiceUrl();
    vi.setSystemTime(Date.now() + 5 * MINUTE_MS - 1_000);
    expect((await open(url)).status).toBe(200);
    vi.setSystemTime(Date.now() + MINUTE_MS + 2_000);
    expect((await open(url)).status).toBe(404);
    nell = await gateway.signIn('nell.hargate@example.com');
  });

  it('is good for no longer than its session, nor than its user', async () => {
    const token = await gateway.signIn('nell.hargate@example.com');
    const url = await invoiceUrl('INV26-0640', token);
    await gateway.ask('mutation { logout { userErrors { code } } }', {}, token);
    expect((await open(url)).status).toBe(404);

    await gateway.addUser({ email: 'leaving@example.com', role: 'VIEWER', accounts: ['HARGATE'] });
    const leaving = await invoiceUrl('INV26-0640', await gateway.signIn('leaving@example.com'));
    expect((await open(leaving)).status).toBe(200);
    await gateway.gateway.app.get(UserStore).setDisabled('leaving@example.com', true);
    gateway.gateway.app.get(SessionAuthenticator).usersChanged();
    expect((await open(leaving)).status).toBe(404);
  });

  it('says that it can be had later where GP does not answer and nothing is known', async () => {
    const url = await invoiceUrl('INV16-0001');
    await gateway.forgetFacts();
    gateway.gp.make({ failing: true });
    const response = await open(url);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toMatch(/^[1-4]$/);
    gateway.gp.make({});
    await vi.waitFor(async () => expect((await open(url)).status).toBe(200));
  });
});

describe('The link of a document that cannot be drawn', () => {
  it('is a fault of the gateway, and not worth another attempt', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'logo-'));
    const logo = join(folder, 'logo.png');
    writeFileSync(logo, Buffer.from([0x89, 0x50, 0x4e, 0x47]));
    const other = await TestGateway.start({ PRINT_LOGO: logo });
    try {
      const token = await other.signIn('nell.hargate@example.com');
      const { data } = await other.ask<InvoiceAnswer>(INVOICE, { number: 'INV26-0640' }, token);
      const response = await fetch(other.url + new URL(data.invoice.documentUrl).pathname);
      expect(response.status).toBe(500);
      expect(response.headers.has('retry-after')).toBe(false);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    } finally {
      await other.stop();
      rmSync(folder, { recursive: true });
    }
  });
});

describe('The link of a credit memo', () => {
  const CREDITS = `{ viewer { account { credits { nodes { number kind documentUrl } } } } }`;

  async function credits(account: string): Promise<readonly CreditAnswer[]> {
    const email = `${account.toLowerCase()}@credits.example.com`;
    await gateway.addUser({ email, role: 'VIEWER', accounts: [account] });
    const { data } = await gateway.ask<CreditsAnswer>(CREDITS, {}, await gateway.signIn(email));
    return data.viewer.account.credits.nodes;
  }

  it('opens it, with what was noted and what is left', async () => {
    const [memo] = (await credits('BRINDLE')).filter(({ kind }) => kind === 'CREDIT_MEMO');
    const response = await open(memo?.documentUrl ?? '');
    expect(response.headers.get('content-disposition')).toContain('Credit_memo_CRED26-0077.pdf');
    const text = await textOf(response);
    for (const part of ['Credit memo', 'CRED26-0077', 'BRINDLE', 'Credit for short shipment', 'USD 612.50']) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('PO Box 700');
  });

  it('opens a return with its lines', async () => {
    const [returned] = (await credits('QUARRYMAN')).filter(({ kind }) => kind === 'RETURN');
    const response = await open(returned?.documentUrl ?? '');
    expect(response.headers.get('content-disposition')).toContain('Return_RTN26-0021.pdf');
    const text = await textOf(response);
    for (const part of ['Return', 'RTN26-0021', 'Quantity', 'USD 75.50']) expect(text).toContain(part);
  });

  it('is not there for a payment', async () => {
    const payments = (await credits('HARGATE')).filter(({ kind }) => kind === 'PAYMENT');
    expect(payments).not.toEqual([]);
    for (const { documentUrl } of payments) expect(documentUrl).toBeNull();
  });
});

describe('The link of a quote', () => {
  it('opens it', async () => {
    const query = 'query ($number: String!) { quote(number: $number) { ... on Quote { documentUrl } } }';
    const { data } = await gateway.ask<QuoteAnswer>(query, { number: 'QTE26-00038' }, nell);
    const response = await open(data.quote.documentUrl);
    expect(response.headers.get('content-disposition')).toContain('Quote_QTE26-00038.pdf');
    const text = await textOf(response);
    for (const part of ['Quote', 'QTE26-00038', 'HARGATE', 'Valid until']) expect(text).toContain(part);
    for (const part of ['Quote request', 'REQUEST']) expect(text).not.toContain(part);
  });

  it('opens a request as a request, and not as an offer', async () => {
    const { submission } = await requestQuote(gateway, requestOf([{ sku: 'CUT-4', quantity: '10' }]), nell);
    const number = submission?.orderNumber ?? '';
    const query = 'query ($number: String!) { quote(number: $number) { ... on Quote { status expires documentUrl } } }';
    const { data } = await gateway.ask<QuoteAnswer>(query, { number }, nell);
    expect(data.quote).toMatchObject({ status: 'REQUESTED' });
    const response = await open(data.quote.documentUrl);
    expect(response.headers.get('content-disposition')).toContain(`Quote_request_${number}.pdf`);
    const text = await textOf(response);
    for (const part of ['Quote request', 'REQUEST', number, 'Total']) expect(text).toContain(part);
    expect(text).not.toContain('Valid until');
  });
});

describe('The link of a statement', () => {
  it('opens it for its period, with the balance of each line', async () => {
    const { data } = await gateway.ask<StatementAnswer>(STATEMENT, { from: '2026-01-01', to: '2026-11-23' }, nell);
    const { documentUrl, closingBalance } = data.viewer.account.statement;
    const response = await open(documentUrl);
    expect(response.headers.get('content-disposition')).toContain('Statement_HARGATE_2026-01-01_2026-11-23.pdf');
    const text = await textOf(response);
    const closing = Number(closingBalance.amount).toLocaleString('en-US', { minimumFractionDigits: 2 });
    for (const part of ['Statement', 'INV26-0640', 'PYMT26-0212', `USD ${closing}`]) expect(text).toContain(part);
  });
});
