import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { CHECK_CART, orderOf, place } from './checkout.js';

/** The last one has closed. */
const SITES = ['CENTRAL', 'EAST', 'WEST', 'CABLEYARD', 'OLDTOWN'];
const KITS = ['KIT-DRILL', 'KIT-WRENCH', 'KIT-WELD', 'KIT-SERVICE', 'KIT-PPE', 'KIT-PAINT', 'KIT-CORD', 'KIT-BUSH', 'KIT-SAW'];
const PARTS = ['PT-JIG-6', 'FLAP-G60', 'HELM-AD', 'CWR-12', 'CWR-38', 'BATT-18-4', 'GLS-CLEAR', 'PRIME-GRAY', 'SJOOW-12-3'];
const UNCOUNTED = ['SVC-BENCH', 'SVC-CALIB', 'FEE-SETUP', 'CHG-PALLET'];

const often = (most: number) => fc.integer({ min: 1, max: 100 }).map((percent) => percent <= most);
/** An item at a site: nothing where it is not assigned. */
const row = fc.record({
  assigned: often(80),
  inactive: often(5),
  onHand: fc.integer({ min: 0, max: 60 }),
  allocated: fc.integer({ min: 0, max: 4 }),
});
const item = fc.record({ backorderable: often(60), rows: fc.tuple(row, row, row, row, row) });

const line = fc.record({
  sku: fc.oneof(fc.constantFrom(...KITS), fc.constantFrom(...KITS), fc.constantFrom(...PARTS), fc.constantFrom(...UNCOUNTED)),
  quantity: fc.integer({ min: 1, max: 6 }).map(String),
  warehouse: fc.option(fc.constantFrom(...SITES), { nil: undefined, freq: 2 }),
});
const cart = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  warehouse: fc.option(fc.constantFrom(...SITES), { nil: undefined, freq: 1 }),
});

describe('Whatever cart of kits, parts and services', () => {
  let gateway: TestGateway;
  let databases: string[];
  let otis: string;

  const change = (sql: string) => gateway.gateway.sandbox.change(sql);

  beforeAll(async () => {
    databases = [await createDatabase(), await createDatabase()];
    gateway = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1] });
    otis = await gateway.signIn('otis.brindle@example.com');
    // Two rows of one component, in two units.
    await change(`insert into "IV00104" ("ITEMNMBR", "SEQNUMBR", "CMPTITNM", "CMPITUOM", "CMPITQTY")
      values ('KIT-SAW', 49152, 'FLAP-G60', 'Each', 3)`);
    // What is picked by its number is picked in the warehouse.
    await change('update "IV00101" set "ITMTRKOP" = 1');
    const components = (await change('select distinct rtrim("CMPTITNM") as sku from "IV00104"')) as readonly { sku: string }[];
    const skus = [...new Set([...KITS, ...PARTS, ...UNCOUNTED, ...components.map(({ sku }) => sku)])];
    const stocked = fc.sample(item, { numRuns: skus.length, seed: 4_711 });
    for (const [index, sku] of skus.entries()) {
      const { backorderable, rows } = stocked[index] ?? { backorderable: false, rows: [] };
      await change(`update "IV00101" set "ALWBKORD" = ${backorderable ? 1 : 0} where "ITEMNMBR" = '${sku}'`);
      await change(`delete from "IV00102" where "ITEMNMBR" = '${sku}' and "RCRDTYPE" = 2`);
      for (const [at, { assigned, inactive, onHand, allocated }] of rows.entries()) {
        if (!assigned) continue;
        await change(`insert into "IV00102" ("ITEMNMBR", "RCRDTYPE", "LOCNCODE", "QTYONHND", "ATYALLOC", "INACTIVE")
          values ('${sku}', 2, '${SITES[at]}', ${onHand}, ${Math.min(allocated, onHand)}, ${inactive ? 1 : 0})`);
      }
    }
    await gateway.refreshCatalog();
    await gateway.forgetFacts();
  });
  afterAll(async () => {
    await gateway?.stop();
    for (const database of databases ?? []) await dropDatabase(database);
  });

  const statusOf = async (id: string) => {
    const query = 'query ($id: ID!) { orderSubmission(id: $id) { status rejection { code message } } }';
    return (await gateway.ask(query, { id }, otis)).data.orderSubmission;
  };

  it('is accepted, GP takes it, and has as much as it sold', async () => {
    let accepted = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(cart, async (wanted) => {
        const { data } = await gateway.ask(CHECK_CART, { input: wanted }, otis);
        const checked = data.checkCart;
        const lines = wanted.lines.map((each, index) => {
          const price = checked.lines[index]?.price;
          return { ...each, unitPrice: price && 'unitPrice' in price ? price.unitPrice.amount : '1.00' };
        });
        const { submission, userErrors } = await place(gateway, orderOf(lines, { warehouse: wanted.warehouse }), otis);
        // The cart was told what the order is told.
        expect(userErrors.map(({ code, field }) => [code, field])).toEqual(
          checked.problems.map(({ code, field }) => [code, field]),
        );
        if (!submission) {
          refused++;
          return;
        }
        accepted++;
        await vi.waitFor(async () => expect(await statusOf(submission.id)).toMatchObject({ status: 'PUSHED' }), {
          interval: 100,
        });
      }),
      { numRuns: 80, endOnFailure: true },
    );
    expect(accepted).toBeGreaterThan(5);
    expect(refused).toBeGreaterThan(5);
    const oversold = await change(`select rtrim("ITEMNMBR") as item, rtrim("LOCNCODE") as site from "IV00102"
      where "RCRDTYPE" = 2 and "ATYALLOC" > "QTYONHND" and "LOCNCODE" in ('CENTRAL', 'EAST', 'WEST', 'CABLEYARD')
        and "ITEMNMBR" in (select "CMPTITNM" from "IV00104")`);
    expect(oversold).toEqual([]);
  });
});
