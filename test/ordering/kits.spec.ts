import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SubmissionsService } from '../../src/submissions/index.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { CHECK_CART, type Line, orderOf, place } from './checkout.js';

interface CartLine {
  readonly sku: string;
  readonly quantity: string;
  readonly warehouse?: string;
}

describe('Kits and services', () => {
  let gateway: TestGateway;
  let databases: string[];
  let otis: string;

  beforeAll(async () => {
    databases = [await createDatabase(), await createDatabase()];
    gateway = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1] });
    // Brindlewood has unlimited credit.
    otis = await gateway.signIn('otis.brindle@example.com');
  });
  afterEach(() => gateway.gp.makeWrites({}));
  afterAll(async () => {
    await gateway?.stop();
    for (const database of databases ?? []) await dropDatabase(database);
  });

  const change = (sql: string) => gateway.gateway.sandbox.change(sql);

  async function check(...lines: readonly CartLine[]) {
    const { data } = await gateway.ask(CHECK_CART, { input: { lines } }, otis);
    return data.checkCart;
  }

  async function priced(lines: readonly CartLine[]): Promise<Line[]> {
    const checked = await check(...lines);
    return lines.map((line, index) => {
      const price = checked.lines[index]?.price;
      if (!price || !('unitPrice' in price)) throw new Error(`${line.sku} has no price.`);
      return { ...line, unitPrice: price.unitPrice.amount };
    });
  }

  async function order(...lines: readonly CartLine[]) {
    const { submission, userErrors } = await place(gateway, orderOf(await priced(lines)), otis);
    return submission ?? userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`);
  }

  /** Where the lines come from, and what of each can be had. */
  async function shares(...lines: readonly CartLine[]) {
    const checked = await check(...lines);
    return checked.lines.map(({ warehouse, quantityAvailable, quantityBackordered }) => {
      return [warehouse?.code ?? null, quantityAvailable, quantityBackordered];
    });
  }

  async function problems(...lines: readonly CartLine[]) {
    const found = (await check(...lines)).problems.map(({ code, field }) => `${code} ${field?.join('.')}`);
    // The order would say the same.
    if (found.length > 0) expect(await order(...lines)).toEqual(found);
    return found;
  }

  const pushed = expect.objectContaining({ status: 'PUSHED' });

  describe('are sold from where GP takes a line of them', () => {
    it('a kit from where it and each of its components is assigned', async () => {
      expect(await problems({ sku: 'KIT-WRENCH', quantity: '1', warehouse: 'WEST' })).toEqual([
        'UNKNOWN_WAREHOUSE lines.0.warehouse',
      ]);
      expect(await order({ sku: 'KIT-WRENCH', quantity: '1', warehouse: 'CENTRAL' })).toEqual(pushed);
    });

    it('a kit whose components are together nowhere is not sold', async () => {
      expect(await shares({ sku: 'KIT-CORD', quantity: '1' })).toEqual([[null, '0', '0']]);
      expect(await problems({ sku: 'KIT-CORD', quantity: '1' })).toEqual(['UNKNOWN_WAREHOUSE lines.0.warehouse']);
      for (const warehouse of ['WEST', 'EAST', 'CABLEYARD', 'CENTRAL']) {
        expect(await problems({ sku: 'KIT-CORD', quantity: '1', warehouse })).toHaveLength(1);
      }
    });

    it('a service from a site that has a row of it', async () => {
      expect(await problems({ sku: 'SVC-BENCH', quantity: '2', warehouse: 'CABLEYARD' })).toEqual([
        'UNKNOWN_WAREHOUSE lines.0.warehouse',
      ]);
      expect(await order({ sku: 'SVC-BENCH', quantity: '2', warehouse: 'EAST' })).toEqual(pushed);
    });

    it('by themselves from one that does, where the usual one does not', async () => {
      const bench = { sku: 'SVC-BENCH', quantity: '1' };
      const [usual] = (await shares(bench)).map(([warehouse]) => warehouse);
      await change(`delete from "IV00102" where "ITEMNMBR" = 'SVC-BENCH' and "LOCNCODE" in ('${usual}', 'ALBERTA')`);
      try {
        const [[found] = []] = await shares(bench);
        expect([null, usual, 'ALBERTA']).not.toContain(found);
        expect(await problems({ ...bench, warehouse: usual ?? '' })).toEqual(['UNKNOWN_WAREHOUSE lines.0.warehouse']);
        expect(await order(bench)).toEqual(pushed);
        // The kit of that service goes with it.
        expect(await shares({ sku: 'KIT-SERVICE', quantity: '1' })).toEqual([[found, '1', '0']]);
        expect(await order({ sku: 'KIT-SERVICE', quantity: '1' })).toEqual(pushed);
      } finally {
        await change(`insert into "IV00102" ("ITEMNMBR", "RCRDTYPE", "LOCNCODE")
          values ('SVC-BENCH', 2, '${usual}'), ('SVC-BENCH', 2, 'ALBERTA')`);
      }
    });

    it('the site that an order as a whole names is one that GP has', async () => {
      const lines = await priced([{ sku: 'CUT-4', quantity: '1', warehouse: 'CENTRAL' }]);
      const { userErrors } = await place(gateway, orderOf(lines, { warehouse: 'OLDTOWN' }), otis);
      expect(userErrors).toMatchObject([{ code: 'UNKNOWN_WAREHOUSE', field: ['warehouse'] }]);
    });

    it('an account whose usual site has closed orders from others', async () => {
      await change(`update "RM00102" set "LOCNCODE" = 'OLDTOWN' where "CUSTNMBR" = 'BRINDLE'`);
      try {
        await gateway.forgetFacts();
        expect(await order({ sku: 'CUT-4', quantity: '1', warehouse: 'CENTRAL' })).toEqual(pushed);
        expect(await order({ sku: 'SVC-BENCH', quantity: '1' })).toEqual(pushed);
      } finally {
        await change(`update "RM00102" set "LOCNCODE" = '' where "CUSTNMBR" = 'BRINDLE'`);
        await gateway.forgetFacts();
      }
    });
  });

  describe('wait where the kit and every counted component may', () => {
    it.each([
      ['the helmet of which may not wait', 'KIT-WELD', '50'],
      ['the saw of which is discontinued', 'KIT-SAW', '50'],
      ['a bushing of which is inactive', 'KIT-BUSH', '1'],
    ])('no more of a kit %s than there is: %s', async (_, sku, quantity) => {
      expect(await problems({ sku, quantity, warehouse: 'CENTRAL' })).toEqual(['INSUFFICIENT_STOCK lines.0.quantity']);
      expect(await problems({ sku, quantity })).toEqual(['INSUFFICIENT_STOCK lines.0.quantity']);
    });

    it('as a whole, down to what is there of a discontinued component', async () => {
      expect(await shares({ sku: 'KIT-SAW', quantity: '2', warehouse: 'WEST' })).toEqual([['WEST', '2', '0']]);
      expect(await shares({ sku: 'KIT-SAW', quantity: '3', warehouse: 'WEST' })).toEqual([['WEST', '0', '0']]);
      expect(await order({ sku: 'KIT-SAW', quantity: '1', warehouse: 'WEST' })).toEqual(pushed);
    });

    it('and not against the word of the kit itself', async () => {
      const kits = { sku: 'KIT-DRILL', quantity: '500', warehouse: 'CENTRAL' };
      expect(await shares(kits)).toEqual([['CENTRAL', '0', '500']]);
      expect(await order({ ...kits, quantity: '100' })).toEqual(pushed);
      await change(`update "IV00101" set "ALWBKORD" = 0 where "ITEMNMBR" = 'KIT-DRILL'`);
      await gateway.refreshCatalog();
      try {
        expect(await problems(kits)).toEqual(['INSUFFICIENT_STOCK lines.0.quantity']);
      } finally {
        await change(`update "IV00101" set "ALWBKORD" = 1 where "ITEMNMBR" = 'KIT-DRILL'`);
        await gateway.refreshCatalog();
      }
    });
  });

  describe('take from their components', () => {
    // Four helmets are at CENTRAL, and none may wait.
    const kits = (quantity: string) => ({ sku: 'KIT-WELD', quantity, warehouse: 'CENTRAL' });
    const helmets = (quantity: string) => ({ sku: 'HELM-AD', quantity, warehouse: 'CENTRAL' });

    it('in one cart: a kit, its own part, and the kit once more', async () => {
      expect(await problems(kits('3'), helmets('2'))).toEqual(['INSUFFICIENT_STOCK lines.1.quantity']);
      expect(await problems(helmets('2'), kits('3'))).toEqual(['INSUFFICIENT_STOCK lines.1.quantity']);
      expect(await problems(kits('3'), kits('2'))).toEqual(['INSUFFICIENT_STOCK lines.1.quantity']);
      expect(await problems(kits('3'), helmets('1'))).toEqual([]);
      expect(await problems(kits('2'), kits('2'))).toEqual([]);
    });

    it('in orders that GP does not show yet', async () => {
      gateway.gp.makeWrites({ hangWrites: true });
      expect(await order(kits('3'))).toMatchObject({ status: 'RECEIVED' });
      expect(await shares(helmets('2'))).toEqual([['CENTRAL', '1', '0']]);
      expect(await problems(helmets('2'))).toEqual(['INSUFFICIENT_STOCK lines.0.quantity']);
      expect(await problems(kits('2'))).toEqual(['INSUFFICIENT_STOCK lines.0.quantity']);
      expect(await order(helmets('1'))).toMatchObject({ status: 'RECEIVED' });
      expect(await problems(kits('1'))).toEqual(['INSUFFICIENT_STOCK lines.0.quantity']);
    });

    it('under one lock: twelve buyers of two kits and of their common part get no more of it than there is', async () => {
      const waiting = () => gateway.gateway.app.get(SubmissionsService).waiting();
      await vi.waitFor(async () => expect(await waiting()).toMatchObject({ count: 0 }), { interval: 100 });
      // Of a second kit with a helmet in it, so that the two kits have a part in common and nothing else.
      await change(`insert into "IV00104" ("ITEMNMBR", "SEQNUMBR", "CMPTITNM", "CMPITUOM", "CMPITQTY")
        values ('KIT-DRILL', 65536, 'HELM-AD', 'Each', 2)`);
      await change(`update "IV00102" set "QTYONHND" = "ATYALLOC" + 7 where "ITEMNMBR" = 'HELM-AD' and "LOCNCODE" = 'CENTRAL'`);
      await change(`update "IV00101" set "ITMTRKOP" = 1 where "ITEMNMBR" = 'HELM-AD'`);
      await change(`update "IV00102" set "QTYONHND" = "ATYALLOC" + 1000 where "ITEMNMBR" in ('PT-DRILL-18', 'BATT-18-4', 'CHRG-18')
        and "LOCNCODE" = 'CENTRAL'`);
      await gateway.refreshCatalog();
      await gateway.forgetFacts();
      const lines = await priced([kits('1'), { ...kits('1'), sku: 'KIT-DRILL' }, helmets('1')]);
      const wanted = lines.map((line) => ({ line, takes: line.sku === 'KIT-DRILL' ? 2 : 1 }));
      const placed = await Promise.all(
        [...wanted, ...wanted, ...wanted, ...wanted].map(async ({ line, takes }) => {
          const { submission } = await place(gateway, orderOf([line]), otis);
          return submission ? takes : 0;
        }),
      );
      const sold = placed.reduce((sum, takes) => sum + takes, 0);
      // A drill kit that comes last may find one helmet, and needs two.
      expect(sold).toBeLessThanOrEqual(7);
      expect(sold).toBeGreaterThanOrEqual(6);
    });
  });
});
