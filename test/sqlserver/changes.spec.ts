import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerPolicy } from '../../src/account/index.js';
import type { ChangeLook } from '../../src/changes/index.js';
import { readEnvironment } from '../../src/config/index.js';
import { SqlGpChanges } from '../../src/gp/changes/sql-gp-changes.js';
import { stockPolicy } from '../../src/inventory/index.js';
import { itemPricingPolicy, priceListPolicy } from '../../src/pricing/index.js';
import { SqlServerCompany } from '../../src/sqlserver/index.js';
import { SystemClock } from '../../src/values/clock.js';
import { PATIENT } from '../support/companies.js';
import { dropDatabase } from '../support/databases.js';
import { LOGIN, TdsServer } from '../support/tds/tds-server.js';
import { createCopy } from '../support/templates.js';

const STOCK = stockPolicy.namespace;
const SOLD = `update "IV00102" set "ATYALLOC" = "ATYALLOC" + 1 where "ITEMNMBR" = 'CUT-4' and "RCRDTYPE" = 2`;

describe('What has changed in a GP on a SQL Server', () => {
  let url: string;
  let server: TdsServer;
  let company: SqlServerCompany;

  beforeAll(async () => {
    url = await createCopy('company');
    server = await TdsServer.start(url);
    const { gp } = readEnvironment({ GP_URL: `${server.url}?encrypt=false`, GP_PASSWORD: LOGIN.password }).settings;
    if (!gp.sqlServer) throw new TypeError('GP_URL names no SQL Server.');
    company = SqlServerCompany.open(gp.sqlServer, gp, new SystemClock());
  });
  beforeEach(() => track(false));
  afterAll(async () => {
    await company?.close();
    await server?.close();
    await dropDatabase(url);
    expect(server.trouble.faults).toEqual([]);
  });

  const track = (turnsOn: boolean) => server.change(`select switch_change_tracking(${turnsOn})`);

  function looks() {
    const changes = new SqlGpChanges(company.gp, company.changes, 'auto');
    let position: string | null = null;
    return async (): Promise<ChangeLook> => {
      const look = await changes.look(position, PATIENT);
      ({ position } = look);
      return look;
    };
  }

  it('is found by stamps where Change Tracking is off, deletions of stock too', async () => {
    const next = looks();
    expect(await next()).toMatchObject({ way: 'stamps', announced: [STOCK] });
    await server.change(SOLD);
    await server.change(`delete from "IV00102" where "ITEMNMBR" = 'GLV-CUT5-S' and "RCRDTYPE" = 2`);
    expect((await next()).changed.get(STOCK)).toEqual(expect.arrayContaining(['CUT-4', 'GLV-CUT5-S']));
  });

  it('is found by Change Tracking where it is on: the stock that was sold, and not its prices', async () => {
    await track(true);
    const next = looks();
    const first = await next();
    expect(first).toMatchObject({ way: 'change-tracking', hint: null });
    expect(first.announced).toEqual(expect.arrayContaining([STOCK, itemPricingPolicy.namespace, customerPolicy.namespace]));
    await server.change(SOLD);
    expect(Object.fromEntries((await next()).changed)).toEqual({ [STOCK]: ['CUT-4'] });
  });

  it('is what was deleted, and everything where changes were forgotten or the database was restored', async () => {
    await track(true);
    const next = looks();
    await next();
    await server.change(`delete from "IV00108" where "ITEMNMBR" = 'CUT-14'`);
    expect((await next()).changed.get(priceListPolicy.namespace)).toContain('CUT-14\n');
    await server.change(SOLD);
    await server.change('select forget_changes()');
    expect(await next()).toMatchObject({ everything: true });
    await server.change(`update sys.databases set create_date = create_date + interval '1 day'`);
    expect(await next()).toMatchObject({ everything: true });
    expect(await next()).toMatchObject({ everything: false });
  });

  it('goes on where Change Tracking was switched off for a table: its changes are refused, and everything is doubted', async () => {
    await track(true);
    const next = looks();
    await next();
    await server.change(`delete from change_tracking_table where table_name = 'IV00105'`);
    await server.change(SOLD);
    await expect(next()).rejects.toMatchObject({ code: 'SQLSERVER_22105' });
    const look = await next();
    expect(look).toMatchObject({ way: 'change-tracking', everything: true });
    expect(look.announced).not.toContain(itemPricingPolicy.namespace);
    await server.change(SOLD);
    expect(Object.fromEntries((await next()).changed)).toEqual({ [STOCK]: ['CUT-4'] });
  });

  it('is found after a look that failed, where all tables are tracked all the same', async () => {
    await track(true);
    const next = looks();
    await next();
    await server.change(SOLD);
    await server.change(`update change_tracking_table set table_name = 'away' where table_name = 'IV00105'`);
    await expect(next()).rejects.toThrow();
    await server.change(`update change_tracking_table set table_name = 'IV00105' where table_name = 'away'`);
    expect(Object.fromEntries((await next()).changed)).toEqual({ [STOCK]: ['CUT-4'] });
  });

  it('costs one round trip a look, also while something changes, and two statement texts', async () => {
    await track(true);
    const next = looks();
    await next();
    server.counts.reset();
    for (let look = 0; look < 3; look++) await next();
    for (let change = 0; change < 3; change++) {
      await server.change(SOLD);
      expect(Object.fromEntries((await next()).changed)).toEqual({ [STOCK]: ['CUT-4'] });
    }
    expect(server.counts.roundTrips).toBe(6);
    expect(server.counts.texts.size).toBeLessThanOrEqual(2);
  });
});
