import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type GrantsOptions, grantsScript } from './grants-script.js';
import { allColumns, OPTIONAL_TABLES, placeOf, READS, USED_PROCEDURES } from './used-objects.js';

const OPTIONS: GrantsOptions = {
  company: 'TWO',
  systemDatabase: 'DYNAMICS',
  readingLogin: 'gp_gateway_read',
  handingOverLogin: 'gp_gateway_orders',
  changeTracked: [],
};

describe('The script of the rights in GP', () => {
  it('is as the golden file has it', async () => {
    await expect(grantsScript(OPTIONS)).toMatchFileSnapshot('grants.golden.sql');
  });

  it('grants the reading of every table that a statement names, in its database', () => {
    const [inCompany = '', inSystem = ''] = sections(grantsScript(OPTIONS));
    for (const table of Object.keys(allColumns(Object.values(READS).map(({ columns }) => columns)))) {
      const { name, isInSystemDatabase } = placeOf(table);
      const grant = `grant select on object::dbo.[${name}] to [gp_gateway_reading];`;
      expect(isInSystemDatabase ? inSystem : inCompany, table).toContain(grant);
    }
  });

  it('grants every procedure that the code names, to the login that hands orders over', () => {
    const folder = join(import.meta.dirname, 'econnect');
    const sources = readdirSync(folder).filter((file) => file.endsWith('.ts') && !/\.(spec|facts)\.ts$/.test(file));
    const named = sources.flatMap((file) => [
      ...readFileSync(join(folder, file), 'utf8').matchAll(/\bta(?:RM)?[A-Z][a-z]\w+(?=\b(?!Code))/g),
    ]);
    const procedures = new Set(named.map(([name]) => name).filter((name) => name !== 'taErrorCode'));
    expect([...procedures].sort()).toEqual([...USED_PROCEDURES]);
    const [inCompany = ''] = sections(grantsScript(OPTIONS));
    for (const procedure of procedures) {
      expect(inCompany).toContain(`grant execute on object::dbo.[${procedure}] to [gp_gateway_handing_over];`);
    }
  });

  it('is not stopped by a table that a company may lack, and proves no right to it', () => {
    const script = grantsScript(OPTIONS);
    for (const table of Object.keys(OPTIONAL_TABLES)) {
      const { name } = placeOf(table);
      const lines = script.split('\n').filter((line) => line.includes(`[${name}]`));
      expect(lines, table).not.toEqual([]);
      for (const line of lines)
        expect(line).toMatch(new RegExp(`^if object_id\\(N'dbo\\.${name}'\\) is not null grant select on `));
    }
  });

  it('lets nobody write into a table, and puts nobody into a role of GP or of the server', () => {
    const script = grantsScript(OPTIONS);
    const granted = [...script.matchAll(/\bgrant (.+?) on /g)].map(([, right]) => right);
    expect(new Set(granted)).toEqual(new Set(['select', 'execute', 'view definition']));
    expect([...script.matchAll(/alter role (\S+) add member/g)].map(([, role]) => role)).toEqual([
      ...['[gp_gateway_reading]', '[gp_gateway_handing_over]'],
      ...['[gp_gateway_reading]', '[gp_gateway_handing_over]'],
    ]);
    expect(script).not.toMatch(/alter server role|sp_addrolemember|trustworthy|chaining/i);
  });

  it('grants the change tracking of the tables whose changes are read that way', () => {
    const script = grantsScript({ ...OPTIONS, changeTracked: ['IV00101', 'IV00102'] });
    expect(script).toContain('grant view change tracking on object::dbo.[IV00102] to [gp_gateway_reading];');
  });

  it('takes names as they are, whatever characters they have', () => {
    const script = grantsScript({ ...OPTIONS, company: "O'N]", readingLogin: 'SHOP\\gateway$', systemDatabase: 'GPSYS' });
    expect(script).toContain("use [O'N]]];");
    expect(script).toContain("if db_name() <> N'O''N]'");
    expect(script).toContain("if suser_id(N'SHOP\\gateway$') is null create login [SHOP\\gateway$] from windows;");
    expect(script).not.toContain('DYNAMICS');
  });

  it('has no password, and creates no login without one', () => {
    const script = grantsScript(OPTIONS);
    expect([...script.matchAll(/nvarchar\(128\) = (N'[^']*')/g)].map(([, value]) => value)).toEqual(["N''", "N''"]);
    expect(script).toContain("if @password1 = N'' throw");
  });
});

/** The part of the script in the company's database, and the part in the system database. */
function sections(script: string): string[] {
  return script.split(/^use \[/m).slice(1, 3);
}
