import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSandboxCompany } from '../../src/sandbox/company-folder.js';
import { SandboxCompany } from '../../src/sandbox/sandbox-company.js';

describe('The sandbox company on extended pricing', () => {
  let company: SandboxCompany;
  const warnings: string[] = [];

  beforeAll(async () => {
    company = await SandboxCompany.open({
      company: readSandboxCompany('extended'),
      timeZone: 'UTC',
      warn: (message) => warnings.push(message),
    });
  });
  afterAll(() => company.close());

  async function rows(sql: string): Promise<readonly unknown[]> {
    return company.query(sql, []);
  }

  it('is loaded without a warning', () => {
    expect(warnings).toEqual([]);
  });

  it('prices by sheets, where the standard one prices by price lists', async () => {
    expect(await rows('select "EXPRINST" from "DYNAMICS"."SY05501"')).toEqual([{ EXPRINST: 1 }]);
    const standard = readSandboxCompany('standard');
    const files = readSandboxCompany('extended').files.map(({ file, path }) => ({ file, path }));
    for (const { file, path } of standard.files) {
      if (file !== 'DYNAMICS.SY05501.csv') expect(files).toContainEqual({ file, path });
    }
  });

  it.each([
    [
      'a line has a sheet',
      'select l."PRCSHID" from "IV10401" l left join "SOP10110" s using ("PRCSHID") where s."PRCSHID" is null',
    ],
    [
      'a line has an item',
      `select l."ITEMNMBR" from "IV10401" l left join "IV00101" i using ("ITEMNMBR") where l."EPITMTYP" = 'I' and i."ITEMNMBR" is null`,
    ],
    [
      'or a price group',
      `select l."ITEMNMBR" from "IV10401" l left join "SOP10108" g on g."PRCGRPID" = l."ITEMNMBR"
        where l."EPITMTYP" <> 'I' and (l."EPITMTYP" <> 'G' or g."PRCGRPID" is null)`,
    ],
    [
      'a line has values, and a value has a line',
      `select * from "IV10401" l full join "IV10402" v using ("PRCSHID", "EPITMTYP", "ITEMNMBR")
        where l."SEQNUMBR" is null or v."SEQNUMBR" is null`,
    ],
    [
      "a value is in a unit of its item's, its group's, schedule",
      `select v.* from "IV10402" v
        left join "IV00101" i on v."EPITMTYP" = 'I' and i."ITEMNMBR" = v."ITEMNMBR"
        left join "SOP10108" g on v."EPITMTYP" = 'G' and g."PRCGRPID" = v."ITEMNMBR"
        where not exists (select from "IV40202" u join "IV40201" s using ("UOMSCHDL")
          where u."UOMSCHDL" = coalesce(i."UOMSCHDL", g."UOMSCHDL") and u."EQUIVUOM" = s."BASEUOFM" and u."UOFM" = v."UOFM"
            and u."QTYBSUOM" = v."QTYBSUOM")`,
    ],
    [
      'an item of a group has its schedule',
      `select m.* from "IV10400" m left join "SOP10108" g using ("PRCGRPID") left join "IV00101" i using ("ITEMNMBR")
        where i."UOMSCHDL" is distinct from g."UOMSCHDL"`,
    ],
    [
      'a link is of a sheet with a customer or a book',
      `select r.* from "RM00500" r left join "SOP10110" s using ("PRCSHID")
        left join "RM00101" c on r."PRODTCOD" = 'C' and c."CUSTNMBR" = r."LINKCODE"
        left join "SOP10109" b on r."PRODTCOD" = 'P' and b."PRCBKID" = r."LINKCODE"
        where s."PRCSHID" is null or coalesce(c."CUSTNMBR", b."PRCBKID") is null`,
    ],
    ['every sheet has a link', 'select s.* from "SOP10110" s left join "RM00500" r using ("PRCSHID") where r."PRCSHID" is null'],
    [
      'a customer with a book is a customer, and the book is one',
      `select a.* from "SOP10205" a left join "SOP10109" b using ("PRCBKID") left join "RM00101" c on c."CUSTNMBR" = a."LINKCODE"
        where a."PRODTCOD" <> 'C' or b."PRCBKID" is null or c."CUSTNMBR" is null`,
    ],
    [
      'promotions are on promotion sheets alone',
      'select l.* from "IV10401" l join "SOP10110" s using ("PRCSHID") where (s."PROMO" = 1) <> (l."PROMOTYP" between 1 and 4 and l."PROMOLVL" between 1 and 3)',
    ],
    [
      'a free item is one, in a unit of its schedule, and of a promotion that gives one',
      `select f.* from "IV10403" f join "IV10401" l using ("PRCSHID", "EPITMTYP", "ITEMNMBR") left join "IV00101" i on i."ITEMNMBR" = f."FREEITEM"
        where l."PROMOTYP" <> 4 or not exists (select from "IV40202" u where u."UOMSCHDL" = i."UOMSCHDL" and u."UOFM" = f."FREEUOFM")`,
    ],
  ])('is consistent: %s', async (_, offenders) => {
    expect(await rows(offenders)).toEqual([]);
  });

  it('has one base book, of the name that GP gives it', async () => {
    expect(await rows('select trim("PRCBKID") as book from "SOP10109" where "ISBASE" = 1')).toEqual([{ book: 'BASEBOOK' }]);
  });
});
