import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { accountNumberOf } from '../../src/gp/econnect/account-number.js';
import { orderOf, place } from '../ordering/checkout.js';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { TestGateway } from '../support/test-gateway.js';

const CUT_4 = { sku: 'CUT-4', quantity: '10', unitPrice: '1.92' };
const address = (region: string) => ({
  address: { line1: '1 First Street', city: 'Joliet', region, postalCode: '60433', country: 'United States' },
});

/** The folder that docs/extensions.md shows, in a gateway. */
describe('The example of extensions', () => {
  const folders = new TemporaryFolders();
  const events = folders.path();
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await TestGateway.start({
      GP_EXTENSIONS: resolve('extensions.example'),
      GP_EXTENSIONS_TIMEOUT_MS: '60000',
      EVENTS_FOLDER: events,
      ORDER_PUSH_PATIENCE_MS: '30000',
    });
  });
  afterAll(async () => {
    await gateway?.stop();
    folders.remove();
  });

  const rows = (sql: string, parameters: unknown[]) => gateway.gateway.sandbox.change(sql, parameters);
  const productOf = async (sku: string) =>
    (await gateway.ask('query ($sku: ID!) { product(sku: $sku) { name customFields { name value } } }', { sku })).data.product;

  async function orderOfVisitor(email: string, company: string | null, reference: string) {
    const order = orderOf([CUT_4], {
      reference,
      customer: { email, name: 'A Visitor', company },
      shipTo: address('IL'),
      billTo: address('IL'),
      payments: [{ method: 'CARD', amount: '19.20', transactionId: 'txn_1', account: 'VISA' }],
    });
    const { submission, userErrors } = await place(gateway, order);
    expect(userErrors).toEqual([]);
    expect(submission).toMatchObject({ status: 'PUSHED' });
    return submission?.orderNumber;
  }

  it('changes the names of products, and adds a custom field', async () => {
    expect(await productOf('CUT-4')).toEqual({
      name: 'Cut-off wheel, 4-1/2″ × 0.045″, for steel',
      customFields: [{ name: 'advice', value: 'desk@example.com' }],
    });
  });

  it('keeps a class of items out of the catalogue', async () => {
    expect(await productOf('SHACK-12')).toBeNull();
    expect(await productOf('GREASE-EP2')).not.toBeNull();
  });

  it("puts orders into their region's batch", async () => {
    const number = await orderOfVisitor('ida@example.org', null, 'WEB-BATCH');
    expect(
      await rows(
        `select trim(h."BACHNUMB") as batch, trim(u."USRDEF05") as paid from "SOP10100" h
          join "SOP10106" u on u."SOPNUMBE" = h."SOPNUMBE" where h."SOPNUMBE" = $1`,
        [number],
      ),
    ).toEqual([{ batch: 'WEB-IL', paid: 'PAID ONLINE' }]);
  });

  it('creates customers with a class and a territory', async () => {
    await orderOfVisitor('bo@example.org', 'Bo Builders', 'WEB-CUSTOMER');
    expect(
      await rows(
        `select trim("CUSTCLAS") as class, trim("PRCLEVEL") as level, trim("SALSTERR") as territory from "RM00101"
          where "CUSTNMBR" = $1`,
        [accountNumberOf('bo@example.org')],
      ),
    ).toEqual([{ class: 'CONTRACTOR', level: 'CONTRACTOR', territory: 'MIDWEST' }]);
  });

  it('tells nobody of orders that are a test', async () => {
    await orderOfVisitor('cy@example.org', null, 'TEST-1');
    // Of another order after it, whose events come later.
    await orderOfVisitor('di@example.org', null, 'WEB-TOLD');
    const told = () =>
      readdirSync(events)
        .flatMap((name) => readFileSync(join(events, name), 'utf8').split('\n').filter(Boolean))
        .map((line) => JSON.parse(line) as { type: string; data: { reference?: string } });
    await vi.waitFor(() => {
      const references = told()
        .filter(({ type }) => type === 'order.pushed.v1')
        .map(({ data }) => data.reference);
      expect(references).toContain('WEB-TOLD');
    });
    expect(told().map(({ data }) => data.reference)).not.toContain('TEST-1');
  });
});
