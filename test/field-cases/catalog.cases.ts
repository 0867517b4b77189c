import { expect } from 'vitest';
import { sortName } from '../../src/catalog/search-text.js';
import { everySku, pageOf } from '../catalog/gateways.js';
import { runJob } from '../support/run-job.js';
import type { FieldCase } from './field-case.js';

export const CATALOG_CASES: readonly FieldCase[] = [
  {
    name: 'search-dashes',
    right: 'a text of dashes finds nothing, and other searches at that moment are answered',
    check: async (gateway) => {
      const dashes = Array.from({ length: 60 }, (_, index) => '-'.repeat(33 + index));
      const ordinary = ['nut', 'gloves', 'hammer', 'welding', 'steel'];
      const [odd, usual] = await Promise.all(
        [dashes, ordinary].map((queries) => Promise.all(queries.map((query) => pageOf(gateway, { query, first: 1 })))),
      );
      for (const page of odd ?? []) expect(page).toMatchObject({ totalCount: 0, unavailable: null });
      for (const page of usual ?? []) expect(page).toMatchObject({ skus: [expect.any(String)], unavailable: null });
    },
  },
  {
    name: 'search-pieces',
    right: 'hyphens, slashes and blanks are alike, and letters and digits may be written together',
    check: async (gateway) => {
      const NAMED = [
        ['6204-2RS', 'BRG-6204-2RS'],
        ['BRG 6204 2RS', 'BRG-6204-2RS'],
        ['NUT 58', 'NUT-58-HG'],
        ['NUT58', 'NUT-58-HG'],
        ['HCS5 38 2 ZN', 'HCS5-38-2-ZN'],
      ] as const;
      for (const [query, sku] of NAMED) expect((await pageOf(gateway, { query, first: 100 })).skus).toContain(sku);
    },
  },
  {
    name: 'sort-name',
    right: 'names are in one order, which ignores case, page by page',
    check: async (gateway) => {
      const { data } = await gateway.ask('{ catalog(sort: NAME, first: 100) { nodes { name sku } } }');
      const names = data.catalog.nodes.map(({ name }) => sortName(name));
      expect(names).toEqual(names.toSorted());
      const whole = await everySku(gateway, { sort: 'NAME' });
      expect(await everySku(gateway, { sort: 'NAME', first: 7 })).toEqual(whole);
      expect(new Set(whole).size).toBe(whole.length);
      expect(whole.indexOf('BIN-9')).toBeGreaterThan(whole.indexOf('BRG-6204-2RS'));
    },
  },
  {
    name: 'refresh-lower-case',
    right: 'items whose keys are in lower case are all read, in a database that compares by bytes',
    check: async (gateway) => {
      const { sandbox } = gateway.gateway;
      const parts = Array.from({ length: 1_500 }, (_, index) => `PART-${String(index + 1).padStart(5, '0')}`);
      await sandbox.change(
        `insert into "IV00101" ("ITEMNMBR", "ITEMDESC", "ITEMTYPE", "UOMSCHDL", "DECPLQTY", "CREATDDT")
         select lower(number), 'Casepart', 1, 'EACH', 1, '2026-11-23' from unnest($1::text[]) as numbers(number)`,
        [parts],
      );
      try {
        await gateway.refreshCatalog();
        expect(await everySku(gateway, { query: 'casepart', sort: 'SKU' })).toEqual(parts);
      } finally {
        await sandbox.change(`delete from "IV00101" where "ITEMNMBR" like 'part-%'`);
        await runJob(gateway.gateway.app, 'catalog.removals');
      }
      expect(await everySku(gateway, { query: 'casepart' })).toEqual([]);
    },
  },
];
