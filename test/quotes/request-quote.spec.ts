import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { companyPolicy } from '../../src/account/account.policy.js';
import { AccountService } from '../../src/account/index.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { LiveReaders, RequestBudget } from '../../src/live/index.js';
import { TestGateway } from '../support/test-gateway.js';
import { problemsIn, requestOf, requestQuote } from './quoting.js';

const CUT_4 = { sku: 'CUT-4', quantity: '10' };

describe('Asking for a quote', () => {
  let gateway: TestGateway;
  let nell: string;

  beforeAll(async () => {
    gateway = await TestGateway.start();
    nell = await gateway.signIn('nell.hargate@example.com');
  });
  afterEach(() => gateway.gp.make({}));
  afterAll(() => gateway?.stop());

  const change = (sql: string) => gateway.gateway.sandbox.change(sql);
  const quotes = (reference: string) =>
    change(`select trim("SOPNUMBE") as number, trim("DOCID") as document, trim("BACHNUMB") as batch, trim("CUSTNMBR") as customer,
      "DOCAMNT"::text as total, trim("REFRENCE") as reference, "PYMTRCVD"::text as paid
      from "SOP10100" where "SOPTYPE" = 1 and trim("REFRENCE") = '${reference}'`);

  it('puts one GP quote into the batch of web requests, at the current prices', async () => {
    const request = requestOf([CUT_4, { sku: 'HCS5-38-2-ZN', quantity: '3', unitOfMeasure: 'Box' }], {
      shipTo: { addressCode: 'yard' },
      comment: 'For the spring\nprogram',
    });
    const { submission, userErrors } = await requestQuote(gateway, request, nell);
    expect(userErrors).toEqual([]);
    expect(submission).toMatchObject({
      status: 'PUSHED',
      reference: request.reference,
      orderNumber: expect.stringMatching(/^QTE26-/),
      order: null,
    });
    expect(await quotes(request.reference)).toEqual([
      {
        number: submission?.orderNumber,
        document: 'QUOTE',
        batch: 'WEBQUOTES',
        customer: 'HARGATE',
        total: '90.77000',
        reference: request.reference,
        paid: '0.00000',
      },
    ]);
    const lines =
      await change(`select trim("ITEMNMBR") as sku, "QUANTITY"::text as quantity, "QTYTORDR"::text as to_order, trim("UOFM") as unit,
      "ORUNTPRC"::text as price, trim("PRSTADCD") as address, "ATYALLOC"::text as allocated
      from "SOP10200" where "SOPTYPE" = 1 and "SOPNUMBE" = '${submission?.orderNumber}' order by "LNITMSEQ"`);
    expect(lines).toEqual([
      {
        sku: 'CUT-4',
        quantity: '10.00000',
        to_order: '10.00000',
        unit: 'Each',
        price: '1.92000',
        address: 'YARD',
        allocated: '0.00000',
      },
      {
        sku: 'HCS5-38-2-ZN',
        quantity: '3.00000',
        to_order: '3.00000',
        unit: 'Box',
        price: '23.85600',
        address: 'YARD',
        allocated: '0.00000',
      },
    ]);
  });

  it('is one quote however often it is called', async () => {
    const request = requestOf([CUT_4]);
    const answers = await Promise.all(Array.from({ length: 4 }, () => requestQuote(gateway, request, nell)));
    expect(new Set(answers.map(({ submission }) => submission?.id)).size).toBe(1);
    expect(await quotes(request.reference)).toHaveLength(1);
    const other = await requestQuote(gateway, { ...request, lines: [{ ...CUT_4, quantity: '11' }] }, nell);
    expect(problemsIn(other)).toEqual([['IDEMPOTENCY_KEY_REUSED', 'idempotencyKey']]);
  });

  it('is in vain where quotes cannot become orders, and is told so before anything is kept', async () => {
    const mayBecomeOrders = async (may: boolean) => {
      await change(`update "SOP40200" set "QUOTOORD" = ${may ? 1 : 0} where "SOPTYPE" = 1 and "DOCID" = 'QUOTE'`);
      const { app } = gateway.gateway;
      await vi.waitFor(async () => {
        await app.get(GatewayDatabase).deleteFrom('known_fact').where('namespace', '=', companyPolicy.namespace).execute();
        app.get(LiveReaders).forget([companyPolicy.namespace]);
        const company = await app.get(AccountService).company(RequestBudget.toTheEnd());
        expect(company).toMatchObject({ value: { quotesBecomeOrders: may } });
      });
    };
    const request = requestOf([CUT_4]);
    await mayBecomeOrders(false);
    try {
      const answer = await requestQuote(gateway, request, nell);
      expect([answer.submission, problemsIn(answer)]).toEqual([null, [['NOT_PERMITTED', null]]]);
    } finally {
      await mayBecomeOrders(true);
    }
    // The key is not used up.
    expect((await requestQuote(gateway, request, nell)).submission).toMatchObject({ status: 'PUSHED', attempts: 1 });
  });
});
