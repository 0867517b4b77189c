import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerPolicy } from '../../src/account/index.js';
import type { ChangeLook } from '../../src/changes/index.js';
import { SqlGpChanges } from '../../src/gp/changes/sql-gp-changes.js';
import { stockPolicy } from '../../src/inventory/index.js';
import {
  itemPricingPolicy,
  priceListPolicy,
  sheetLinksPolicy,
  sheetPricesKeyText,
  sheetPricesPolicy,
} from '../../src/pricing/index.js';
import type { SandboxCompany } from '../../src/sandbox/index.js';
import { asPriceSheetId, asSku } from '../../src/values/identifiers.js';
import { type OpenCompany, PATIENT, SANDBOX_PLACES } from '../support/companies.js';

const STOCK = stockPolicy.namespace;
const ITEM_PRICING = itemPricingPolicy.namespace;
const PRICE_LIST = priceListPolicy.namespace;
const SHEET_LINKS = sheetLinksPolicy.namespace;
const SHEET_PRICES = sheetPricesPolicy.namespace;
const CUSTOMER = customerPolicy.namespace;
const SOLD = `update "IV00102" set "ATYALLOC" = "ATYALLOC" + 1 where "ITEMNMBR" = $1 and "RCRDTYPE" = 2`;

describe.each(SANDBOX_PLACES)('What has changed in GP ($place)', ({ open }) => {
  let opened: OpenCompany<SandboxCompany>;
  let company: SandboxCompany;

  beforeAll(async () => {
    opened = await open();
    company = opened.company;
    // The company was loaded a moment ago. Its rows are older than any look.
    for (const table of ['IV00101', 'RM00101', 'RM00102']) {
      await company.transaction((db) =>
        db.run(`alter table "${table}" disable trigger stamp; update "${table}" set "DEX_ROW_TS" = '2020-01-01';
          alter table "${table}" enable trigger stamp`),
      );
    }
  });
  beforeEach(() => company.trackChanges(false));
  afterAll(() => opened?.close());

  /** One instance's looks, each from where the last one ended. */
  function looks(wanted: 'auto' | 'change-tracking' | 'stamps' | 'off' = 'auto') {
    const changes = new SqlGpChanges(company.gp, company.changes, wanted);
    let position: string | null = null;
    return {
      next: async (from: string | null = position): Promise<ChangeLook> => {
        const look = await changes.look(from, PATIENT);
        ({ position } = look);
        return look;
      },
    };
  }

  const keys = (look: ChangeLook) => Object.fromEntries(look.changed);

  describe('by stamps', () => {
    it('is doubted as a whole by the first look, for what is announced', async () => {
      const look = await looks().next();
      expect(look).toMatchObject({ way: 'stamps', announced: [STOCK], everything: false });
      expect(keys(look)).toEqual({ [STOCK]: undefined });
    });

    it('is the stock of an item that was sold, once', async () => {
      const { next } = looks();
      await next();
      await company.change(SOLD, ['CUT-4']);
      const changed: unknown[] = [];
      // A stamp of the last second may still be given to another change, and is announced again.
      while (changed.at(-1) !== 0) {
        const look = await next();
        expect(look).toMatchObject({ announced: [STOCK], everything: false });
        changed.push(look.changed.get(STOCK)?.length ?? 0);
      }
      expect(changed[0]).toBe(1);
    });

    it('is found again where the look that found it was not written down, and then no more', async () => {
      const { next } = looks();
      const { position } = await next();
      await company.transaction(async (db) => {
        await db.run('alter table "IV00101" disable trigger stamp');
        await db.run(
          `update "IV00101" set "DEX_ROW_TS" = getutcdate() - interval '3 minutes' where "ITEMNMBR" = 'CUT-6';
           alter table "IV00101" enable trigger stamp`,
        );
      });
      const stock = (look: ChangeLook) => look.changed.get(STOCK) ?? [];
      expect(stock(await next(position))).toContain('CUT-6');
      expect(stock(await next(position))).toContain('CUT-6');
      expect(stock(await next())).not.toContain('CUT-6');
    });

    it('is the stock at a site that was deleted', async () => {
      const { next } = looks();
      await next();
      await company.change(`delete from "IV00102" where "ITEMNMBR" = 'GLV-CUT5-S' and "RCRDTYPE" = 2`);
      expect((await next()).changed.get(STOCK)).toContain('GLV-CUT5-S');
    });

    it('is a customer whose card was edited, without a promise to find all of its changes', async () => {
      const { next } = looks();
      await next();
      await company.change(`update "RM00101" set "HOLD" = 1 where "CUSTNMBR" = 'BRINDLE'`);
      const look = await next();
      expect(look.changed.get(CUSTOMER)).toEqual(['BRINDLE']);
      expect(look.announced).not.toContain(CUSTOMER);
    });

    it('is found although its stamp is older than the last look: its transaction took long', async () => {
      const { next } = looks();
      await next();
      await next();
      await company.transaction(async (db) => {
        await db.run('alter table "IV00101" disable trigger stamp');
        await db.run(
          `update "IV00101" set "DEX_ROW_TS" = getutcdate() - interval '4 minutes' where "ITEMNMBR" = 'CWR-38';
           alter table "IV00101" enable trigger stamp`,
        );
      });
      expect((await next()).changed.get(STOCK)).toContain('CWR-38');
    });

    it('is announced by nobody while the triggers that keep the stamps are off, and doubted when they are on again', async () => {
      const { next } = looks();
      await next();
      await company.change('alter table "IV00102" disable trigger stamp_item');
      const without = await next();
      expect(without).toMatchObject({ way: null, announced: [] });
      expect(without.hint).toContain('IV00102');
      await company.change('alter table "IV00102" enable trigger stamp_item');
      expect(keys(await next())).toEqual({ [STOCK]: undefined });
    });

    it('may be everything where the database is another one: it was restored', async () => {
      const { next } = looks();
      await next();
      await company.change(`update company_database set created = 'restored'`);
      expect(await next()).toMatchObject({ way: 'stamps', everything: true });
      expect(await next()).toMatchObject({ way: 'stamps', everything: false });
    });
  });

  describe('by Change Tracking', () => {
    beforeEach(() => company.trackChanges(true));

    it('is doubted as a whole by the first look, and every kind is announced', async () => {
      const look = await looks().next();
      expect(look).toMatchObject({ way: 'change-tracking', hint: null, everything: false });
      expect(new Set(look.announced)).toEqual(new Set([...look.changed.keys()]));
      expect(look.announced).toEqual(expect.arrayContaining([STOCK, ITEM_PRICING, PRICE_LIST, CUSTOMER]));
    });

    it('is the stock of an item that was sold, and not its prices, although the sale stamps the item', async () => {
      const { next } = looks();
      await next();
      await company.change(SOLD, ['CUT-4']);
      expect(keys(await next())).toEqual({ [STOCK]: ['CUT-4'] });
      expect(keys(await next())).toEqual({});
    });

    it('costs one question a look, whether something has changed or not', async () => {
      const { next } = looks();
      await next();
      company.trouble.resetQuestions();
      await next();
      expect(company.trouble.questions).toBe(1);
      await company.change(SOLD, ['CUT-4']);
      company.trouble.resetQuestions();
      expect(keys(await next())).toEqual({ [STOCK]: ['CUT-4'] });
      expect(company.trouble.questions).toBe(1);
    });

    it('is a price, for those who ask for its level, and for those who ask for the default', async () => {
      const { next } = looks();
      await next();
      await company.change(
        `update "IV00108" set "UOMPRICE" = "UOMPRICE" + 1 where "ITEMNMBR" = 'CUT-4' and "PRCLEVEL" = 'STANDARD'`,
      );
      expect((await next()).changed.get(PRICE_LIST)).toEqual(['CUT-4\nSTANDARD', 'CUT-4\n']);
    });

    it('is what was deleted', async () => {
      const { next } = looks();
      await next();
      await company.change(`delete from "IV00108" where "ITEMNMBR" = 'CUT-14'`);
      await company.change(`delete from "RM00103" where "CUSTNMBR" = 'BRINDLE'`);
      const { changed } = await next();
      expect(changed.get(PRICE_LIST)).toContain('CUT-14\n');
      expect(changed.get(CUSTOMER)).toEqual(['BRINDLE']);
    });

    it('is the price of a kit whose component has another cost', async () => {
      const [kit] = (await company.change(
        `select rtrim("ITEMNMBR") as kit, rtrim("CMPTITNM") as component from "IV00104" order by 1 limit 1`,
      )) as { kit: string; component: string }[];
      const { next } = looks();
      await next();
      await company.change(`update "IV00101" set "CURRCOST" = "CURRCOST" + 1 where "ITEMNMBR" = $1`, [kit?.component]);
      expect((await next()).changed.get(ITEM_PRICING)).toEqual(expect.arrayContaining([kit?.kit, kit?.component]));
    });

    it('is every member of a national account, whose balances count together', async () => {
      const [member] = (await company.change(
        `select rtrim(c."CUSTNMBR") as child, rtrim(c."CPRCSTNM") as parent from "RM00101" c
         join "RM00105" n on n."CPRCSTNM" = c."CPRCSTNM" join "RM00103" s on s."CUSTNMBR" = c."CUSTNMBR" order by 1 limit 1`,
      )) as { child: string; parent: string }[];
      const { next } = looks();
      await next();
      await company.change(`update "RM00103" set "CUSTBLNC" = "CUSTBLNC" + 1 where "CUSTNMBR" = $1`, [member?.child]);
      expect((await next()).changed.get(CUSTOMER)).toEqual(expect.arrayContaining([member?.child, member?.parent]));
    });

    it('is every customer of a price sheet that has another value', async () => {
      await company.change(`insert into "RM00500" ("PRCSHID", "PRODTCOD", "LINKCODE", "SEQNUMBR", "PSSEQNUM") values
        ('T-SHEET', 'C', 'KESTREL', 1, 1), ('T-SHEET', 'C', 'BRINDLE', 1, 2), ('T-SHEET', 'P', 'T-BOOK', 1, 1),
        ('T-OTHER', 'C', 'HARGATE', 1, 1)`);
      const { next } = looks();
      await next();
      await company.change(`insert into "IV10402" ("PRCSHID", "EPITMTYP", "ITEMNMBR", "UOFM", "QTYFROM", "QTYTO", "PSITMVAL")
        values ('T-SHEET', 'I', 'CUT-4', 'Each', 1, 10, 1.98)`);
      const { changed } = await next();
      expect(changed.get(SHEET_LINKS)?.toSorted()).toEqual(['BRINDLE', 'KESTREL']);
      expect(changed.get(SHEET_PRICES)).toEqual([sheetPricesKeyText({ sheet: asPriceSheetId('T-SHEET'), sku: asSku('CUT-4') })]);
    });

    it('is all of a kind where a row concerns any of it', async () => {
      const { next } = looks();
      await next();
      await company.change(`update "IV40202" set "QTYBSUOM" = "QTYBSUOM"`);
      const { changed } = await next();
      expect([...changed]).toEqual([[ITEM_PRICING, undefined]]);
    });

    it('is doubted as a whole where a former release has looked last', async () => {
      const { position } = await looks().next();
      const { untracked: _, ...former } = JSON.parse(position) as Record<string, unknown>;
      const look = await looks().next(JSON.stringify(former));
      expect(look).toMatchObject({ way: 'change-tracking', everything: false });
      expect(look.announced.length).toBeGreaterThan(0);
      expect(keys(look)).toEqual(Object.fromEntries(look.announced.map((kind) => [kind, undefined])));
    });

    it('is found by another instance from where the last one ended', async () => {
      const first = await looks().next();
      await company.change(SOLD, ['CUT-4']);
      expect(keys(await looks().next(first.position))).toEqual({ [STOCK]: ['CUT-4'] });
    });

    it.each<[string, () => Promise<unknown>]>([
      ['changes were forgotten that nobody has looked at', () => company.forgetChanges()],
      [
        'the version has gone back: the database was restored',
        () =>
          company.change(
            'update change_tracking set current_version = (select min(min_valid_version) from change_tracking_table)',
          ),
      ],
      ['the database is another one', () => company.change(`update company_database set created = 'another'`)],
    ])('may be everything where %s', async (_, happens) => {
      await company.change(SOLD, ['CUT-4']);
      const { next } = looks();
      await next();
      await company.change(SOLD, ['CUT-4']);
      await happens();
      expect(await next()).toMatchObject({ way: 'change-tracking', everything: true });
      expect(await next()).toMatchObject({ way: 'change-tracking', everything: false });
    });

    it('is announced for the kinds of which all tables are tracked', async () => {
      await company.change(`delete from change_tracking_table where table_name = 'IV00105'`);
      const look = await looks().next();
      expect(look.announced).toContain(STOCK);
      expect(look.announced).not.toContain(ITEM_PRICING);
      expect(look.hint).toContain('IV00105');
    });

    it('goes by stamps once it is switched off, and all that was announced is doubted', async () => {
      const { next } = looks();
      await next();
      await company.trackChanges(false);
      const look = await next();
      expect(look).toMatchObject({ way: 'stamps', announced: [STOCK] });
      expect(keys(look)).toEqual({ [STOCK]: undefined });
    });

    it('finds changes in the order of their commits', async () => {
      const { next } = looks();
      await next();
      const [before] = (await company.change('select current_version as version from change_tracking')) as { version: unknown }[];
      await company.transaction(async (db) => {
        await db.query(SOLD, ['CUT-4']);
        await db.query(SOLD, ['CUT-6']);
      });
      const [after] = (await company.change('select current_version as version from change_tracking')) as { version: unknown }[];
      expect(Number(after?.version)).toBe(Number(before?.version) + 1);
      expect((await next()).changed.get(STOCK)).toEqual(['CUT-4', 'CUT-6']);
    });
  });

  it('by stamps alone, if the operator wants that', async () => {
    await company.trackChanges(true);
    expect(await looks('stamps').next()).toMatchObject({ way: 'stamps' });
  });

  it('by nothing, where Change Tracking is wanted and off', async () => {
    const look = await looks('change-tracking').next();
    expect(look).toMatchObject({ way: null, announced: [] });
    expect(look.hint).toContain('Change Tracking');
  });
});
